"""Turn texts into vectors that lie close when the texts mean alike."""
