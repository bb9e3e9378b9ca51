"""The people of the demo's town. None of them exists."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Person:
    """`handle` is without @. Addresses lie in domains reserved for examples."""

    key: str
    name: str
    handle: str
    email: str
    language: Literal["fr", "en"]


PEOPLE = (
    Person("maelle", "Maëlle Kerbraze", "maelle_kbz", "maelle-kbz@example.org", "fr"),
    Person("tanguy", "Tanguy Ploumarec", "tanguy.ploum", "tanguy.ploumarec@example.net", "fr"),
    Person("odile", "Odile Charretoux", "odile.charretoux", "odile.charretoux@example.org", "fr"),
    Person("samir", "Samir Ouhaddi", "samir_oh", "samir-oh@example.net", "fr"),
    Person(
        "clemence", "Clémence Vautrelle", "clem.vautrelle", "clemence.vautrelle@example.org", "fr"
    ),
    Person("yannick", "Yannick Fouesnard", "yannickfoues", "yannick.fouesnard@example.net", "fr"),
    Person("fatou", "Fatou Sarrané", "fatou.sarrane", "fatou.sarrane@example.org", "fr"),
    Person("gilles", "Gilles Bertomieux", "gilles_bx", "gilles.bertomieux@example.net", "fr"),
    Person("noemie", "Noémie Chastagnac", "noemie.chas", "noemie.chastagnac@example.org", "fr"),
    Person("bastien", "Bastien Rouvelin", "bastrouv", "bastrouv@example.net", "fr"),
    Person("louise", "Louise Delamarque", "louise_dlm", "louise.delamarque@example.org", "fr"),
    Person("karim", "Karim Benzaoui", "karim.bz", "karim.benzaoui@example.net", "fr"),
    Person(
        "pauline", "Pauline Essertine", "pauline.essertine", "pauline.essertine@example.org", "fr"
    ),
    Person("erwan", "Erwan Trévignon", "erwan29", "erwan.trevignon@example.net", "fr"),
    Person(
        "jacqueline",
        "Jacqueline Morisseau",
        "jacqueline.morisseau",
        "jacqueline.morisseau@example.org",
        "fr",
    ),
    Person("hugo", "Hugo Lanternier", "hugolantern", "hugolantern@example.net", "fr"),
    Person("ines", "Inès Boukhalfi", "ines.bkf", "ines.boukhalfi@example.org", "fr"),
    Person(
        "mathilde", "Mathilde Courtegaray", "mathilde_cg", "mathilde.courtegaray@example.net", "fr"
    ),
    Person("denis", "Denis Haubourdeau", "denis.haub", "denis.haub@example.org", "fr"),
    Person("salome", "Salomé Perdrizot", "salome.pz", "salome.perdrizot@example.net", "fr"),
    Person("vincent", "Vincent Talbardon", "vincent_talb", "vincent.talbardon@example.org", "fr"),
    Person("rokhaya", "Rokhaya Ndéré", "rokhaya.n", "rokhaya.n@example.net", "fr"),
    Person("lucas", "Lucas Espérandieu-Roux", "lucas_er", "lucas-er@example.org", "fr"),
    Person("brigitte", "Brigitte Saintonge-Duval", "brigitte.sd", "brigitte.sd@example.net", "fr"),
    Person("antoine", "Antoine Maubreuil", "antoinemaub", "antoinemaub@example.org", "fr"),
    Person("camille", "Camille Ostrevant", "camille.ostre", "camille.ostrevant@example.net", "fr"),
    Person("youssef", "Youssef Amrighi", "youssef_am", "youssef.amrighi@example.org", "fr"),
    Person("elodie", "Élodie Taverdet", "elo.taverdet", "elo.taverdet@example.net", "fr"),
    Person("pascal", "Pascal Grimonet", "pascal.grimonet", "pascal.grimonet@example.org", "fr"),
    Person("zoe", "Zoé Lartigau", "zoe_lartigau", "zoe.lartigau@example.net", "fr"),
    Person("florian", "Florian Weberschall", "flo_wbs", "flo-wbs@example.org", "fr"),
    Person(
        "nathalie",
        "Nathalie Quéverdier",
        "nath.queverdier",
        "nathalie.queverdier@example.net",
        "fr",
    ),
    Person("remi", "Rémi Aubignac", "remi_aubi", "remi.aubignac@example.org", "fr"),
    Person("sandrine", "Sandrine Folgoët", "sandrine.folg", "sandrine.folg@example.net", "fr"),
    Person("thuy", "Thuy Phamvert", "thuy.pv", "thuy.phamvert@example.org", "fr"),
    Person("gabriel", "Gabriel Sorrentin", "gab_sorr", "gabriel.sorrentin@example.net", "fr"),
    Person("helene", "Hélène Bassompère", "helene.bsp", "helene.bsp@example.org", "fr"),
    Person("mehdi", "Mehdi Taroual", "mehdi_tar", "mehdi.taroual@example.net", "fr"),
    Person(
        "josiane", "Josiane Vergnolet", "josiane.vergnolet", "josiane.vergnolet@example.org", "fr"
    ),
    Person("quentin", "Quentin Malardier", "quentin_mal", "quentin-mal@example.net", "fr"),
    Person("amandine", "Amandine Roquevert", "amandine.rq", "amandine.roquevert@example.org", "fr"),
    Person("stephane", "Stéphane Coatmeur-Lys", "steph_cl", "steph-cl@example.net", "fr"),
    Person("leila", "Leïla Mansourat", "leila.mans", "leila.mans@example.org", "fr"),
    Person(
        "patrick",
        "Patrick Dugrainville",
        "patrick.dugrain",
        "patrick.dugrainville@example.net",
        "fr",
    ),
    Person("agathe", "Agathe Villebrun", "agathe_vb", "agathe.villebrun@example.org", "fr"),
    Person("romain", "Romain Chevrotin", "rom_chevrotin", "rom-chevrotin@example.net", "fr"),
    Person("celine", "Céline Aspremont", "celine.aspre", "celine.aspremont@example.org", "fr"),
    Person("jeanne", "Jeanne Ty-Guen", "jeanne_tg", "jeanne.ty-guen@example.net", "fr"),
    Person("olivier", "Olivier Fontcouverte", "olivier.fc", "olivier.fc@example.org", "fr"),
    Person("marion", "Marion Labergère", "marion_labg", "marion.labergere@example.net", "fr"),
    Person("abdel", "Abdel Kherroubane", "abdel.kh", "abdel.kherroubane@example.org", "fr"),
    Person("solenn", "Solenn Guivarzh", "solenn_gv", "solenn-gv@example.net", "fr"),
    Person("thierry", "Thierry Hautecombe", "thierry.htc", "thierry.hautecombe@example.org", "fr"),
    Person("emma", "Emma Desrivières", "emma_desriv", "emma.desrivieres@example.net", "fr"),
    Person("cyril", "Cyril Monbazin", "cyril.mbz", "cyril.mbz@example.org", "fr"),
    Person("delphine", "Delphine Arzonnet", "delphine_az", "delphine.arzonnet@example.net", "fr"),
    Person("ronan", "Ronan Kergreis", "ronan.kergreis", "ronan.kergreis@example.org", "fr"),
    Person("mireille", "Mireille Tautavert", "mireille.tv", "mireille.tv@example.net", "fr"),
    Person("julien", "Julien Passepoil", "ju_passepoil", "julien.passepoil@example.org", "fr"),
    Person("assia", "Assia Belmokhtari", "assia_bel", "assia.belmokhtari@example.net", "fr"),
    Person("benoit", "Benoît Clairvallon", "benoit.cv", "benoit.cv@example.org", "fr"),
    Person(
        "victoire", "Victoire Saint-Algan", "victoire_sa", "victoire.saint-algan@example.net", "fr"
    ),
    Person("loic", "Loïc Penmarzhin", "loic.penm", "loic.penmarzhin@example.org", "fr"),
    Person(
        "catherine",
        "Catherine Houdreville",
        "cath.houdreville",
        "cath.houdreville@example.net",
        "fr",
    ),
    Person("nicolas", "Nicolas Tourvieille", "nico_tourv", "nicolas.tourvieille@example.org", "fr"),
    Person("aurelie", "Aurélie Champromis", "aurelie.chp", "aurelie.champromis@example.net", "fr"),
    Person("moussa", "Moussa Diatérou", "moussa_dt", "moussa-dt@example.org", "fr"),
    Person("isabelle", "Isabelle Corbigny-Faure", "isabelle.cf", "isabelle.cf@example.net", "fr"),
    Person("axel", "Axel Radisson", "axel_rdsn", "axel.radisson@example.org", "fr"),
    Person("genevieve", "Geneviève Lanoë-Tilly", "genevieve.lt", "genevieve.lt@example.net", "fr"),
    Person("dylan", "Dylan Macquereau", "dylan_mq", "dylan.macquereau@example.org", "fr"),
    Person("margaux", "Margaux Vertamont", "margaux.vm", "margaux.vertamont@example.net", "fr"),
    Person("philippe", "Philippe Escarbot", "philippe_esc", "philippe-esc@example.org", "fr"),
    Person("wassila", "Wassila Hamrouni-Petit", "wassila.hp", "wassila.hp@example.net", "fr"),
    Person("sylvain", "Sylvain Orgeval", "sylvain_og", "sylvain.orgeval@example.org", "fr"),
    Person("anouk", "Anouk Beaurevers", "anouk.brv", "anouk.brv@example.net", "fr"),
    Person("raphael", "Raphaël Destouvet", "raph_dest", "raphael.destouvet@example.org", "fr"),
    Person("claire", "Claire Montfaucher", "claire.mtf", "claire.montfaucher@example.net", "fr"),
    Person("gwen", "Gwenaëlle Rospleven", "gwen_rosp", "gwen-rosp@example.org", "fr"),
    Person(
        "edouard", "Édouard de Brézolles", "edouard.brz", "edouard.de.brezolles@example.net", "fr"
    ),
    Person("mariam", "Mariam Sissokoré", "mariam_sk", "mariam.sissokore@example.org", "fr"),
    Person("lionel", "Lionel Pradelas", "lionel.pradelas", "lionel.pradelas@example.net", "fr"),
    Person("justine", "Justine Haverland", "justine_hvl", "justine.haverland@example.org", "fr"),
    Person(
        "croissance", "Croissance Digitale 360", "croissance360", "croissance360@example.net", "fr"
    ),
    Person(
        "bonplans", "Bons Plans du Net", "bonsplans_du_net", "bonsplans-du-net@example.org", "fr"
    ),
    Person("oliver", "Oliver Thackwray", "oliver_thack", "oliver.thackwray@example.net", "en"),
    Person("priya", "Priya Nandakoti", "priya.nk", "priya.nandakoti@example.org", "en"),
    Person("hannah", "Hannah Wetherstone", "hannah_weth", "hannah-weth@example.net", "en"),
    Person("callum", "Callum Dunrossie", "callum.dun", "callum.dunrossie@example.org", "en"),
    Person("sofia", "Sofia Lindqvara", "sofia_lq", "sofia.lindqvara@example.net", "en"),
    Person("marcus", "Marcus Ellingboe", "marcus.elling", "marcus.elling@example.org", "en"),
    Person("aoife", "Aoife Garvaghey", "aoife_gv", "aoife.garvaghey@example.net", "en"),
    Person("jan", "Jan Verstoepen", "jan.verstoepen", "jan.verstoepen@example.org", "en"),
    Person("rebecca", "Rebecca Holmbury", "rebecca_hb", "rebecca-hb@example.net", "en"),
    Person("kenji", "Kenji Morisawa-Lane", "kenji.ml", "kenji.morisawa-lane@example.org", "en"),
    Person("greta", "Greta Aldenhoven", "greta_ald", "greta.aldenhoven@example.net", "en"),
    Person("tom", "Tom Birdsallow", "tom.birds", "tom.birds@example.org", "en"),
    Person("amara", "Amara Okonjeze", "amara_ok", "amara.okonjeze@example.net", "en"),
    Person("daniel", "Daniel Fairweather-Cole", "daniel.fwc", "daniel.fwc@example.org", "en"),
    Person("lucia", "Lucía Barrenetxe", "lucia_bn", "lucia-bn@example.net", "en"),
    Person("fergus", "Fergus Mactarvit", "fergus.mt", "fergus.mactarvit@example.org", "en"),
    Person("nora", "Nora Quillfeather", "nora_quill", "nora.quillfeather@example.net", "en"),
    Person("stefan", "Stefan Brückmoser", "stefan.bkm", "stefan.bkm@example.org", "en"),
    Person("beatrice", "Beatrice Ashgrove-Hill", "bea_ashgrove", "bea-ashgrove@example.net", "en"),
    Person("dev", "Dev Chaudhuran", "dev.chn", "dev.chaudhuran@example.org", "en"),
    Person("ingrid", "Ingrid Solhaugen", "ingrid_sh", "ingrid-sh@example.net", "en"),
    Person("walter", "Walter Pemberlow", "walter.pemberlow", "walter.pemberlow@example.org", "en"),
    Person("moira", "Moira Strathendrick", "moira_st", "moira.strathendrick@example.net", "en"),
    Person("growthly", "Growthly Partners", "growthly_hq", "growthly-hq@example.org", "en"),
    Person(
        "luckydrop", "Lucky Drop Deals", "luckydrop_deals", "lucky.drop.deals@example.net", "en"
    ),
)

PEOPLE_BY_KEY = {person.key: person for person in PEOPLE}
