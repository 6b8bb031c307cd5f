"""Writing after another text (以文写文): what it tells is offered as facts, never invented."""
