"""The words of questions: how text is cut, and what people say for what an office calls it."""
