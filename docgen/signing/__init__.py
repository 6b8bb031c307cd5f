"""Signing: keys and certificates, seals, and signatures in files."""
