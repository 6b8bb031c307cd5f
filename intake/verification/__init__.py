"""What can be said of a file somebody was given: its signatures, and whether it is one of ours."""
