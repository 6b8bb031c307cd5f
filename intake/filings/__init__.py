"""Filings (办件): opened, filled, checked, decided, signed, and what they add up to."""
