"""What keeps personal data private: sealing at rest, masking in logs, names, headers, limits."""
