"""How far two folded words are from each other, for small slips of the finger."""


def edits(left: str, right: str, *, at_most: int) -> int | None:
    """Letters inserted, dropped, changed or swapped between the two; None when more than `at_most`.

    Optimal string alignment distance (Damerau 1964, restricted), row by row with an early end.
    """
    if abs(len(left) - len(right)) > at_most:
        return None
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, 1):
        older, before, row = before, row, [i]
        for j, other in enumerate(right, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == right[j - 2] and left[i - 2] == other:
                best = min(best, older[j - 2] + 1)
            row.append(best)
        if min(row) > at_most:
            return None
    return row[-1] if row[-1] <= at_most else None
