"""From the bytes of an upload to checked fields: one TOML file per document type."""
