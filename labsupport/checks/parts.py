"""Verdicts on formulas with several results, and the slips that any formula can have."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import torch
from torch import Tensor

from labsupport.checks import evidence, numbers, search
from labsupport.checks.compare import (
    DIFFER,
    SQUEEZED,
    Verdict,
    compare,
    hints,
    shape,
    show,
    show_both,
)
from labsupport.checks.formula import Formula, Function, Mistakes, others, results, same

Outcomes = tuple[Tensor, ...]
# Parts of sentences that name a number; it may be another for inputs of other sizes.
CONSTANT = (
    "every number is ",
    "it is too large by 1",
    "it is too small by 1",
    "it is twice what it should be",
    "it is half of what it should be",
)


def slips(right: Tensor) -> dict[str, Tensor]:
    """Sentence -> what becomes of a right result by a slip at the end, whatever the formula is."""
    found = {
        "the sign is wrong": -right,
        "it is twice what it should be": 2 * right,
        "it is half of what it should be": right / 2,
        "it is too large by 1": right + 1,
        "it is too small by 1": right - 1,
        "it is 0 everywhere": 0 * right,
        "it is squared": right.square(),
        "it is 1 divided by what it should be": 1 / right,
        "the logarithm of it is returned": right.log(),
        "exp of it is returned": right.exp(),
        "the square root of it is returned": right.sqrt(),
        "the absolute value is taken": right.abs(),
        "it has one axis of length 1 too many, the last": right.unsqueeze(-1),
        "it has one axis of length 1 too many, the first": right[None],
    }
    if right.dim() and len(right) > 1:
        found |= {
            "everything is added up to one number": right.sum(),
            "the mean over everything is returned, one number": right.mean(),
            "only the first entry or row is returned": right[0],
            "the entries are in the reverse order": right.flip(0),
            "the first row stands in every row": right[:1].expand_as(right),
            "one mean stands in every row; each has its own value": right.mean(0).expand_as(right),
            "it is multiplied by the number of rows": len(right) * right,
            "it is divided by the number of rows": right / len(right),
        }
    if right.dim() > 1:
        found |= {
            "it is added up over the first axis": right.sum(0),
            "it is averaged over the first axis": right.mean(0),
            "it is added up over the last axis": right.sum(-1),
            "it is averaged over the last axis": right.mean(-1),
            "the last two axes are exchanged": right.mT,
        }
    return found


def usual(
    reference: Callable[..., Tensor], mistakes: Callable[..., Mistakes]
) -> Callable[..., Mistakes]:
    """The mistakes of a formula and its `slips`, without those that change nothing here."""

    def both(*inputs: Any) -> Mistakes:
        right = reference(*inputs)
        own = mistakes(*inputs)
        every = {**own, **{s: t for s, t in slips(right).items() if s not in own}}
        return {s: t for s, t in every.items() if not same(t.detach(), right)}

    return both


def raised(function: Function, sentences: Mapping[str, str], *inputs: Any) -> Verdict:
    """What an exception of ``function`` says about the mistake, if it says it for certain.

    Args:
        function: the exercise.
        sentences: part of an exception's text -> the mistake that raises it.
        inputs: of the exercise.
    """
    try:
        function(*inputs)
    except Exception as error:
        text = f"{type(error).__name__}: {error}"
        return next((s for part, s in sentences.items() if part in text), None)
    return None


def hinted(function: Function, *inputs: Any) -> Verdict:
    """What helps against an exception of ``function``, if one of `compare.HINTS` is about it."""
    try:
        function(*inputs)
    except Exception as error:
        return next(iter(hints(" ".join(str(error).split()))), None)
    return None


def listed(result: Any, names: Sequence[str]) -> Verdict:
    """Whether a result is a tuple of as many tensors as there are names."""
    if result is None:
        return "nothing is returned: is the `return` missing?"
    text = f"{', '.join(names[:-1])} and {names[-1]}"
    if not isinstance(result, tuple | list) or len(result) != len(names):
        return f"{len(names)} tensors should be returned: {text}"
    if not all(isinstance(part, Tensor) for part in result):
        return f"{text} should be tensors"
    return None


def part(function: Function, number: int) -> Function:
    """A function that returns one of several results."""
    return lambda *inputs: function(*inputs)[number]


def moved(*inputs: Any) -> Iterator[Sequence[Any]]:
    """Other inputs: the floating-point tensors as `formula.others`, the rest as it is."""
    places = [n for n, i in enumerate(inputs) if isinstance(i, Tensor) and i.is_floating_point()]
    for tensors in others([inputs[n] for n in places]):
        given = [*inputs]
        for n, tensor in zip(places, tensors, strict=True):
            given[n] = tensor
        yield given


def all_same(result: Any, wrong: Outcomes) -> bool:
    """Whether all tensors of two results are the same."""
    if not isinstance(result, tuple | list) or len(result) != len(wrong):
        return False
    return all(same(t, w) for t, w in zip(result, wrong, strict=True))


class Parts:
    """A formula with several results, judged part by part.

    Args:
        names: of the inputs.
        results: what the tensors are.
        reference: gives the right ones.
        mistakes: inputs -> sentence -> all tensors as this mistake gives them.
        others: gives other inputs of the same kind, on which a mistake has to be the same.
        elsewhere: inputs of other sizes, as in `Formula`.
    """

    def __init__(
        self,
        names: Sequence[str],
        results: Sequence[str],
        reference: Callable[..., Outcomes],
        mistakes: Callable[..., Mapping[str, Outcomes]],
        others: Callable[..., Iterable[Sequence[Any]]] = moved,
        elsewhere: Callable[[], Iterable[Sequence[Any]]] = tuple,
    ) -> None:
        self.names, self.results = names, results
        self.reference, self.mistakes, self.others = reference, mistakes, others
        self.elsewhere = elsewhere
        self.terms = [
            Formula(names, part(reference, number), lambda *_: {}) for number in range(len(results))
        ]

    def value(self, function: Function, *inputs: Any) -> Verdict:
        """Whether all results are right."""
        function = numbers.forgiving(function)
        try:
            result = function(*inputs)
        except Exception:
            sentence = hinted(function, *inputs)
            if sentence is None:
                raise
            return sentence
        sentence = listed(result, self.results)
        if sentence is not None:
            return sentence
        right = self.reference(*inputs)
        verdicts = [compare(t, r) for t, r in zip(result, right, strict=True)]
        first = next((n for n, verdict in enumerate(verdicts) if verdict is not None), None)
        if first is None:
            return None
        evidence.values(result[first], right[first], self.results[first])
        if (verdicts[first] or "").startswith(SQUEEZED) or all(
            same(t, r)
            for t, r in zip(result, right, strict=True)  # no gradient flows
        ):
            return f"{self.results[first]}: {verdicts[first]}"
        wrong = self.mistakes(*inputs)
        for text, found in wrong.items():  # one that explains all results, before others
            if all(same(t, w) for t, w in zip(result, found, strict=True)) and self._again(
                function, text, range(len(right)), inputs
            ):
                return text
        simple = {text: t for text, t in slips(right[first]).items() if text not in wrong}
        for text, one in {**{t: w[first] for t, w in wrong.items()}, **simple}.items():
            # A mistake that would change the other results as well has to explain them as well.
            alone = text in simple or all(
                n == first or verdicts[n] is None or compare(wrong[text][n], r) is None
                for n, r in enumerate(right)
            )
            if not alone or same(one, right[first]) or not same(result[first], one):
                continue
            if self._again(function, text, [first], inputs):
                return f"{self.results[first]}: {text}"
        if all(
            isinstance(t, Tensor) and t.shape == r.shape for t, r in zip(result, right, strict=True)
        ):
            given = results(function, result, inputs, [*self.others(*inputs), *self.elsewhere()])
            one_change = search.diagnosis(self.reference, given, all_same)
            if one_change is not None:
                return one_change
        said = verdicts[first]
        if said == DIFFER:
            term, of_inputs = self.terms[first], part(function, first)
            said = term.pattern(of_inputs, result[first], right[first], inputs)
            said = said or term.right_at_zero(of_inputs, inputs) or DIFFER
        return f"{self.results[first]}: {said}"

    def _again(
        self, function: Function, sentence: str, which: Iterable[int], inputs: Sequence[Any]
    ) -> bool:
        """Whether a mistake gives what ``function`` does for other inputs too, in numbers."""
        finite = False
        for given in (inputs, *self.others(*inputs)):
            try:
                result = function(*given)
            except Exception:
                return False
            right, found = self.reference(*given), self.mistakes(*given).get(sentence)
            for n in which:
                wrong = slips(right[n]).get(sentence) if found is None else found[n]
                if wrong is None or not same(result[n], wrong):
                    return False
                finite = finite or bool(wrong.isfinite().all())
        return finite

    def shapes(self, function: Function, *inputs: Any) -> Verdict:
        """Whether all are right for inputs of these shapes; the sentence names them."""
        sentence = self.value(function, *inputs)
        given = " and ".join(shape(i) for i in inputs if isinstance(i, Tensor))
        return sentence and f"for inputs of shape {given}: {sentence}"

    def gradient(self, function: Function, *inputs: Tensor) -> Verdict:
        """Whether all are right and have the right gradients."""
        sentence = self.value(function, *inputs)
        for number, term in enumerate(self.terms):
            if sentence is None:
                found = term.gradient(part(function, number), *inputs)
                sentence = found and f"{self.results[number]}: {found}"
        return sentence

    def precise(self, function: Function, *inputs: Tensor) -> Verdict:
        """Whether all of it is computed in float64 for inputs that are."""
        for number, term in enumerate(self.terms):
            sentence = term.precise(part(function, number), *inputs)
            if sentence is not None:
                return f"{self.results[number]}: {sentence}"
        return None

    def kind(self, function: Function, *inputs: Tensor) -> Verdict:
        """Whether right values have the dtype and the device of the inputs, without rounding."""
        return numbers.kind(self, function, *inputs)

    def smallest(
        self, function: Function, examples: Sequence[Sequence[Any]], generic: Sequence[Any]
    ) -> Verdict:
        """The first of ``examples`` that fails, after the mistake that ``generic`` shows."""
        named = self.value(function, *generic)
        for numbers_ in examples:
            inputs = [torch.tensor(n) if isinstance(n, list) else n for n in numbers_]
            sentence = self.value(function, *inputs)
            if sentence is not None:
                plain = named is None or named.endswith(DIFFER)
                return (sentence if plain else str(named)) + self._shown(function, *inputs)
        return named

    def _shown(self, function: Function, *inputs: Any) -> str:
        """The inputs, and the first result that is wrong."""
        try:
            result = numbers.forgiving(function)(*inputs)
        except Exception:
            return ""
        if listed(result, self.results) is not None:
            return ""
        given = ", ".join(
            f"{name} = {show(i) if isinstance(i, Tensor) else i}"
            for name, i in zip(self.names, inputs, strict=True)
        )
        for what, actual, right in zip(self.results, result, self.reference(*inputs), strict=True):
            if compare(actual, right) is not None:
                yours, best = show_both(actual, right)
                return f"\n  {given}: yours {what} {yours}, should be {best}"
        return ""
