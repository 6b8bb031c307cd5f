"""Writing (智能写作): from structured facts to a complete draft, by declared sentences alone."""
