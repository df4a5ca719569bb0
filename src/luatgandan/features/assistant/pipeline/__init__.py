"""The stages from a question to an answer that proves itself: pure functions over frozen values."""
