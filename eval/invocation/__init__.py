"""How exact the fifteen models are, measured through the envelope platforms get."""
