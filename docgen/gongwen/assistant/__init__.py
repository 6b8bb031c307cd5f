"""The drafting assistant: what it writes is checked against its source before it is shown."""
