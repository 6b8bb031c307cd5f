"""Engines that turn pictures into text, by the name the settings use."""
