"""Notices of the office: drafted from a case or without one, numbered, made, sealed, issued.

``issue.py`` is what a worker calls; ``case.py`` is the officers' desk; both begin with a draft.
"""
