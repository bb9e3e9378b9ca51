"""How far the form has come, and where to go on."""

from __future__ import annotations

from dataclasses import dataclass

from parvis.brands.models import Brand
from parvis.strategy.asked.steps import MINUTES, STEPS, Step
from parvis.strategy.models import StepPassed


@dataclass(frozen=True)
class Progress:
    passed: frozenset[int]

    @property
    def next(self) -> Step:
        """The first step that nobody has passed; the first of all once everything is."""
        return next((step for step in STEPS if step.number not in self.passed), STEPS[0])

    @property
    def minutes(self) -> int:
        return sum(step.minutes for step in STEPS if step.number in self.passed)

    @property
    def of_minutes(self) -> int:
        return MINUTES

    @property
    def is_begun(self) -> bool:
        return bool(self.passed)

    @property
    def is_complete(self) -> bool:
        return len(self.passed) == len(STEPS)


def progress_of(brand: Brand) -> Progress:
    passed = StepPassed.objects.filter(brand=brand)
    return Progress(frozenset(passed.values_list("step", flat=True)))
