"""An exercise that is a formula, declared once: the right value, the usual mistakes, the inputs.

The lab's check and the tests of the graded suite come from the declaration. A usual mistake is an
edit of the reference where it can be (`labsupport.checks.edits`), else a value of its own; the
slips that any formula can have (`labsupport.checks.parts.slips`) need no mention.
"""

import functools
import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import torch

from labsupport.checks import numbers
from labsupport.checks.compare import SEED, Verdict, first, public
from labsupport.checks.edits import mistakes
from labsupport.checks.formula import Formula, Function, clamped, same
from labsupport.checks.inputs import Inputs
from labsupport.checks.parts import CONSTANT, Parts, all_same, moved, usual

# What a check adds to its sentence about an exercise that calls others.
NEEDS = "\n  (it can only be right if the functions that it calls have their ✓)"
# Of numbers beyond, exp overflows, and 1 / (1 + exp(-x)) loses its gradient, but not its value.
EXP = 700
DTYPES = (torch.float32, torch.float64)
Draw = Callable[..., Sequence[Any]]

MEAN = "averaged over the last axis; sum over it instead"
FAR = "for numbers far from 0 it is wrong: nothing may be clamped, and nothing may overflow"
SIDES = (-1, 1)  # of 0, each alone: so large numbers of one hide what is wrong with the other's
ALL_SUMMED = "summed over every axis; sum over the last axis only, one number per row"
# Mistakes of a reference that sums over the last axis.
SUMS = f"""
    .sum(-1) ->  # not summed over the last axis
    .sum(-1) -> .mean(-1)  # {MEAN}
    .sum(-1) -> .sum(0)  # summed over the first axis; sum over the last one
    .sum(-1) -> .sum()  # {ALL_SUMMED}
    .sum(-1) -> .mean()  # averaged over every axis; sum over the last axis only
    .sum(-1) -> .sum(-1).mean()  # averaged over the rows as well; return one number per row
    .sum(-1) -> .mean(-1).neg()  # the sign is wrong, and it is averaged
"""


def shifted(draw: Draw, *shifts: Any) -> Callable[[Inputs], list[list[Any]]]:
    """Hard inputs: those of ``draw``, with each of these numbers added to the first of them."""

    def hard(make: Inputs) -> list[list[Any]]:
        drawn = ((draw(make), torch.tensor(shift)) for shift in shifts)
        return [[inputs[0] + shift, *inputs[1:]] for inputs, shift in drawn]

    return hard


class Declaration:
    """A formula as an exercise.

    Args:
        reference: the right value; a plain function with the name of the exercise.
        draw: makes inputs: ``draw(make, *size)``, where ``make`` is an `Inputs`.
        sizes: what follows ``make``; the first is the generic case, in which all mistakes differ.
        results: what the tensors are, where the formula gives several.
        edits: the usual mistakes that are edits of the reference's source, as a table.
        wrong: inputs -> sentence -> what a mistake gives that is no edit.
        examples: small inputs as numbers and lists; a check shows the first that fails.
        extreme: as ``examples``, for inputs that are judged by ``also`` or ``hard``.
        smooth: as ``draw``: generic inputs at which there are gradients, by default those of it.
        differentiable: whether gradients flow back.
        given: what is drawn -> the inputs, where these are not free, such as covariances made of
            their factors; gradients are those with respect to what is drawn.
        through: makes a function of the inputs of what is judged, where that is something else, or
            where results that differ are equally right: it brings them to one form.
        others: gives other inputs of the same kind, for several results whose inputs may not just
            be moved, such as an increasing grid.
        hard: sentence -> draws on which a mistake shows in value or gradient that generic ones
            hide, such as numbers of which exp overflows: ``hard(make)`` gives several.
        hint: what a check adds to its sentence.
        also: further verdicts on a function, each given the function and a generator.
    """

    def __init__(
        self,
        reference: Callable[..., Any],
        draw: Draw,
        sizes: Sequence[tuple[Any, ...]],
        *,
        results: Sequence[str] = (),
        edits: str = "",
        wrong: Callable[..., Mapping[str, Any]] = lambda *_: {},
        examples: Sequence[Sequence[Any]] = (),
        extreme: Sequence[Sequence[Any]] = (),
        smooth: Draw | None = None,
        differentiable: bool = True,
        given: Callable[..., Sequence[Any]] = lambda *drawn: drawn,
        through: Callable[[Any], Function] = lambda judged: judged,
        others: Callable[..., Iterable[Sequence[Any]]] = moved,
        hard: Mapping[str, Callable[[Inputs], Iterable[Sequence[Any]]]] | None = None,
        hint: str = "",
        also: Sequence[Callable[[Function, torch.Generator], Verdict]] = (),
    ) -> None:
        self.reference, self.draw, self.sizes, self.results = reference, draw, sizes, results
        self.edits = mistakes(reference, edits)
        self.wrong, self.examples, self.extreme, self.also = wrong, examples, extreme, also
        self.hard = hard or {}
        self.hint, self.differentiable, self.through = hint, differentiable, through
        self.smooth, self.given, self.others = smooth or draw, given, others
        self.judge = self._judge(
            reference, self.mistakes, lambda: [self.given(*drawn) for drawn in self._elsewhere()]
        )
        self.of_drawn = self._judge(
            self._composed(reference), self._composed(self.mistakes), self._elsewhere
        )

    def _judge(self, reference: Function, mistakes: Function, elsewhere: Callable[[], Any]) -> Any:
        names = [*inspect.signature(self.reference).parameters]
        if self.results:
            return Parts(names, self.results, reference, mistakes, self.others, elsewhere)
        return Formula(names, reference, usual(reference, mistakes), elsewhere)

    def _elsewhere(self) -> list[Sequence[Any]]:
        """What is drawn for the other sizes."""
        make = Inputs(torch.Generator().manual_seed(SEED))
        return [self.draw(make, *size) for size in self.sizes[1:]]

    def _composed(self, function: Function) -> Function:
        """A function of what is drawn."""
        return lambda *drawn: function(*self.given(*drawn))

    def mistakes(self, *inputs: Any) -> dict[str, Any]:
        """Sentence -> what the mistake gives; without those that cannot be made here."""
        found = {}
        for sentence, function in self.edits.items():
            try:
                found[sentence] = function(*inputs)
            except (RuntimeError, IndexError, ValueError):
                continue  # such as a sum over an axis that these inputs do not have
        return {**found, **self.wrong(*inputs)}

    def inputs(self, generator: torch.Generator, dtype: torch.dtype = torch.float64) -> list[Any]:
        """Inputs of the generic case."""
        return [*self.given(*self.draw(Inputs(generator, dtype), *self.sizes[0]))]

    def on_random_inputs(self, function: Function, generator: torch.Generator) -> Verdict:
        """Whether it is right in the generic case, for hard inputs, and what else is asked for."""
        return self.on_generic_inputs(function, generator) or self._also(function, generator)

    def on_generic_inputs(self, function: Function, generator: torch.Generator) -> Verdict:
        """Whether it is right in the generic case alone."""
        return self._sized(
            function, self.judge.value(self.through(function), *self.inputs(generator))
        )

    def _sized(self, function: Function, said: Verdict) -> Verdict:
        """A sentence, and whether its number belongs to inputs of one size alone."""
        if said is None or not any(part in said for part in CONSTANT):
            return said
        sentence, *example = said.splitlines()
        generator = torch.Generator().manual_seed(SEED)
        try:
            same = all(
                sentence in (self.at(*size)(function, generator) or "") for size in self.sizes
            )
        except Exception:
            return said
        return said if same else "\n".join([f"{sentence}, but not for other sizes", *example])

    def _by_chance(self, function: Function, generator: torch.Generator) -> Verdict:
        """What other inputs of the generic case show, if the first hid it by chance."""
        return first(self.on_generic_inputs(function, generator) for _ in range(5))

    def _also(self, function: Function, generator: torch.Generator) -> Verdict:
        return first(also(function, generator) for also in self.also) or self._on_hard(
            function, generator
        )

    def _on_hard(self, function: Function, generator: torch.Generator) -> Verdict:
        """Whether it is right for all hard inputs; else the mistake, or their sentence."""
        if not self.hard:
            return None
        judge, alike = self.of_drawn, all_same if self.results else same
        run = self._composed(numbers.forgiving(self.through(function)))
        generic = self.smooth(Inputs(generator), *self.sizes[0])
        for sentence, draw in self.hard.items():
            for drawn in draw(Inputs(generator)):
                found = run(*drawn)
                if not alike(found, judge.reference(*drawn)):
                    cut = clamped(judge.names, judge.reference, alike, found, drawn)
                    return (
                        self._hidden(run, generic, drawn)
                        or cut
                        or self._by_chance(function, generator)
                        or sentence
                    )
                small = (bool((i.abs() < EXP).all()) for i in drawn if isinstance(i, torch.Tensor))
                asked = self.differentiable and all(small)
                if not asked or judge.gradient(run, *drawn) is None:
                    continue
                # The right one may be infinite here, as that of x log x at 0; and what is wrong
                # for generic inputs too is no matter of these.
                infinite = judge.gradient(judge.reference, *drawn) is not None
                if not infinite and judge.gradient(run, *generic) is None:
                    return sentence
        return None

    def _hidden(self, run: Function, generic: Sequence[Any], drawn: Sequence[Any]) -> Verdict:
        """The mistake that explains what is wrong here, one that generic inputs do not show."""
        judge, alike = self.of_drawn, all_same if self.results else same
        right = judge.reference(*generic)
        shown = [s for s, wrong in judge.mistakes(*generic).items() if not alike(wrong, right)]
        said = judge.value(run, *drawn) or ""
        hidden = any(said.endswith(s) for s in judge.mistakes(*drawn) if s not in shown)
        return said if hidden else None

    def at(self, *size: Any) -> Callable[[Function, torch.Generator], Verdict]:
        """A verdict: whether it is right for inputs of this size, generic ones or not."""
        return functools.partial(self._at, size)

    def _at(self, size: Any, function: Function, generator: torch.Generator) -> Verdict:
        run, drawn = self.through(function), self.draw(Inputs(generator), *size)
        return self.judge.value(run, *self.given(*drawn))

    def on_other_sizes(self, function: Function, generator: torch.Generator) -> Verdict:
        """Whether it is right for inputs of each size, in float32 and in float64."""
        run = self.through(function)
        return first(
            self.judge.shapes(run, *self.given(*self.draw(Inputs(generator, dtype), *size)))
            for dtype in DTYPES
            for size in self.sizes
        )

    def on_gradients(self, function: Function, generator: torch.Generator) -> Verdict:
        """Whether the gradients with respect to all inputs are right."""
        drawn = self.smooth(Inputs(generator), *self.sizes[0])
        return self.of_drawn.gradient(self._composed(self.through(function)), *drawn)

    def on_kind(self, function: Function, generator: torch.Generator) -> Verdict:
        """Whether the dtype and the device are those of the inputs, without rounding."""
        drawn = self.smooth(Inputs(generator), *self.sizes[0])
        return self.of_drawn.kind(self._composed(self.through(function)), *drawn)

    def verdict(self, function: Function) -> Verdict:
        """Everything, on inputs that are always the same; the first example that fails is shown."""
        generator = torch.Generator().manual_seed(SEED)
        generic = self.inputs(generator, torch.float32)
        smallest = self.judge.smallest(self.through(function), self.examples, generic)
        return (
            self._sized(function, smallest)
            or (self.extreme and self._smallest_extreme(function, generic))
            or self.on_random_inputs(function, generator)
            or self.on_other_sizes(function, generator)
            or (self.differentiable and self.on_gradients(function, generator))
            or self.on_kind(function, generator)
        )

    def _smallest_extreme(self, function: Function, generic: list[Any]) -> Verdict:
        likely = self._also(function, torch.Generator().manual_seed(SEED))
        return self.judge.smallest(self.through(function), self.extreme, generic, likely)

    @functools.cached_property
    def check(self) -> Callable[[Any], None]:
        """The public check: prints ✓, or ✗ with the likely mistake."""

        def check(function: Function) -> Verdict:
            sentence = self.verdict(function)
            return sentence and sentence + self.hint

        return public(check, of=self.reference)
