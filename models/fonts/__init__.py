"""Fonts that ship with the product: subsets of Noto CJK, see ``subset.py``."""

from pathlib import Path

SHIPPED = Path(__file__).parent

RARE = "Noto Serif CJK SC Rare"
"""Family of the font that holds the characters which the others lack."""
