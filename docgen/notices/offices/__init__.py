"""Issuing offices; those that ship are invented samples."""
