"""``python -m eval.answers FOLDER``."""

import typer

from eval.answers.command import answers

typer.run(answers)
