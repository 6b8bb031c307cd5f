"""What the rules and guides say. Empty until the knowledge base is built."""
