"""Many more people of the town, put together from names. None of them exists."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Literal

from parvis.config.demo.people import PEOPLE, Person

_FRENCH_FIRST = """
    Adèle Adrien Agnès Aïcha Alban Albane Alexis Alice Alix Alma Amélie Anaïs André Annick Annie
    Armelle Arnaud Arthur Aurélie Awa Axel Aymeric Barnabé Baptiste Béatrice Benoît Bérengère
    Bernadette Blanche Boris Bruno Capucine Carole Cécile Cédric Chantal Charline Christelle
    Christian Clara Clément Corentin Coralie Cyril Damien Danielle Delphine Diane Didier
    Dominique Éléonore Eliott Élise Emma Émilie Enora Étienne Eugénie Eva Fabien Fanny Farid
    Félix Fleur Florence Francis Frédéric Gaëlle Garance Gaspard Geoffroy Gildas Guénolé
    Gwenaëlle Hadrien Henri Hortense Ilan Imane Irène Isabelle Jade Jean-Luc Jérémie Joséphine
    Judith Jules Katell Kenza Khadija Lætitia Laure Léonie Lilian Lise Loïc Lorenzo Lucie Ludovic
    Madeleine Malik Manon Marc Margaux Marie-Jo Marius Marlène Martin Maud Maxence Mélanie Milan
    Monique Morgane Myriam Nabil Naïm Natacha Nina Noé Octave Ombeline Oscar Paola Paul Perrine
    Régine Renaud Robin Rosalie Roxane Sabine Sacha Samuel Sébastien Séverine Simon Sofiane Suzanne
    Sylvie Tess Théodore Thibault Tiphaine Tristan Valentin Valérie Victor Violette Virginie Xavier
    Yaël Yann Yasmine Yolande Yves Zélie
"""
_FRENCH_LAST = """
    Abgrall Allaincourt Aubriot Auffret Bardoul Barjolle Baudement Bellonce Berthevin Bizouarn
    Blanchemain Boisramé Bouchardon Bourdelas Brévignon Cadiou Calvarin Carradec Castelnérac
    Chabanier Chantreuil Clavières Cloarec Coatalen Cormerais Corvaisier Coudreuse Crozanne
    Dagorne Danvillers Daubresse Delamotte Delcambre Derrien Desroziers Diraison Douessin
    Ducassou Duvernoy Escoffré Estournel Fauconnier Ferrandier Fleuriot Fontenelle Fouchard
    Gallouédec Garancher Gaudillat Gourmelen Grandclément Grimault Guilcher Guyonvarc’h Haudecoeur
    Hélias Hervouët Hourcade Huitorel Jacquelot Jaffrédou Jobard Jouanneau Kerguelen Kerouédan
    Kersaudy Lachambre Lamandé Lanoë Larmandier Laurencin Lebreton Lefloch Lemarquis Lescanff
    Lhermitte Loubières Maheux Malherbot Marzin Mauvoisin Ménardais Méridan Montassier Morvannou
    Narcy Nédélec Noblecourt Ollivaux Orsini Pallueau Penhoat Perrigault Philippon Pichancourt
    Plouzennec Pontgélard Poulmarc’h Prigentot Quéméneur Quintrec Rabillard Rascoët Renaudineau
    Riouallec Rochedreux Rouvray Saintilan Salaünic Scoazec Sérandour Simonneaux Talhouarn
    Tanguydec Tavernay Thépaut Thirouin Tréguer Trividic Vauquelin Verdière Vigouroux Villeret
"""
_ENGLISH_FIRST = """
    Abigail Alasdair Alice Amara Andrew Angus Anjali Archie Beth Bridget Caitlin Cara Carys
    Catriona Charlotte Clive Colin Conor Daisy Deborah Deirdre Devon Dominic Eamon Edith Edmund
    Eilidh Elinor Emeka Erin Ewan Felicity Fergus Fiona Flora Freya Gareth Gavin Gemma Gwen Hamish
    Harriet Hazel Heather Hugh Imogen Ingrid Isla Jasmine Jennifer Joan Jonah Kerry Kieran Kirsten
    Laurence Leah Lewis Lorna Luca Mabel Malcolm Margaret Martha Matilda Meera Megan Mohammed
    Morag Nadia Naomi Niamh Nigel Olive Orla Oonagh Owen Padraig Patience Percy Phoebe Poppy Rhys
    Roisin Rory Rosalind Ruben Rufus Saoirse Seamus Shona Sian Silas Stella Tabitha Tariq Theo
    Tobias Ursula Vera Wendel Winifred Zara
"""
_ENGLISH_LAST = """
    Abernethy Ainsworth Ashcombe Barraclough Beckwith Birtwell Blakeney Brackenbury Brannigan
    Calloway Carmody Chadderton Chilcott Cleverdon Colquhoun Corrigan Craddock Cranleigh Dalrymple
    Dempster Dunwoody Eastaugh Elphinstone Fairweather Farquhar Fenwick Finnerty Galbraith Gilroy
    Greenhalgh Hallworth Hathersage Heneghan Hollinshead Ibekwe Inchbald Jessop Kavanagh Kendrick
    Kilbride Lambourne Lanyon Larkin Lockhart Loughlin Maddox Marchbanks McAllister McGonagle
    Merriweather Molyneux Nwachukwu Oakhurst Ogilvy Osgathorpe Patterdale Pendlebury Penhaligon
    Quilter Rafferty Ravenscroft Rowntree Sandiford Satterthwaite Shackleton Skelton Stapleford
    Strachan Sutcliffe Thackeray Thornbury Tillotson Trevelyan Uttley Venables Wadsworth Wetherby
    Whitcombe Winstanley Wolstenholme Yardley
"""
_HOW_MANY = {"fr": 700, "en": 340}
_DOMAINS = ("example.org", "example.net", "example.com")


def _gather() -> tuple[Person, ...]:
    taken = {person.handle for person in PEOPLE} | {person.email for person in PEOPLE}
    return (
        *_people(_FRENCH_FIRST.split(), _FRENCH_LAST.split(), "fr", taken),
        *_people(_ENGLISH_FIRST.split(), _ENGLISH_LAST.split(), "en", taken),
    )


def _people(
    firsts: Sequence[str], lasts: Sequence[str], language: Literal["fr", "en"], taken: set[str]
) -> Iterator[Person]:
    chance = random.Random(f"townspeople {language}")  # noqa: S311 - the same in every demo
    pairs = [(first, last) for first in firsts for last in lasts]
    for first, last in chance.sample(pairs, _HOW_MANY[language]):
        handle = _handle(_plain(first), _plain(last), chance)
        while handle in taken:
            handle += str(chance.randrange(2, 99))
        email = f"{handle}@{chance.choice(_DOMAINS)}"
        taken |= {handle, email}
        yield Person(f"{_plain(first)}-{_plain(last)}", f"{first} {last}", handle, email, language)


def _handle(first: str, last: str, chance: random.Random) -> str:
    year = chance.randrange(58, 99)
    return chance.choice(
        (
            f"{first}.{last}",
            f"{first}_{last}",
            f"{first}.{last[:4]}",
            f"{first[0]}{last}",
            f"{first}{year}",
            f"{last}.{first[0]}",
            f"{first}{last[:3]}",
            f"{first}_{last[:2]}{year}",
        )
    )


def _plain(name: str) -> str:
    letters = name.lower().replace("æ", "ae").replace("œ", "oe")
    bare = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode()
    return "".join(letter for letter in bare if letter.isalnum())


TOWNSPEOPLE = _gather()
EVERYBODY: tuple[Person, ...] = (*PEOPLE, *TOWNSPEOPLE)
