"""The index of passages: by the terms they share with a question, and by meaning."""
