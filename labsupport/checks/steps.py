r"""A list of lines of LaTeX, read as the steps of a derivation.

The first line is an expression; each other line begins with a relation: ``= \ldots``, ``\ge
\ldots``. What cannot be read is a `LineError`, one sentence with the number of the line.
"""

from dataclasses import dataclass
from typing import Any

from labsupport.equations import tree
from labsupport.equations.dialects import lost_backslash, usual
from labsupport.equations.errors import FormulaError
from labsupport.equations.reading import read

MAX_LINES, MAX_CHARACTERS = 40, 800
RELATIONS = {"=": "=", "<=": "≤", ">=": "≥", "<": "<", ">": ">", "prop": "∝"}


class LineError(ValueError):
    """One sentence about a line that cannot be used."""


class UnwrittenError(ValueError):
    """The list is still that of the lab, with ``...`` in it."""


@dataclass(frozen=True)
class Side:
    """One side of a relation, and the line that it stands in."""

    node: tree.Node
    latex: str
    line: int


@dataclass(frozen=True)
class Step:
    """From one side to the next."""

    left: Side
    relation: str
    right: Side

    @property
    def place(self) -> str:
        if self.left.line == self.right.line:
            return f"line {self.right.line}, one side to the next"
        return f"line {self.right.line} after line {self.left.line}"


@dataclass(frozen=True)
class Steps:
    """All sides in their order, the steps between them, and why nothing more could be read."""

    sides: tuple[Side, ...]
    steps: tuple[Step, ...]
    error: str = ""


def of_lines(lines: Any, letters: bool = True) -> Steps:
    """Read a list of lines, up to the first that cannot be read.

    Args:
        lines: a list of texts, whatever a learner has made of it.
        letters: whether ``E_q`` is an expectation.

    Raises:
        LineError: it is no list of lines, or too long.
        UnwrittenError: there is ``...`` in it.
    """
    sides: list[Side] = []
    steps: list[Step] = []
    for number, line in enumerate(texts(lines), 1):
        try:
            found = sides_of(line, number, letters)
        except LineError as error:
            return Steps(tuple(sides), tuple(steps), str(error))
        for relation, side in found:
            if sides:
                steps.append(Step(sides[-1], relation, side))
            sides.append(side)
    return Steps(tuple(sides), tuple(steps))


def sides_of(line: str, number: int, letters: bool) -> list[tuple[str, Side]]:
    """The sides of a line, each with the relation before it; the first line begins without one."""
    if len(line) > MAX_CHARACTERS:
        raise LineError(f"line {number} has more than {MAX_CHARACTERS} characters")
    if not line.strip():
        raise LineError(f"line {number} is empty")
    if sentence := lost_backslash(line):
        raise LineError(f"line {number}: {sentence}")
    chain, latex = chain_of(line, number, letters)
    leads = len(chain.relations) == len(chain.sides)
    if number == 1 and leads:
        raise LineError("line 1 is where it starts: it has no relation before it")
    if number > 1 and not leads:
        raise LineError(rf"line {number} has to begin with a relation, such as = or \ge")
    relations = ["", *chain.relations] if number == 1 else list(chain.relations)
    for relation in relations:
        if relation and relation not in RELATIONS:
            raise LineError(f"line {number}: a relation that no step of a derivation has")
    sides = [Side(node, latex, number) for node in chain.sides]
    return list(zip(relations, sides, strict=True))


def texts(lines: Any) -> list[str]:
    """The lines as texts, if they are that and not too many."""
    if isinstance(lines, str):
        raise LineError("it is one text; it has to be a list of lines, each in quotes of its own")
    if not isinstance(lines, (list, tuple)):
        raise LineError(f"it is of type {type(lines).__name__}; it has to be a list of lines")
    if any(line is ... or line is None for line in lines):
        raise UnwrittenError
    if len(lines) > MAX_LINES:
        raise LineError(f"it has {len(lines)} lines; at most {MAX_LINES} are read")
    found = []
    for number, line in enumerate(lines, 1):
        if not isinstance(line, str):
            raise LineError(f"line {number} is of type {type(line).__name__}, not a text")
        found.append(line)
    if not found:
        raise LineError("the list is empty")
    return found


def chain_of(line: str, number: int, letters: bool = True) -> tuple[tree.Chain, str]:
    """The chain that a line is, and its text in the book's own way of writing."""
    latex = usual(line.replace("&", " "), letters).rstrip(" ,;")
    try:
        formula = read(latex)
    except FormulaError as error:
        raise LineError(f"line {number} cannot be read: {reason(error)}") from None
    except RecursionError:
        raise LineError(f"line {number} cannot be read: it is nested too deeply") from None
    if len(formula.chains) != 1 or formula.chains[0].label or not formula.chains[0].sides:
        raise LineError(f"line {number} has to be one formula, without words or a comma after it")
    return formula.chains[0], latex


def reason(error: FormulaError) -> str:
    """What an error of the reader says, with the place, as one line."""
    piece = " ".join(error.piece.split())
    return f"{' '.join(error.sentence.split())[:160]}, at {piece!r}"
