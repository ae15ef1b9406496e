"""The likely mistake behind a step of a derivation that does not hold.

A mistake is named only if it explains the numbers: with the sign, the term, the swapped arguments
put right the step holds in every world, or both sides differ by the same constant in all of them.
"""

import ast
import time
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from labsupport.checks.steps import Side, Step
from labsupport.equations.errors import FormulaError
from labsupport.equations.mutations import mutants
from labsupport.equations.reading import read

SECONDS = 1.0  # of processor time for the search
LONGEST = 300  # characters of a side whose changes are tried
Follows = Callable[[Side, Side], bool]

# What the change of the wrong line that makes it right says about it.
TOO_MUCH = {
    "KL swapped": "the two arguments of the divergence are swapped",
    "sign": "a sign is wrong",
    "sign of a side": "the sign is wrong",
    "term dropped": "a term is too much",
    "factor dropped": "a factor is too much",
    "factor of a side": "a factor ½ is missing",
    "number": "a number is wrong",
    "exponent": "an exponent is wrong",
    "exponent dropped": "an exponent is too much",
    "upside down": "a fraction is upside down",
    "denominator lost": "a denominator is too much",
    "letter": "a letter is not the right one",
    "log lost": "a logarithm is too much",
    "exp lost": "an exponential is too much",
    "mean lost": "a mean is too much",
    "sum lost": "a sum is too much",
    "mean for variance": "there is a variance where a mean belongs",
}
# What the change of the line before that gives the wrong line says about the step.
LOST = {
    "KL swapped": "the two arguments of the divergence are swapped",
    "sign": "a sign has changed",
    "term dropped": "a term is lost",
    "factor dropped": "a factor is lost",
    "exponent dropped": "an exponent is lost",
    "number": "a number has changed",
    "upside down": "a fraction is turned upside down",
    "denominator lost": "a denominator is lost",
    "letter": "a letter has become another",
    "log lost": "a logarithm is lost",
    "exp lost": "an exponential is lost",
    "mean lost": "a mean is lost",
    "sum lost": "a sum is lost",
    "mean for variance": "a variance has become a mean",
}


def constant(left: list[Any], right: list[Any]) -> str:
    """What a step lost, if both sides differ by the same constant or factor in all worlds."""
    if not all(isinstance(v, Tensor) for v in (*left, *right)) or len(left) < 3:
        return ""
    if any(one.shape != other.shape for one, other in zip(left, right, strict=True)):
        return ""
    a, b = (torch.cat([v.reshape(-1) for v in values]) for values in (left, right))
    if bool((a - a[0]).abs().max() < 1e-6):
        return ""  # it is a constant itself
    if float(b.abs().max()) < 1e-9:
        return "it is 0 in every world"
    if _steady(b / a) and float(a.abs().min()) > 1e-9:
        ratio = float((b / a)[0])
        if abs(ratio + 1) < 1e-7:
            return "the sign is wrong"
        for factor, name in ((2.0, "2"), (0.5, "½"), (-2.0, "-2"), (-0.5, "-½")):
            if abs(ratio - factor) < 1e-7:
                return f"a factor is lost: it is {name} times what it should be"
        return f"a factor is lost: it is {ratio:.4g} times what it should be, in every world"
    if _steady(b - a):
        return (
            f"a constant is lost: the sides differ by {abs(float((b - a)[0])):.4g} in every world"
        )
    return ""


def _steady(values: Tensor) -> bool:
    return bool((values - values[0]).abs().max() < 1e-8 * values[0].abs().clamp(min=1e-3))


def changed(step: Step, follows: Follows) -> str:
    """One small change that explains the step, by what it says about it; "" if there is none."""
    until = time.process_time() + SECONDS
    for side, kinds in ((step.right, TOO_MUCH), (step.left, LOST)):
        start, end = side.node.span
        text = side.latex[start:end]
        try:
            found = mutants(text) if len(text) <= LONGEST else []
        except (FormulaError, RecursionError, ArithmeticError):
            continue
        order = list(kinds)
        found = [m for m in found if m.change.rpartition(" at ")[0] in kinds]
        found.sort(key=lambda m: order.index(m.change.rpartition(" at ")[0]))
        for mutant in found:
            if time.process_time() > until:
                return ""
            kind = mutant.change.rpartition(" at ")[0]
            other = Side(read(mutant.latex).chains[0].sides[0], mutant.latex, side.line)
            pair = (step.left, other) if side is step.right else (other, step.right)
            if follows(*pair):
                if kind == "letter":
                    return _letter(mutant.change, side is step.right)
                return kinds[kind] + _place(text, mutant.latex)
    return ""


def _letter(change: str, too_much: bool) -> str:
    """``letter at 3: 'p' -> 'q '`` in words."""
    one, other = (ast.literal_eval(each).strip() for each in change.split(": ", 1)[1].split(" -> "))
    return f"there is {one} where {other} belongs" if too_much else f"{one} has become {other}"


def _place(before: str, after: str) -> str:
    """The part of the text that was changed, where it is short enough to be shown."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    while start and before[start - 1] not in " +-([{,=":
        start -= 1
    piece = before[start : len(before) - end].strip() or before[start : start + 12].strip()
    return f", near {piece}" if 0 < len(piece) <= 60 else ""
