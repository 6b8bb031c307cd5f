"""Judge a filing before it is filed: formats, pre-checks, consistency, materials."""
