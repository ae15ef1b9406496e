"""Verdicts on an exercise that is a formula: a deterministic function of tensors."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import torch
from torch import Tensor

from labsupport.checks import evidence, numbers, search
from labsupport.checks.compare import (
    DIFFER,
    NO_BACKWARD,
    SQUEEZED,
    Verdict,
    close,
    compare,
    gradients,
    shape,
    show_both,
    unreached,
)
from labsupport.checks.compare import show as show_one
from labsupport.checks.numbers import Function

Mistakes = Mapping[str, Tensor]


STEP = 1e-9
ROUNDED = (
    "a part of it is computed in float32 although the inputs are float64: leave out .float(), and "
    "make new tensors with the dtype of the inputs"
)
OWN_NOISE = "it draws noise of its own, the result is another in each call: use what is given"


def doubles(inputs: Sequence[Any]) -> list[Any]:
    """The inputs, tensors of floating-point numbers in float64."""
    return [i.double() if isinstance(i, Tensor) and i.is_floating_point() else i for i in inputs]


def small_steps(inputs: Sequence[Any]) -> Iterator[list[Any]]:
    """The inputs with one of them moved by about `STEP`, each in its turn."""
    for number, part in enumerate(inputs):
        if not isinstance(part, Tensor) or not part.is_floating_point():
            continue
        # Another step for each entry: a common one has no effect on differences of entries.
        step = STEP * torch.linspace(1, 2, part.numel()).double().view_as(part)
        yield [i + step if n == number else i for n, i in enumerate(inputs)]


class Formula(NamedTuple):
    """A formula, and what becomes of it when somebody makes a usual mistake.

    Args:
        names: the names of the inputs.
        reference: the right value.
        mistakes: sentence -> the value that this mistake gives.
        elsewhere: inputs of other sizes, for which a change that is found by search has to give
            what the answer gives, too.
    """

    names: Sequence[str]
    reference: Callable[..., Tensor]
    mistakes: Callable[..., Mistakes]
    elsewhere: Callable[[], Iterable[Sequence[Any]]] = tuple

    def value(self, function: Function, *inputs: Tensor) -> Verdict:
        """Whether ``function`` is right for ``inputs``, whatever dtype it works in."""
        function = numbers.forgiving(function)
        return self.named(function, function(*inputs), self.reference(*inputs), *inputs)

    def named(self, function: Function, actual: Any, right: Tensor, *inputs: Tensor) -> Verdict:
        """Whether ``actual``, the result for ``inputs``, is ``right``.

        A mistake is named only if it gives the same result for these and for other inputs.
        """
        verdict = compare(actual, right)
        if verdict is None or verdict.startswith(SQUEEZED) or not isinstance(actual, Tensor):
            return verdict
        evidence.values(actual, right)
        if verdict == DIFFER and self._random(function, actual, inputs):
            return OWN_NOISE
        for sentence in self._explanations(function, actual, inputs):
            return sentence
        if actual.shape != right.shape or same(actual, right):
            return verdict
        given = results(function, actual, inputs, [*others(inputs), *self.elsewhere()])
        return (
            (verdict == DIFFER and self.pattern(function, actual, right, inputs))
            or search.diagnosis(self.reference, given, same)
            or (verdict == DIFFER and self.right_at_zero(function, inputs))
            or verdict
        )

    def pattern(
        self, function: Function, actual: Tensor, right: Tensor, inputs: Sequence[Tensor]
    ) -> Verdict:
        """What all wrong results have in common, if anything."""
        found = [(actual, right)]
        try:
            for moved in others(inputs):
                found.append((function(*moved), self.reference(*moved)))
            a, r = (torch.cat([p[i].detach().double().flatten() for p in found]) for i in (0, 1))
        except Exception:
            return None
        if a.shape != r.shape or not (a.isfinite().all() and r.isfinite().all()):
            return None
        for number, name in enumerate(self.names):
            if all(self._ignores(function, number, inputs, way, actual) for way in (1, -1, 0)):
                return f"the result does not depend on {name}"
        off, factor = float((a - r).mean()), float(a @ r / (r @ r))
        if close(a, r + off):
            more = "large" if off > 0 else "small"
            return f"every number is too {more} by {abs(off):.4g}"
        if abs(factor) > 1e-3 and close(a, factor * r):
            return f"every number is {factor:.4g} times what it should be"
        return None

    def _ignores(
        self, function: Function, number: int, inputs: Sequence[Any], way: int, actual: Tensor
    ) -> bool:
        """Whether other numbers in one place (1), with other signs (-1) or in another order (0),
        have no effect.
        """
        (moved, *_) = others(inputs)
        other = moved[number]
        if not isinstance(other, Tensor) or not other.is_floating_point():
            return False
        if way < 0:  # what is positive stays positive
            other = -other if bool((other < 0).any()) else 3 * other
        if way == 0:
            other = inputs[number].flatten().flip(0).view_as(other)
        apart = [other if n == number else i for n, i in enumerate(inputs)]
        try:
            right = compare(self.reference(*apart), self.reference(*inputs))
            return right is not None and same(function(*apart), actual)
        except Exception:
            return False

    def right_at_zero(self, function: Function, inputs: Sequence[Tensor]) -> Verdict:
        """The one input without which the results are right, if they are not all 0 there."""
        found = []
        for number, name in enumerate(self.names):
            if not isinstance(inputs[number], Tensor):
                continue  # such as a number of steps, without which nothing happens
            zero = [i * 0 if n == number else i for n, i in enumerate(inputs)]
            try:
                right = self.reference(*zero)
                if right.any() and compare(function(*zero), right) is None:
                    found.append(name)
            except Exception:
                continue
        if len(found) != 1:
            return None
        return f"it is right where {found[0]} is 0: look at the terms with {found[0]}"

    def _random(self, function: Function, actual: Tensor, inputs: Sequence[Tensor]) -> bool:
        """Whether another call gives other numbers."""
        try:
            return bool(actual.isfinite().all()) and not close(function(*inputs), actual)
        except Exception:
            return False

    def _explanations(
        self, function: Function, actual: Tensor, inputs: Sequence[Tensor]
    ) -> Iterator[str]:
        """The mistakes that give ``actual``, and what ``function`` gives for other inputs."""
        finite = bool(actual.isfinite().all())
        for sentence, wrong in self.mistakes(*inputs).items():
            if same(actual, wrong) and self._reproduces(function, sentence, inputs, finite):
                yield sentence

    def _reproduces(
        self, function: Function, sentence: str, inputs: Sequence[Tensor], finite: bool
    ) -> bool:
        """Whether a mistake gives what ``function`` does, for finite numbers at least once.

        It may change nothing for some of the other inputs, but not for all.
        """
        changed = False
        for moved in others(inputs):
            wrong = self.mistakes(*moved).get(sentence)
            try:
                actual = function(*moved)
            except Exception:
                return False
            if not same(actual, self.reference(*moved) if wrong is None else wrong):
                return False
            if wrong is not None:
                changed, finite = True, finite or bool(wrong.isfinite().all())
        return changed and finite

    def shapes(self, function: Function, *inputs: Tensor) -> Verdict:
        """Whether ``function`` is right for inputs of these shapes; the sentence names them."""
        verdict = self.value(function, *inputs)
        given = " and ".join(shape(i) for i in inputs if isinstance(i, Tensor))
        return None if verdict is None else f"for inputs of shape {given}: {verdict}"

    def precise(self, function: Function, *inputs: Tensor) -> Verdict:
        """Whether all of it is computed in float64 for inputs that are.

        A step of about 1e-9 moves the result as its derivative says; a number that is rounded to
        float32 on the way does not move, or moves fifty times as far.
        """
        inputs = tuple(doubles(inputs))
        here, right = function(*inputs), self.reference(*inputs)
        verdict = self.named(function, here, right, *inputs)
        if verdict is not None:
            return verdict
        for moved in small_steps(inputs):
            slope = (function(*moved) - here) / STEP
            if not close(slope, (self.reference(*moved) - right) / STEP, rtol=0.01):
                return ROUNDED
        return None

    def kind(self, function: Function, *inputs: Tensor) -> Verdict:
        """Whether a right value has the dtype and the device of the inputs, without rounding."""
        return numbers.kind(self, function, *inputs)

    def gradient(self, function: Function, *inputs: Tensor) -> Verdict:
        """Whether the gradients with respect to all inputs are right."""
        function = numbers.forgiving(function)
        inputs = tuple(
            i.detach().clone().requires_grad_(i.is_floating_point()) if isinstance(i, Tensor) else i
            for i in inputs
        )
        tensors = {  # whole numbers have no gradient
            name: i
            for name, i in zip(self.names, inputs, strict=True)
            if isinstance(i, Tensor) and i.requires_grad
        }
        output, right = function(*inputs), self.reference(*inputs)
        verdict = self.named(function, output, right, *inputs)
        if verdict is not None:
            return verdict
        # Another weight for each entry of the result, so that no two gradients can be exchanged.
        weights = torch.linspace(0.5, 1.5, right.numel(), dtype=right.dtype).view_as(right)
        try:
            found = gradients(output, *tensors.values(), weights=weights)
        except RuntimeError:
            return NO_BACKWARD
        wanted = gradients(right, *tensors.values(), weights=weights)
        for name, actual, expected in zip(tensors, found, wanted, strict=True):
            if not close(actual, expected):
                if not actual.any():
                    return unreached(name)
                return (
                    f"the value is right, but the gradient with respect to {name} is wrong: a part "
                    "of it is cut off, by .detach(), torch.no_grad() or .item()"
                )
        return None

    def smallest(
        self,
        function: Function,
        examples: Sequence[Sequence[Any]],
        generic: Sequence[Tensor],
        likely: Verdict = None,
    ) -> Verdict:
        """The first of ``examples`` that fails, after its mistake.

        A mistake is named that ``generic`` shows, where all mistakes differ; then the example is
        the first on which that mistake gives what ``function`` does. Where ``generic`` is right,
        ``likely`` says what is wrong with the examples.
        """
        function = numbers.forgiving(function)
        named = self.value(function, *generic)
        if named in self.mistakes(*generic):
            possible = self._explanations(function, function(*generic), generic)
            fitting = (s for s in possible if self._fits(function, s, examples))
            named = next(fitting, DIFFER)
        shown: list[tuple[str, bool, str]] = []  # of the examples that fail
        for example in examples:
            inputs = [torch.tensor(n) for n in example]
            try:
                actual, right = function(*inputs), self.reference(*inputs)
            except Exception:
                if named is None:
                    raise
                continue
            sentence = compare(actual, right)
            if sentence is not None:
                if named is None and isinstance(actual, Tensor):  # which generic inputs do not show
                    for text in self._explanations(function, actual, inputs):
                        if self._fits(function, text, [[*generic]]):
                            sentence = text
                            break
                given = zip(self.names, inputs, strict=True)
                text = ", ".join(f"{name} = {show_one(i)}" for name, i in given)
                yours, best = show_both(actual, right)
                known = named in self.mistakes(*inputs)
                line = f"  {text}: yours {yours}, should be {best}"
                shown.append((sentence, known, line))
        if not shown:
            return named or self.value(function, *doubles(generic))
        sentence, _, line = next((s for s in shown if s[1]), shown[0])
        first = likely if named is None else named
        return f"{sentence if first in (None, DIFFER) else first}\n{line}"

    def _fits(self, function: Function, sentence: str, examples: Sequence[Sequence[Any]]) -> bool:
        """Whether a mistake gives what ``function`` does on the examples, where it is finite."""
        for example in examples:
            inputs = [torch.as_tensor(n) for n in example]
            wrong = self.mistakes(*inputs).get(sentence)
            try:
                if wrong is None or not wrong.isfinite().all():
                    continue
                if not same(function(*inputs), wrong):
                    return False
            except Exception:
                continue
        return True


CLAMPS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 16, 20, 30, 50, 80, 88, 100)


def same(actual: Any, wrong: Tensor) -> bool:
    """Whether two results are the same: their shapes, their finite numbers, and where others are.

    NaN is evidence of nothing by itself: `Formula.named` wants finite numbers too.
    """
    if not isinstance(actual, Tensor) or actual.shape != wrong.shape or actual.is_meta:
        return False
    if not (actual.is_floating_point() and wrong.is_floating_point()):
        return False
    a, w = actual.detach().double(), wrong.detach().double()
    finite = a.isfinite()
    if not torch.equal(finite, w.isfinite()):
        return False
    if not torch.equal(a[~finite].nan_to_num(0.0), w[~finite].nan_to_num(0.0)):
        return False
    return close(a[finite], w[finite])


def clamped(
    names: Sequence[str],
    reference: Function,
    alike: Callable[[Any, Any], bool],
    actual: Any,
    inputs: Sequence[Any],
) -> Verdict:
    """The input whose clamping gives ``actual``, where that is finite, if just one does."""
    tensors = actual if isinstance(actual, tuple | list) else [actual]
    if not all(isinstance(t, Tensor) and bool(t.isfinite().all()) for t in tensors):
        return None
    found: dict[str, list[tuple[str, Tensor]]] = {}
    for number, part in enumerate(inputs):
        if not isinstance(part, Tensor) or not part.is_floating_point():
            continue
        for bound in CLAMPS:
            for low, high in ((-bound, None), (None, bound), (-bound, bound)):
                moved = [*inputs]
                moved[number] = part.clamp(low, high)
                if torch.equal(moved[number], part):
                    continue
                if alike(actual, reference(*moved)):
                    at = " and ".join(f"{b:g}" for b in (low, high) if b is not None)
                    found.setdefault(names[number], []).append((f" at {at}", moved[number]))
    if len(found) != 1:
        return None
    ((name, ends),) = found.items()
    (at, first), *others = ends
    one = all(torch.equal(first, moved) for _, moved in others)
    return f"{name} is clamped{at if one else ''}; it may be any number"


def results(
    function: Function, actual: Any, inputs: Sequence[Any], moved: Iterable[Sequence[Any]]
) -> list[tuple[Sequence[Any], Any]]:
    """Inputs and what ``function`` returns for them, None where it raises."""
    found: list[tuple[Sequence[Any], Any]] = [(inputs, actual)]
    for given in moved:
        try:
            found.append((given, function(*given)))
        except Exception:
            found.append((given, None))
    return found


def others(inputs: Sequence[Any]) -> Iterator[list[Any]]:
    """Other inputs of the same kind: in between, and without negative numbers.

    Zeros and ones, which may be binary pixels, are exchanged; whole numbers stay; what is positive
    stays positive, and a covariance of two coordinates a covariance.
    """
    for positive in (False, True):
        moved: list[Any] = []
        for i in inputs:
            if not isinstance(i, Tensor) or not i.is_floating_point():
                moved.append(i)
                continue
            binary = bool(((i == 0) | (i == 1)).all()) and i.dim() > 0
            i = i.detach()
            moved.append(1 - i if binary else 0.7 * (i.abs() if positive else i) + 0.11)
        yield moved
