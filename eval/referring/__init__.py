"""How rightly facts are taken from reference texts (以文写文), on documents with known facts."""
