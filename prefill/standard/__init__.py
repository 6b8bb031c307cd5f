"""How each kind of value is brought to its standard spelling; the original is the caller's to keep.

Every function takes a text and returns a ``Normal``, or raises ``ValueError`` in Chinese when the
kind cannot hold it. What it returns comes back unchanged.
"""
