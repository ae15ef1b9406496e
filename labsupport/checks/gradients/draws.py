"""Verdicts on estimators of topic ``gradients`` that draw from N(loc, scale^2) themselves.

The function that a student's code gets writes down where it is evaluated. So each row is compared
with the one that belongs to its draw, to rounding errors, and the draws with the distribution that
they should come from; statistics are needed for these alone. Each statistical verdict states how
often it fails a right answer (`labsupport.checks.rates`).
"""

import functools
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from labsupport.checks import noise, numbers
from labsupport.checks.compare import DIFFER, Verdict, close, compare, first
from labsupport.checks.estimator import Estimator, Run
from labsupport.checks.formula import ROUNDED, Function
from labsupport.checks.gradients.rows import PATH, SCORE
from labsupport.checks.inputs import Inputs
from labsupport.checks.recorder import Recorder, fresh_points

EXACT = 1e-9  # of the largest number: a hundredth of what float32 leaves
ROUGH = 1e-4  # of the largest number: what float32 leaves of it


def wave(x: Tensor) -> Tensor:
    """A smooth function without symmetry."""
    return 1.5 + torch.sin(1.3 * x + 0.4) + 0.2 * x


def wave_slope(x: Tensor) -> Tensor:
    """The derivative of `wave`."""
    return 1.3 * torch.cos(1.3 * x + 0.4) + 0.2


def step(x: Tensor) -> Tensor:
    """A function with one step; where it can be differentiated, its slope is 0."""
    return torch.where(x > 0.6, 0 * x + 2, 0 * x - 1)


def laid_out(result: Any, n: int) -> Verdict:
    """Whether a result has the shape (n, 2); None if only numbers may differ."""
    like = torch.zeros(n, 2, dtype=torch.float64)
    sentence = compare(result, like)
    if sentence in (None, DIFFER):
        return None
    if isinstance(result, Tensor) and result.is_floating_point():
        for wrong, shape in {
            "give one row for each draw, not one for each derivative": (2, n),
            "averaged over the draws; return one row for each": (2,),
            "this is one number for each draw; there are two derivatives": (n,),
            "this is one number; there are two derivatives for each draw": (),
            "there is one row for each pair of draws: give f the shape (n, 1) beside the score": (
                n,
                n,
                2,
            ),
        }.items():
            if result.shape == shape != like.shape:
                return wrong
    return sentence


def repeated(result: Tensor) -> Verdict:
    """Whether all rows are the same."""
    if len(result) > 1 and close(result, result[:1].expand_as(result), ROUGH):
        return "all rows are the same; each row is the estimate of one draw"
    return None


def ordered(table: Tensor) -> Tensor:
    """Rows in the order of the first column."""
    return table.detach()[table.detach()[:, 0].argsort()]


def rows(judge: Estimator, runs: list[Run]) -> Verdict:
    """Whether rows (n, 2) are right, in any order."""
    if all(
        close(ordered(torch.stack([*run.results], -1)), ordered(_right(judge, run)), ROUGH)
        for run in runs
    ):
        return None
    sentence = judge.verdict(*runs)
    if sentence is not None and sentence.endswith("at the same draw x"):
        return repeated(torch.stack([*runs[0].results], -1)) or sentence
    return sentence


def _right(judge: Estimator, run: Run) -> Tensor:
    return torch.stack(judge.reference(*run.recorded), -1)


def normal_draws(x: Tensor, n: int, loc: Tensor, scale: Tensor) -> Verdict:
    """Whether ``x`` are ``n`` independent draws from N(loc, scale^2)."""
    # Two of so many draws may be the same number in float32.
    if not n - 3 <= len(x) <= n:
        return f"f is evaluated at {len(x)} different points; it should be {n} draws"
    sentence = standard((x - loc) / scale)
    return sentence and f"{OTHER_DRAWS}: {sentence}"


OTHER_DRAWS = "the draws do not look like N(loc, scale^2)"


def draws_mistakes(x: Tensor, loc: Tensor, scale: Tensor) -> list[str]:
    """The mistakes that explain draws which do not come from N(loc, scale^2)."""
    rules = {
        "scale is the standard deviation of the draws, not their variance": (loc, scale.sqrt()),
        "scale is the standard deviation already; do not square it": (loc, scale**2),
        "the noise of the draws is not multiplied by scale": (loc, torch.ones_like(scale)),
        "loc is missing in the draws": (torch.zeros_like(loc), scale),
        "the noise of the draws is doubled": (loc, 2 * scale),
        "the noise of the draws is halved": (loc, scale / 2),
        "the noise of the draws is divided by scale; multiply": (loc, 1 / scale),
        "1 is added to the draws": (loc + 1, scale),
        "loc is subtracted in the draws; add it": (-loc, scale),
        "loc is added twice in the draws": (2 * loc, scale),
        "loc is multiplied by scale in the draws too; it is added at the end": (loc * scale, scale),
    }
    return [text for text, (mean, std) in rules.items() if standard((x - mean) / std) is None]


def standard(z: Tensor) -> Verdict:
    """Whether these numbers look like independent N(0, 1)."""
    return noise.standard_normal(z[:, None])


def drawn(
    judge: Estimator,
    function: Function,
    loc: Tensor,
    scale: Tensor,
    f: Callable[[Tensor], Tensor] = wave,
    n: int = 800,
) -> Verdict:
    """Run twice an estimator that draws from N(loc, scale^2): layout, draws, rows, fresh draws."""
    runs = []
    for _ in range(2):
        recorder = Recorder("f", f)
        try:
            result = numbers.forgiving(function)(recorder, loc, scale, n)
        except Exception as error:
            sentence = without_a_path(error, recorder.attached)
            if sentence is None:
                raise
            return sentence
        x = recorder.at()
        sentence = laid_out(result, n) or normal_draws(x, n, loc, scale)
        if sentence is not None and sentence.startswith(OTHER_DRAWS):
            other, low, small = Recorder("f", f), -loc - 0.4, 1 / scale
            function(other, low, small, n)
            again = draws_mistakes(other.at(), low, small)
            named = [text for text in draws_mistakes(x, loc, scale) if text in again]
            return named[0] if named else sentence
        if sentence is not None:
            return sentence
        x = x if len(x) == n else recorder.all()
        slope = wave_slope(x) if f is wave else 0 * x
        runs.append(Run(result.detach().unbind(-1), (x, loc, scale, f(x), slope)))
    return rows(judge, runs) or fresh_points(*(run.recorded[0] for run in runs))


def parameters(generator: torch.Generator) -> list[tuple[Tensor, Tensor]]:
    """A mean away from 0 and a standard deviation above 1, then both on the other side."""
    loc, scale = Inputs(generator).uniform(0.5, 1.2), Inputs(generator).uniform(2.0, 2.5)
    return [(loc, scale), (-loc, 1 / scale)]


def score_function(function: Function, generator: torch.Generator) -> Verdict:
    """``score_function_gradient`` for a smooth function."""
    return first(drawn(SCORE, function, *pair) for pair in parameters(generator))


def with_a_step(function: Function, generator: torch.Generator) -> Verdict:
    """``score_function_gradient`` for a function with a step."""
    return drawn(SCORE, function, *parameters(generator)[0], step)


def pathwise(function: Function, generator: torch.Generator) -> Verdict:
    """``pathwise_gradient`` for a smooth function."""
    return first(drawn(PATH, function, *pair) for pair in parameters(generator))


def without_a_path(error: Exception, attached: bool) -> Verdict:
    """What an exception of autograd says: that nothing depends on what is differentiated.

    Args:
        error: the exception.
        attached: whether f was called with points that carry gradients.
    """
    text = str(error)
    cut = (
        ".sample() and torch.normal cut the path from loc and scale to x. Draw noise and compute "
        "x = loc + scale * noise, or use rsample"
    )
    if "appears to not have been used in the graph" in text:
        why = f"f(x) does not depend on what you differentiate in: {cut}"
    elif "does not require grad and does not have a grad_fn" not in text:
        return None
    elif attached:
        why = (
            "x carries gradients and f(x) no longer does: is there a .detach(), .item() or "
            "torch.no_grad() after f?"
        )
    else:
        why = f"f(x) depends on nothing that requires a gradient: {cut}; then requires_grad_()"
    return f"{why} ({text.splitlines()[0]})"


# --- all three


def few(function: Function, generator: torch.Generator) -> Verdict:
    """Whether there is one row for each draw, few or one."""
    function, (loc, scale) = numbers.forgiving(function), parameters(generator)[0]
    for n in (1, 2, 5):
        result = function(Recorder("f", wave), loc, scale, n)
        sentence = laid_out(result, n)
        if sentence is None and not torch.isfinite(result).all():
            sentence = "the result has NaN or infinity in it"
        if sentence is not None:
            return f"for {n} draw{'s' if n > 1 else ''}: {sentence}"
    return None


def kind(function: Function, generator: torch.Generator, judge: Estimator | None = None) -> Verdict:
    """Whether rows have the dtype and the device of ``loc``, without rounding.

    Args:
        function: the estimator.
        generator: of the mean and the standard deviation.
        judge: knows the right rows, where f is evaluated at the draws alone.
    """
    (loc, scale), recorder = parameters(generator)[0], Recorder("f", wave)
    sentence = few(function, generator) or numbers.number_type(
        function, wave, loc, scale, 5, like="loc"
    )
    if sentence is not None:
        return sentence
    result = function(recorder, loc, scale, 50)
    x = recorder.all()
    if any(p.dtype != torch.float64 for p in recorder.points) or torch.equal(x, x.float().double()):
        return "f is evaluated at points in float32 although loc is float64: " + ROUNDED
    if judge is not None and len(x) == len(result):
        right = ordered(_right(judge, Run((), (x, loc, scale, wave(x), wave_slope(x)))))
        if close(ordered(result), right, ROUGH) and not close(ordered(result), right, EXACT):
            return ROUNDED
    return numbers.device(function, wave, loc, scale, 5, like="loc")


kind_of_score = functools.partial(kind, judge=SCORE)
kind_of_path = functools.partial(kind, judge=PATH)
