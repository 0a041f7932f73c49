"""Redwell: the legal coordinator's red folder."""

__version__ = "0.1.0"
