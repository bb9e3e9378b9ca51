"""The brand's answers, in French and for the most asked also in English."""

from parvis.config.demo.articles.article import Article
from parvis.config.demo.articles.english import ENGLISH
from parvis.config.demo.articles.french import FRENCH

ARTICLES: tuple[Article, ...] = (*FRENCH, *ENGLISH)

__all__ = ["ARTICLES", "Article"]
