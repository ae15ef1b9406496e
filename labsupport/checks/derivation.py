r"""An exercise that is a derivation, declared once: a list of lines of LaTeX.

Each line is computed in random worlds (`labsupport.equations`), so that any road from the start to
the end is right, in any notation that the book uses. The first line that does not follow is named,
with both numbers, the world, and the likely mistake (`labsupport.checks.slips`).
"""

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from labsupport.checks import forms, slips, steps
from labsupport.checks.steps import RELATIONS, LineError, Side, Step, UnwrittenError
from labsupport.equations import tree
from labsupport.equations.errors import FormulaError
from labsupport.equations.judging import CLOSE, STRICT, same
from labsupport.equations.limits import Budget, bounded
from labsupport.equations.meaning import Meaning
from labsupport.equations.worlds import Draw, World

COUNT = 3  # worlds in which a line is computed
SEED = 100  # of the first world of a public check
OTHER_WAY = {"<=": ">=", ">=": "<=", "<": ">", ">": "<"}
ALLOWED = {"=": {"="}, ">=": {"=", ">=", ">"}, "<=": {"=", "<=", "<"}, "prop": {"=", "prop"}}


class Lines(list[str]):
    """A derivation that labsupport lends."""


@dataclass(frozen=True)
class Finding:
    """What is wrong, as one sentence, and the numbers that show it."""

    sentence: str
    shown: str = ""


class Derivation:
    r"""A derivation as an exercise.

    Args:
        name: of the exercise.
        start: the first line.
        end: the last line without its relation.
        worlds: draws a world in which every symbol has a meaning.
        words: what a learner is told about a world.
        relation: what holds between start and end: ``=``, ``>=``, ``<=`` or ``prop``.
        steps: how many steps it takes at least; one that changes nothing does not count.
        ends: whether a line that is worth as much as the end is one (`forms`); by default only
            what looks like it.
        needs: sentence -> what some line between the first and the last has to be.
        mistakes: sentence -> what a usual mistake makes of a line; one text or several.
        turned: what is said where an inequality is the wrong way round.
        letters: whether ``E_q`` is an expectation.
        constants: whether ``+ \dots`` may stand for what does not depend on the variables of which
            the worlds have several values.
    """

    def __init__(
        self,
        name: str,
        start: str,
        end: str,
        worlds: Callable[[Draw], World],
        *,
        words: Callable[[World], str],
        relation: str = "=",
        steps: int = 3,
        ends: forms.Form | None = None,
        needs: Mapping[str, forms.Form] | None = None,
        mistakes: Mapping[str, str | Sequence[str]] | None = None,
        turned: str = "the inequality is the wrong way round",
        letters: bool = True,
        constants: bool = False,
    ) -> None:
        self.name, self.start, self.end, self.worlds = name, start, end, worlds
        self.words, self.relation, self.least, self.needs = words, relation, steps, needs or {}
        self.turned, self.letters, self.constants = turned, letters, constants
        self.first = _side(start, letters)
        self.last = _side(end, letters)
        self.ends = ends or (lambda node: forms.alike(node, self.last.node))
        self.mistakes = {
            sentence: [_side(text, letters) for text in ([t] if isinstance(t, str) else t)]
            for sentence, t in (mistakes or {}).items()
        }

    def follows(self, lines: Any, generator: torch.Generator | None = None) -> Finding | None:
        """Whether it starts where it should and every line follows; None if so.

        Raises:
            UnwrittenError: it is not written yet.
        """
        return self._judge(lines, generator, whole=False)

    def arrives(self, lines: Any, generator: torch.Generator | None = None) -> Finding | None:
        """Whether it is a derivation of the end besides: no leap, and the last line."""
        return self._judge(lines, generator, whole=True)

    def _judge(self, lines: Any, generator: torch.Generator | None, whole: bool) -> Finding | None:
        try:
            found = steps.of_lines(lines, self.letters)
            judge = InWorlds(self, generator)
            return judge.all(found, whole)
        except (LineError, RecursionError) as error:
            return Finding(
                str(error) if isinstance(error, LineError) else "it is nested too deeply"
            )

    @functools.cached_property
    def check(self) -> Callable[[Any], None]:
        """The public check: prints ✓, or ✗ with the first line that does not follow."""

        def check(lines: Any) -> None:
            with torch.random.fork_rng(devices=[]):
                try:
                    finding = self.arrives(lines)
                except UnwrittenError:
                    print(f"… {self.name}: not written yet")
                    return
            borrowed = " (borrowed: earns no points)" if isinstance(lines, Lines) else ""
            if finding is None:
                print(f"✓ {self.name}{borrowed}")
                return
            print(f"✗ {self.name}: {finding.sentence}")
            if finding.shown:
                print(f"  {finding.shown}")

        check.__name__ = check.__qualname__ = self.name
        check.__doc__ = f"``{self.name}``: a list of lines of LaTeX, from the start to the end."
        return check


def _side(latex: str, letters: bool) -> Side:
    chain, text = steps.chain_of(latex, 1, letters)
    return Side(chain.sides[0], text, 0)


class InWorlds:
    """One list of lines in the worlds of one check."""

    def __init__(self, declared: Derivation, generator: torch.Generator | None) -> None:
        seed = SEED
        if generator is not None:
            seed += int(torch.randint(10**6, (), generator=generator))
        self.declared = declared
        self.worlds = [declared.worlds(Draw(seed + number)) for number in range(COUNT)]
        budget = Budget()
        for world in self.worlds:
            world.budget = budget
        self.known: dict[tuple[str, tree.Span, int], list[Any]] = {}

    def all(self, found: steps.Steps, whole: bool) -> Finding | None:
        """The first thing that is wrong."""
        if not found.sides:
            return Finding(found.error)
        if finding := self.begins(found.sides[0]):
            return finding
        for step in found.steps:
            if finding := self.step(step):
                return finding
        if found.error:
            return Finding(found.error)
        counted = [s for s in found.steps if not forms.alike(s.left.node, s.right.node)]
        if len(counted) < self.declared.least:
            count = (
                f"there is {len(counted)} step"
                if len(counted) == 1
                else (f"there are {len(counted)} steps")
            )
            least = self.declared.least
            return Finding(f"{count}; it takes at least {least}: what happens in between?")
        return self.shape(found) if whole else None

    def begins(self, side: Side) -> Finding | None:
        first = self.declared.first
        said = Finding(f"line 1 has to be the start, {self.declared.start}")
        if forms.alike(side.node, first.node):
            self.values(side)
            return None
        if not forms.akin(first.node, side.node):
            return said
        return None if self.equal(first, side) else said

    def step(self, step: Step) -> Finding | None:
        """Whether a step holds in all worlds, and is strict in some if it says so."""
        allowed = ALLOWED[self.declared.relation]
        turned = OTHER_WAY.get(step.relation, "") in allowed
        if step.relation not in allowed and not (turned and self.fails(step)):
            names = " and ".join(RELATIONS[each] for each in ("=", self.declared.relation))
            meant = RELATIONS[self.declared.relation]
            only = "every step is =" if meant == "=" else f"the steps have {names}"
            return Finding(
                f"{step.place}: {RELATIONS[step.relation]} does not lead from start to end, {only}"
            )
        bad, strict = self.compare(step.relation, step.left, step.right)
        if bad is None:
            if step.relation in OTHER_WAY and not strict:
                return Finding(f"{step.place}: both sides are equal in every world, so write =")
            return None
        world, row = bad
        likely = self.likely(step)
        sentence = f"line {step.right.line} does not follow from line {step.left.line}"
        if step.left.line == step.right.line:
            sentence = (
                f"line {step.right.line} is not right: one side does not follow from the other"
            )
        left, right = (self.values(side)[world][row] for side in (step.left, step.right))
        mark = RELATIONS[step.relation]
        shown = (
            f"left of {mark}: {_show(left)}, right of it: {_show(right)}, "
            f"where {self.declared.words(self.worlds[world])}"
        )
        sentence = f"{sentence}: {likely}" if likely else sentence
        wide = forms.wide_log(step.right.node)
        if wide is not None and step.relation == "=":
            over = step.right.latex[slice(*wide.span)]
            sentence += f" (the logarithm is read over all of {over}; brackets end it)"
        return Finding(sentence, shown)

    def fails(self, step: Step) -> bool:
        return self.compare(step.relation, step.left, step.right)[0] is not None

    def shape(self, found: steps.Steps) -> Finding | None:
        """Whether it ends where it should, without a leap, over what it needs."""
        declared, last = self.declared, found.sides[-1]
        if not self.is_end(last):
            return Finding(f"the last line has to be the end, {declared.end}")
        for step in found.steps:
            if forms.alike(step.left.node, declared.first.node) and self.is_end(step.right):
                return Finding(
                    f"line {step.right.line} leaps from the start to the end: "
                    "what happens in between?"
                )
        between = found.sides[1:-1]
        for sentence, form in declared.needs.items():
            if not any(form(side.node) for side in between):
                return Finding(sentence)
        return None

    def is_end(self, side: Side) -> bool:
        last = self.declared.last
        if forms.alike(side.node, last.node):
            return True
        return self.declared.ends(side.node) and self.equal(last, side)

    def equal(self, a: Side, b: Side) -> bool:
        return self.compare("=" if self.declared.relation != "prop" else "prop", a, b)[0] is None

    # Numbers

    def values(self, side: Side) -> list[list[Any]]:
        """What a side is worth: for each world, at each of its several values."""
        return [self.in_world(side, number) for number in range(len(self.worlds))]

    def in_world(self, side: Side, number: int) -> list[Any]:
        key = (side.latex, side.node.span, number)
        if key not in self.known:
            self.known[key] = self._computed(side, self.worlds[number])
        return self.known[key]

    def _computed(self, side: Side, world: World) -> list[Any]:
        try:
            bounded(side.node, side.latex, world)
            names = list(world.several)
            rows = list(zip(*(world.several[name] for name in names), strict=True)) or [()]
            meaning = Meaning(world, side.latex)
            return [
                meaning.bind(**dict(zip(names, row, strict=True))).value(side.node) for row in rows
            ]
        except FormulaError as error:
            raise LineError(f"line {side.line} cannot be computed: {_reason(error)}") from None

    def compare(
        self, relation: str, left: Side, right: Side
    ) -> tuple[tuple[int, int] | None, bool]:
        """Where it fails first, as world and row, and whether it is strict somewhere."""
        constant = relation == "=" and any(_has_dots(side.node) for side in (left, right))
        if constant and not self.declared.constants:
            raise LineError(
                f"line {right.line} leaves a constant out; here nothing may be left out"
            )
        strict = False
        pairs = zip(self.values(left), self.values(right), strict=True)
        for world, (a, b) in enumerate(pairs):
            if constant or relation == "prop":
                row = _not_steady(a, b, (lambda x, y: x - y) if constant else _ratio)
                if row is not None:
                    return (world, row), False
                continue
            for row, (one, other) in enumerate(zip(a, b, strict=True)):
                holds, further = _holds(relation, one, other)
                strict = strict or further
                if not holds:
                    return (world, row), False
        return None, strict

    def likely(self, step: Step) -> str:
        """The usual mistake that explains a step which does not hold, or ""."""
        relation = step.relation
        try:
            if relation in OTHER_WAY:
                bad, strict = self.compare(OTHER_WAY[relation], step.left, step.right)
                if bad is None and strict:
                    return self.declared.turned
            for sentence, sides in self.declared.mistakes.items():
                if any(self.follow(side, step.right) for side in sides):
                    return sentence
            if relation == "=" and self.declared.relation in OTHER_WAY:
                bad, strict = self.compare(self.declared.relation, step.left, step.right)
                if bad is None and strict and forms.log_of_mean(step.left.node):
                    return f"here = does not hold, {RELATIONS[self.declared.relation]} does"
            if relation != "=":
                return ""
            first = [[row[0] for row in self.values(side)] for side in (step.left, step.right)]
            lost = "" if self.declared.constants else slips.constant(*first)
            return slips.changed(step, self.follow) or lost
        except (LineError, RuntimeError, ValueError):
            return ""

    def follow(self, left: Side, right: Side) -> bool:
        """Whether two sides are equal, where one is a change that nobody wrote."""
        try:
            dots = any(_has_dots(side.node) for side in (left, right))
            if not dots and not same(*(self.in_world(side, 0)[0] for side in (left, right))):
                return False  # the first number says no, as it mostly does
            return self.compare("=", left, right)[0] is None
        except (LineError, RecursionError, RuntimeError, ValueError):
            return False


def _holds(relation: str, a: Any, b: Any) -> tuple[bool, bool]:
    """Whether a relation holds between two values, and whether it is strict."""
    if relation == "=":
        return same(a, b), False
    if not (isinstance(a, Tensor) and isinstance(b, Tensor)) or a.shape != b.shape:
        return False, False
    size = torch.maximum(a.abs(), b.abs()).clamp(min=1e-3)
    gap = ((b - a) if relation in ("<=", "<") else (a - b)) / size
    strict = bool((gap > STRICT).all())
    return bool((gap > -CLOSE).all()) and (strict or relation in ("<=", ">=")), strict


def _not_steady(
    a: list[Any], b: list[Any], compare: Callable[[Tensor, Tensor], Tensor | None]
) -> int | None:
    """The first row at which two lists of values differ by something else than at the first."""
    first = None
    for row, (one, other) in enumerate(zip(a, b, strict=True)):
        if not (isinstance(one, Tensor) and isinstance(other, Tensor)) or one.shape != other.shape:
            return row
        found = compare(one, other)
        if found is None or not bool(torch.isfinite(found).all()):
            return row
        if first is not None and not same(first, found):
            return row
        first = found if first is None else first
    return None


def _ratio(a: Tensor, b: Tensor) -> Tensor | None:
    ratio = a / b
    return ratio if bool((ratio > 0).all()) else None


def _has_dots(node: tree.Node) -> bool:
    return any(isinstance(each, tree.Dots) for each in forms.terms(node))


def _show(value: Any) -> str:
    if not isinstance(value, Tensor):
        return "no number"
    entries = [f"{float(each):.5g}" for each in value.detach().flatten()[:6]]
    return entries[0] if value.dim() == 0 else f"({', '.join(entries)})"


def _reason(error: FormulaError) -> str:
    said = steps.reason(error)
    for of_world, of_exercise in (
        ("the world does not know", "nothing here is called"),
        ("the world gives no domain for this integral", "over what does this integral go?"),
        ("the world does not say how far", "nothing here says how far"),
        ("the world does not say over what this is a mean", "over what is this a mean?"),
        ("this is not a distribution that the world knows", "this is no distribution here"),
    ):
        said = said.replace(of_world, of_exercise)
    return said
