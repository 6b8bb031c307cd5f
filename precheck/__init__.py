"""Judge a filing: declared rules over dated parameters, formats, consistency and materials."""
