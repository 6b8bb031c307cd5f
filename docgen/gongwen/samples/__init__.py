"""Samples (样例公文): what an organ's own documents look like, learnt as a template of its own."""
