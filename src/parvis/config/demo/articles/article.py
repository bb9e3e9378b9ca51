"""The shape of an answer that people find by themselves."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Article:
    """`title` is the question as people ask it, `body` the answer in Markdown."""

    slug: str
    title: str
    language: Literal["fr", "en"]
    body: str
