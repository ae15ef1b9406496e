"""The worlds of a page: which formula is computed in which world, and what came out.

``tests/equations/test_<slug>.py`` makes one `Proofs` and fills it; `tests.equations.test_complete`
asks it what is computed, and ``benchmarks.print_mutations`` judges changed formulas with it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from labsupport.equations.errors import FormulaError
from labsupport.equations.judging import judge
from labsupport.equations.page import Printed, read_page
from labsupport.equations.reading import read
from labsupport.equations.worlds import Draw, World

ROOT = Path(__file__).resolve().parents[2]
Make = Callable[[Draw], World]


@dataclass(frozen=True)
class Proof:
    """One formula in one kind of world."""

    key: str
    make: Make
    worlds: int
    loose: bool

    def failures(self, latex: str) -> list[str]:
        """What is wrong with a formula in these worlds; empty if it holds."""
        try:
            formula = read(latex)
        except FormulaError as error:
            return [str(error)]
        return judge(
            formula, self.make, self.worlds, loose=self.loose, key=self.key.strip("$")
        ).failures


class Proofs:
    """All proofs of one page.

    A formula is named by its label; one without, by what stands left of its first relation, without
    spaces, and ``#2`` for the second of that name. An expression without a relation is named by its
    print without spaces, between dollar signs, however often it stands on the page.
    """

    def __init__(self, page: str) -> None:
        self.page = page
        self.proofs: list[Proof] = []
        self.printed: dict[str, Printed] = {}
        self.expressions: dict[str, Printed] = {}
        for each in read_page(ROOT / page):
            if each.expression:
                self.expressions.setdefault(f"${''.join(each.latex.split())}$", each)
            if not each.claims and not each.label:
                continue
            key, count = each.key, 1
            while key in self.printed:
                count += 1
                key = f"{each.key}#{count}"
            self.printed[key] = each

    def world(self, *keys: str, worlds: int = 3, loose: bool = False) -> Callable[[Make], Make]:
        """Compute these formulas in the worlds that the decorated function draws."""

        def add(make: Make) -> Make:
            for key in keys:
                if key not in self.printed:
                    raise KeyError(f"{self.page} prints no {key}")
                self.proofs.append(Proof(key, make, worlds, loose))
            return make

        return add

    def worth(self, make: Make) -> Make:
        """Compute the expressions of which the worlds of the decorated function say the worth."""
        for latex in make(Draw(0)).worth:
            if (key := f"${latex}$") not in self.expressions:
                raise KeyError(f"{self.page} prints no expression {key}")
            self.proofs.append(Proof(key, make, worlds=3, loose=False))
        return make

    def formula(self, key: str) -> Printed:
        """The formula, or the expression, of this name."""
        return self.printed[key] if key in self.printed else self.expressions[key]

    @property
    def keys(self) -> list[str]:
        """The formulas that are computed."""
        return list(dict.fromkeys(proof.key for proof in self.proofs))

    def failures(self, key: str, latex: str | None = None) -> list[str]:
        """What is wrong with a formula, or with another text in its place."""
        text = self.formula(key).latex if latex is None else latex
        for proof in self.proofs:
            if proof.key == key and (failures := proof.failures(text)):
                return failures
        return []
