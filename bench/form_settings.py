"""Parvis' settings, with the minimal view beside its own pages."""

from parvis.config.settings import *  # noqa: F403 - all of them, but for one

ROOT_URLCONF = "bench.form_urls"
