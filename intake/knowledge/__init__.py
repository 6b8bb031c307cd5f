"""The knowledge base in use: entries, questions, gaps, inspection and policies over the store."""
