"""How well search finds what it should, on a corpus with labelled questions; and the training of its ranking."""
