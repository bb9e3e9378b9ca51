"""What colleagues ask each other in the notes of cases that wait."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Call:
    """A note that calls `who`, by their name."""

    language: Literal["fr", "en"]
    who: str
    words: str

    @property
    def text(self) -> str:
        return f"@{self.who} {self.words}"


CALLS = (
    Call("fr", "Maud Le Bihannic", "pour information : c’est la troisième fois ce mois-ci."),
    Call("fr", "Idris Belhamra", "on fait un geste, ici ? Je n’ose pas promettre sans toi."),
    Call("fr", "Solène Kervadec", "tu connais bien ce modèle : réparation ou échange ?"),
    Call("fr", "Théo Marchandeau", "si elle écrit encore ce soir, tu peux la rassurer ?"),
    Call("fr", "Aminata Dembaré", "il en reste un à la boutique de Rennes ?"),
    Call("fr", "Nolwenn Rosmadec", "c’est bien la cliente que tu as eue au téléphone ?"),
    Call("en", "Fiona Hartwell", "could you ask the carrier before I answer?"),
    Call("en", "Callum Wray", "same fault as the one last week, I think. Do you agree?"),
    Call("en", "Ruth Adeyinka", "the workshop has the coat: can you ask when it leaves?"),
)
