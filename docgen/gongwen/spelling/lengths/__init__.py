"""Missing and extra characters: a text is tried with one character more or fewer."""
