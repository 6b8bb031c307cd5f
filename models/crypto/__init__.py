"""Chinese cryptography (SM2, SM3), and which certificates are trusted."""
