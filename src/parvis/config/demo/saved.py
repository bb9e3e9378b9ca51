"""Answers that the team has written once for a question that comes again."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Saved:
    """`{name}`, `{agent}` and `{brand}` are filled in by whoever uses it."""

    title: str
    language: Literal["fr", "en"]
    text: str


SAVED_ANSWERS = (
    Saved(
        "Suivi à l’arrêt",
        "fr",
        "Bonjour {name},\n\nVotre colis attend au dépôt du transporteur. Nous lui avons demandé de "
        "le remettre en tournée ; s’il n’a pas bougé dans deux jours, nous en renvoyons un autre "
        "sans attendre.\n\n{agent}, {brand}",
    ),
    Saved(
        "Étiquette de réparation",
        "fr",
        "Bonjour {name},\n\nRemplissez la fiche de réparation avec une photo : l’étiquette d’envoi "
        "vous arrive aussitôt. Comptez une à deux semaines à l’atelier, un peu plus en novembre."
        "\n\n{agent}, {brand}",
    ),
    Saved(
        "Échange de taille",
        "fr",
        "Bonjour {name},\n\nCochez « Échanger » dans « Mes commandes » : l’autre taille est mise "
        "de côté dès que vous déposez le colis, et le retour est gratuit."
        "\n\n{agent}, {brand}",
    ),
    Saved(
        "Remboursement parti",
        "fr",
        "Bonjour {name},\n\nLe remboursement est parti ce matin. Votre banque l’affiche sous trois "
        "jours, parfois sous notre ancien nom, « Atelier du Port ».\n\n{agent}, {brand}",
    ),
    Saved(
        "Nous avons tardé",
        "fr",
        "Bonjour {name},\n\nVous n’auriez pas dû attendre notre réponse si longtemps, et nous vous "
        "devons des excuses. Voici où nous en sommes :\n\n\n\n{agent}, {brand}",
    ),
    Saved(
        "Parcel held at the depot",
        "en",
        "Hello {name},\n\nYour parcel is waiting at the carrier’s depot. We have asked them to "
        "send it out again; if it hasn’t moved in two days, a new one leaves without waiting.\n\n"
        "{agent}, {brand}",
    ),
    Saved(
        "Repair label",
        "en",
        "Hello {name},\n\nFill in the repair form with a photo and the label reaches you at once. "
        "Allow one to two weeks at the workshop, a little more in November.\n\n{agent}, {brand}",
    ),
    Saved(
        "We kept you waiting",
        "en",
        "Hello {name},\n\nYou should not have had to wait for us, and we are sorry. This is where "
        "things stand:\n\n\n\n{agent}, {brand}",
    ),
)
