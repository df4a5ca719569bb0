"""What people type one a line."""


def lines_of(text: str) -> list[str]:
    """The lines that hold anything, without blanks around them."""
    return [line.strip() for line in text.splitlines() if line.strip()]
