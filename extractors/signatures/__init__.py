"""Seals and signatures of uploads: whether a file is as it was signed, and who signed it."""
