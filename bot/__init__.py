"""Glassbox: a self-hosted Discord bot that helps people argue honestly about how open AI models are."""

__version__ = "0.1.0"
