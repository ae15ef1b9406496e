"""The one way in which a formula is refused: a sentence with the place."""

MARGIN = 24  # characters of the formula that are shown on each side of the place


class FormulaError(ValueError):
    """A formula that cannot be read, or computed, with the place in its text."""

    def __init__(self, sentence: str, latex: str, start: int, end: int | None = None) -> None:
        before = latex[:start]
        self.line = before.count("\n") + 1
        self.column = start - (before.rfind("\n") + 1) + 1
        end = min(len(latex), max(start + 1, end or 0, start))
        piece = latex[start : min(end, start + 2 * MARGIN)] or "the end"
        self.sentence = sentence
        self.piece = piece
        around = " ".join(latex[max(0, start - MARGIN) : end + MARGIN].split())
        super().__init__(
            f"line {self.line}, column {self.column}: {sentence}: {piece!r} in {around!r}"
        )


class UnboundIndex(FormulaError):
    """An index that nothing binds; the statement then holds for each of its values."""

    def __init__(self, name: str, latex: str, span: tuple[int, int]) -> None:
        super().__init__(f"the index {name} is not bound", latex, *span)
        self.name = name
