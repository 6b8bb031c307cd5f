"""Fonts that ship with the product: subsets of Noto CJK, see ``subset.py``."""
