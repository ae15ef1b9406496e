"""How much a formula of a stranger may cost: caps before it is computed, a budget while it is.

A short line can ask for a lot: means inside means, sums to a thousand inside sums, derivatives of
derivatives. A formula of the book meets none of these limits.
"""

import time
from dataclasses import dataclass, field

from labsupport.equations import tree
from labsupport.equations.errors import FormulaError
from labsupport.equations.worlds import World

MAX_PARTS, MAX_LEVELS = 400, 60  # of a tree
MAX_NODES = 100_000  # at which the innermost mean of means is computed at once
MAX_DERIVATIVES = 2  # inside each other
BINDERS = tree.Mean | tree.Integral | tree.Divergence | tree.Probability | tree.Big


@dataclass
class Budget:
    """What may be spent on one formula, or on all that share the budget.

    Attributes:
        parts: how many parts of formulas may be computed.
        seconds: of processor time.
    """

    parts: int = 20_000
    seconds: float = 5.0
    _start: float = field(default_factory=time.process_time)

    def spend(self) -> bool:
        """Note one part; False if the budget is spent."""
        self.parts -= 1
        return self.parts >= 0 and time.process_time() - self._start < self.seconds


def bounded(node: tree.Node, latex: str, world: World) -> None:
    """Refuse a tree that would cost too much in a world; raises `FormulaError`."""
    size = max((len(domain.nodes) for domain in world.domains.values()), default=1)
    size = max(size, 16)
    parts = 0
    todo = [(node, 0, 1, 0)]  # with how deep it stands, at how many nodes, in how many derivatives
    while todo:
        part, level, nodes, derivatives = todo.pop()
        parts += 1
        if isinstance(part, BINDERS):
            nodes *= size
            if isinstance(part, tree.Big) and len(part.below) > 1:
                raise FormulaError("one index below each sum, please", latex, *part.span)
        derivatives += isinstance(part, tree.Derivative)
        if parts > MAX_PARTS or level > MAX_LEVELS:
            raise FormulaError("this is too long, or nested too deeply", latex, *part.span)
        if nodes > MAX_NODES:
            raise FormulaError("too many sums or means inside each other", latex, *part.span)
        if derivatives > MAX_DERIVATIVES:
            raise FormulaError("too many derivatives inside each other", latex, *part.span)
        todo += [(each, level + 1, nodes, derivatives) for each in tree.children(part)]
