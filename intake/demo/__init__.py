"""The demonstration: one invented firm's annual review, from its papers to the signed form."""
