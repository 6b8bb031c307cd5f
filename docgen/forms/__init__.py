"""Application forms: a filing as a sheet, and the sheet as Word and as PDF."""
