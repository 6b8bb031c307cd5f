"""Find the passages that answer a question; whatever answers, inspects or shows comes here."""
