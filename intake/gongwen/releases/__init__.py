"""Releases of the lexicon, fetched from its keeper or brought as a file."""
