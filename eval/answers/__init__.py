"""Measures when questions are answered and when declined, and learns what tells them apart."""
