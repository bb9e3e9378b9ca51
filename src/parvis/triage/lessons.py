"""What is to be learned from labelled texts, and how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Strings = NDArray[np.str_]
View = Literal["plain", "telling"]


@dataclass(frozen=True, slots=True)
class Lesson:
    """What is to be learned and how.

    `views`: one model is trained on each and their scores are averaged. "plain" sees every column
    as it is; "telling" sees those larger that stand more with one label than with the others
    (naive Bayes ratios), which helps where examples are few. `strictness`: the candidates
    (scikit-learn's C), of which cross-validation takes the best. `loss`: "logistic", or "hinge"
    for many labels. `balanced`: rare labels weigh as much as common ones.
    `evened`: how far texts are brought to one length, see `Linear`; that a message is long says
    something of its own, but nothing of what it is about.
    `akin`: how loud the places of words are beside the words themselves, where a table of kinship
    is given; 0 for what does not depend on meaning.
    `raised`: labels of few examples are raised when scores become chances, for it is by how they
    were gathered that they are few, not by what will be asked.
    `positive`: the label of a target that is so or not. It is said to be so from the chance that
    serves unseen texts best, or, `as_trained`, from where its score is 0: for texts of another
    place than those learned from, whose fellows cannot say from where. `other`: the label of what
    belongs to none of the rest; at most `turned_away` of what does belong is given it by lack of
    certainty.
    """

    target: str
    views: tuple[View, ...] = ("plain",)
    strictness: tuple[float, ...] = (1.0, 3.0)
    loss: Literal["logistic", "hinge"] = "logistic"
    balanced: bool = True
    folds: int = 5
    evened: float = 0.2
    akin: float = 1.0
    raised: bool = False
    positive: str = ""
    as_trained: bool = False
    other: str = ""
    turned_away: float = 0.0
