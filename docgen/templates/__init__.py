"""Layouts of printed documents."""
