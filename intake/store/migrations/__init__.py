"""The tables' history, applied in order when the service starts."""
