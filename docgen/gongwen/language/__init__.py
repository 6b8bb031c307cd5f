"""What official Chinese reads like: a model of its characters, learnt from text."""
