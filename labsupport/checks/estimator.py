"""An exercise that is an estimator: a formula of the numbers that belong to its own draws.

The functions that a student's code gets write down where they are evaluated
(`labsupport.checks.recorder`). So what it returns is compared with what the formula gives for these
very draws, to rounding errors; a usual mistake is an edit of the formula.
"""

import contextlib
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import torch
from torch import Tensor

from labsupport.checks import evidence, search
from labsupport.checks.compare import DIFFER, Verdict, close, compare
from labsupport.checks.edits import mistakes
from labsupport.checks.parts import Outcomes, slips


class Run(NamedTuple):
    """What one call returned, and the numbers that the formula takes."""

    results: Sequence[Any]
    recorded: Sequence[Any]


class Estimator:
    """A formula of recorded numbers, and its usual mistakes.

    Args:
        reference: recorded numbers -> the right results.
        results: what the results are.
        formulas: what is to be computed, for each result.
        edits: the usual mistakes, as a table of edits of the reference's source.
        rtol: for each result how far it may be off, relative to itself; None for the usual.
    """

    def __init__(
        self,
        reference: Callable[..., Outcomes],
        results: Sequence[str],
        formulas: Sequence[str],
        edits: str,
        rtol: Sequence[float | None] = (None, None),
    ) -> None:
        self.reference, self.results, self.formulas, self.rtol = reference, results, formulas, rtol
        self.edits = mistakes(reference, edits)

    def verdict(self, *runs: Run) -> Verdict:
        """Whether the results of all runs are right; a mistake has to explain all of them."""
        numbers = range(len(self.results))
        actual = [run.results for run in runs]
        right = [self.reference(*run.recorded) for run in runs]
        wrong = [n for n in numbers if not self._alike(n, actual, right)]
        if not wrong:
            return None
        first = wrong[0]
        with contextlib.suppress(TypeError, RuntimeError):  # runs of several shapes, or no tensors
            found, best = (torch.stack([one[first] for one in all_]) for all_ in (actual, right))
            evidence.values(found, best, self.results[first])
        edits = {s: [f(*run.recorded) for run in runs] for s, f in self.edits.items()}
        every = {**self._ends(right), **edits}
        ranked = []
        for sentence, results in every.items():
            changed = [n for n in numbers if not self._alike(n, results, right)]
            fits = [n for n in numbers if self._alike(n, actual, results)]
            if first in changed and first in fits:
                partly = len(fits) < len(numbers)
                ranked.append((partly, sentence not in edits, changed != [first], sentence))
        if ranked:
            partly, _, several, sentence = min(ranked, key=lambda found: found[:3])
            return sentence if several and not partly else f"{self.results[first]}: {sentence}"
        given = [(run.recorded, run.results) for run in runs]
        text = search.diagnosis(self.reference, given, self._same)
        if text is not None:
            return text
        plain = compare(actual[0][first], right[0][first])
        if plain in (None, DIFFER):
            plain = f"it is not {self.formulas[first]}"
        return f"{self.results[first]}: {plain}"

    def _ends(self, right: Sequence[Outcomes]) -> dict[str, list[Outcomes]]:
        """The slips at the end, of all results at once."""
        of_parts = [[slips(part) for part in one] for one in right]
        return {s: [tuple(p[s] for p in one) for one in of_parts] for s in of_parts[0][0]}

    def _same(self, one: Sequence[Any], other: Sequence[Any]) -> bool:
        return all(self._alike(n, [one], [other]) for n in range(len(self.results)))

    def _alike(
        self, n: int, some: Sequence[Sequence[Any]], others: Sequence[Sequence[Any]]
    ) -> bool:
        """Whether result ``n`` is the same in all runs."""
        rtol = self.rtol[n]
        for one, other in zip(some, others, strict=True):
            a, b = one[n], other[n]
            if not isinstance(a, Tensor) or not b.isfinite().all():
                return False
            unit = 1.0 if rtol is None else b.detach().abs().max().clamp_min(1e-30)
            if not close(a.detach() / unit, b.detach() / unit, rtol):
                return False
        return True


def pair(result: Any) -> tuple[Any, Any] | str:
    """The two parts of a result, numbers as tensors; or a sentence."""
    if result is None:
        return "nothing is returned: is the `return` missing?"
    if not isinstance(result, tuple | list) or len(result) != 2:
        kind = type(result).__name__
        return f"the result is of type {kind}; it should be a pair of two"
    first, second = (
        torch.tensor(part, dtype=torch.float64) if type(part) is float else part for part in result
    )
    return first, second
