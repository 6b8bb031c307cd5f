"""Turning uploaded bytes into RGB pages, inside a child process with limits.

Nothing here may import numpy, OpenCV or pydantic but ``sandbox``: the child must start fast.
"""
