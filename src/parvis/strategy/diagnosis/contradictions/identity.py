"""2. What the brand is: who is to speak of a subject is one of its voices, and willing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from parvis.strategy.diagnosis.contradictions.found import Contradiction, same_name
from parvis.strategy.diagnosis.form import Form, Subject
from parvis.strategy.diagnosis.paths import KeyPath
from parvis.strategy.diagnosis.words import Both


def of_identity(form: Form) -> Iterator[Contradiction]:
    identity = form.identity
    yield from same_name(("identity", "voices"), [voice.name for voice in identity.voices])
    yield from same_name(("identity", "subjects"), [one.name for one in identity.subjects])
    willing = {voice.name.casefold(): voice.willing for voice in identity.voices if voice.name}
    for n, subject in enumerate(identity.subjects):
        yield from _of_speakers(subject, ("identity", "subjects", n, "spoken_by"), willing)


def _of_speakers(
    subject: Subject, at: KeyPath, willing: Mapping[str, bool | None]
) -> Iterator[Contradiction]:
    for n, speaker in enumerate(subject.spoken_by):
        if willing and speaker.casefold() not in willing:
            yield Contradiction((*at, n), _NO_VOICE.filled(name=speaker))
        elif willing.get(speaker.casefold()) is False:
            yield Contradiction((*at, n), _UNWILLING.filled(name=speaker))


_NO_VOICE = Both(
    en="{name} is to speak of this, but is not among the voices of the brand.",
    fr="{name} doit en parler, mais ne figure pas parmi les voix de la marque.",
)
_UNWILLING = Both(
    en="{name} is to speak of this, but is said not to be willing.",
    fr="{name} doit en parler, mais n’est pas d’accord pour le faire, d’après les voix.",
)
