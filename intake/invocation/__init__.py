"""The fifteen models as platforms call them: one envelope, whatever the model does.

``envelope`` is what is said, ``recognise`` and ``prefill`` do the work, ``desk`` serves callers.
"""
