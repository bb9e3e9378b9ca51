"""Parvis: serve the people who speak to your brand."""

__version__ = "0.1.0"
