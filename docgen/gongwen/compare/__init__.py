"""Two documents compared by content and by format: 智能比对."""
