"""Rules of the first stages as data: one pattern a row, over folded words (no case, no marks)."""
