"""The one comparison of checks and graded suites, and the printing of a public check.

A verdict is None if all is right, else one sentence that names the likely mistake. It never shows
the expected values of a graded test. Dtypes and devices are judged apart, in
`labsupport.checks.numbers`.
"""

import functools
import importlib
import inspect
import re
import sys
import traceback
import types
import warnings
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import torch
from torch import Tensor

from labsupport.checks.renamed import executed, renamed

Verdict = str | None

# Relative to the largest expected number: room for another order of summation, a rounded log(2 pi),
# the square root of a variance and a part in float32, but not for a forgotten term.
TOLERANCE = {torch.float64: 1e-4, torch.float32: 1e-4}


def close(actual: Tensor, expected: Tensor, rtol: float | None = None, atol: float = 0.0) -> bool:
    """Whether both have the same shape and nearly the same finite numbers.

    For two that are empty it says so, too: a suite compares by `compare`, which refuses these.
    """
    if actual.shape != expected.shape:
        return False
    if not (actual.is_floating_point() and expected.is_floating_point()):
        return False
    if expected.numel() == 0:
        return True
    if rtol is None:
        rtol = max(TOLERANCE.get(t.dtype, 1e-2) for t in (actual, expected))
    a, e = actual.detach().to(expected.device).double(), expected.detach().double()
    limit = atol + rtol * max(1.0, float(e.abs().max()))
    return bool((a.isfinite() & e.isfinite()).all()) and bool(((a - e).abs() <= limit).all())


def compare(
    actual: Any,
    expected: Tensor,
    mistakes: Mapping[str, Tensor] | None = None,
    *,
    rtol: float | None = None,
    atol: float = 0.0,
) -> Verdict:
    """None if the numbers of ``actual`` are right, else a sentence that names the likely mistake.

    Its float dtype and its device have no effect.

    Args:
        actual: what the student's code returned.
        expected: what it should have returned; if it requires grad, ``actual`` has to as well.
        mistakes: sentence -> the result of that mistake; they may have other shapes.
        rtol: relative to the largest expected number; the default depends on the dtypes.
        atol: allowed in addition.

    Raises:
        ValueError: there are no numbers in ``expected``, so that nothing would be compared.
    """
    if expected.numel() == 0:
        raise ValueError("the expected tensor is empty: compare shapes instead")
    if actual is None:
        return "nothing is returned: is the `return` missing?"
    if not isinstance(actual, Tensor):
        return f"the result is of type {type(actual).__name__}; it should be one tensor"
    if actual.is_meta:
        return "the result has no numbers, it is on the device meta"
    if close(actual, expected, rtol, atol):
        if expected.requires_grad and not actual.requires_grad:
            return DETACHED
        return None
    if actual.dim() < expected.dim() and close(actual.squeeze(), expected.squeeze(), rtol, atol):
        return f"{SQUEEZED}: it has shape {shape(actual)}, not {shape(expected)}"
    for sentence, result in (mistakes or {}).items():
        if close(actual, result, rtol, atol):
            return sentence
    if actual.shape != expected.shape:
        return f"the result has shape {shape(actual)}; it should have shape {shape(expected)}"
    if expected.is_floating_point() and not actual.is_floating_point():
        return f"the result is {name(actual.dtype)}; it should be {name(expected.dtype)}"
    if actual.isnan().any():
        return NOT_A_NUMBER
    if actual.isinf().any() and not expected.isinf().any():
        return INFINITE
    return DIFFER


SEED = 20  # of the inputs of a check, which are always the same
DIFFER = "the numbers differ"
SQUEEZED = "the result has lost an axis of length 1"
NOT_A_NUMBER = (
    "the result has NaN in it: is it the logarithm or the root of a negative number, or infinity "
    "minus infinity?"
)
INFINITE = "the result has infinity in it: is something divided by 0, or log(0) taken?"
DETACHED = "no gradient can flow back: is there a .detach(), .item() or torch.no_grad() in it?"


def name(dtype: torch.dtype) -> str:
    """``float32`` for ``torch.float32``."""
    return str(dtype).removeprefix("torch.")


def shape(tensor: Tensor) -> str:
    """``(2, 3)`` for the shape of a tensor."""
    return str(tuple(tensor.shape))


NO_BACKWARD = (
    "the gradient cannot be computed: is a tensor changed in place (as by `x += 1`) after it was "
    "used?"
)


def unreached(name: str) -> str:
    """What is said of an input to which no gradient flows back."""
    return f"no gradient reaches {name}: is there a .detach() or torch.no_grad()?"


def gradients(output: Any, *inputs: Tensor, weights: Tensor | None = None) -> list[Tensor]:
    """Gradients of the (weighted) sum of ``output``; zeros where nothing flows back.

    Raises:
        RuntimeError: the gradient cannot be computed, see `NO_BACKWARD`.
    """
    if not isinstance(output, Tensor) or not output.requires_grad:
        return [torch.zeros_like(i) for i in inputs]
    total = (output if weights is None else output * weights).sum()
    grads = torch.autograd.grad(total, inputs, allow_unused=True)
    return [torch.zeros_like(i) if g is None else g for i, g in zip(inputs, grads, strict=True)]


STEP = 0.03


def is_slope(function: Callable[[Tensor], Tensor], at: Tensor, gradient: Tensor) -> bool:
    """Whether ``gradient`` is how fast a number grows at ``at``, in the gradient's own direction.

    What code says of its gradient is no proof. The central difference leaves a tenth for curvature
    and float32; a gradient that was made up is not nearly as good.
    """
    size = gradient.detach().double().norm()
    step = (STEP * gradient.detach() / size.clamp_min(1e-30)).to(at.dtype)
    with torch.no_grad():
        rise = function(at + step).double() - function(at - step).double()
    return bool((rise / (2 * STEP) - size).abs() <= 0.1 * size)


def show(value: Any, digits: int = 4) -> str:
    """A tensor as few digits, such as ``[0.5, 1]``; anything else as its type."""
    if not isinstance(value, Tensor):
        return f"of type {type(value).__name__}"
    if value.numel() > 12 or value.is_meta:
        return f"of shape {shape(value)}"
    return _digits(value.detach().tolist(), digits)


def show_both(actual: Any, expected: Tensor) -> tuple[str, str]:
    """Both as `show` does, with as many digits as it takes to see that they differ."""
    for digits in (4, 6, 9):
        shown = show(actual, digits), show(expected, digits)
        if shown[0] != shown[1]:
            break
    return shown


def _digits(value: Any, digits: int) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_digits(v, digits) for v in value) + "]"
    return f"{value:.{digits}g}" if isinstance(value, float) else str(value)


def public(
    check: Callable[[Any], Verdict], of: Callable[..., Any] | None = None
) -> Callable[[Any], None]:
    """Make a function that judges an exercise into a public check: it prints and never raises.

    The student's random state is the same after the check as before it.

    Args:
        check: the function; has the name of the exercise, unless ``of`` has.
        of: the right answer, a function of a module in the topic's folder.
    """
    exercise = check.__name__ if of is None else of.__name__
    topic = check.__module__ if of is None else of.__module__.rpartition(".")[0]

    @functools.wraps(check if of is None else of)
    def printed(answer: Any) -> None:
        if getattr(answer, "__name__", "") == exercise and answer.__module__ == "__main__":
            others = vars(sys.modules[topic])
            now = renamed(exercise, executed(), others)
            if now is not None:
                print(
                    f"✗ {exercise}: this checks the old definition; the cell now defines {now}: "
                    f"name it {exercise} again (or run it again)"
                )
                return
        missing = absent(answer, topic.rpartition(".")[2])
        if missing is not None:
            print(f"✗ {exercise}: {missing} is not there while grading; write your own")
            return
        try:
            with torch.random.fork_rng(devices=[]), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                sentence = check(answer if isinstance(answer, type) else keeping_inputs(answer))
        except ChangedInPlaceError as error:
            print(f"✗ {exercise}: {error}")
        except NotImplementedError as error:
            frames = _student_frames(error)
            unwritten = frames[-1].name if frames else exercise
            if unwritten in (exercise, "__init__", "forward"):
                print(f"… {exercise}: not written yet")
            else:
                print(f"… {exercise}: needs {unwritten}, which is not written yet")
        except (Exception, SystemExit) as error:
            frames = [f for f in _student_frames(error) if f.line]
            where = f" in your line: {frames[-1].line}" if frames else ""
            text = " ".join(str(error).split())[:300]
            print(f"✗ {exercise}: {type(error).__name__}: {text}{where}")
            for line in [*getattr(error, "__notes__", [])[:1], *hints(text)]:
                print(f"  {line}")
        else:
            tick = f"✓ {exercise}"
            if str(getattr(answer, "__module__", "")).split(".")[0] == "labsupport":
                tick += " (borrowed: earns no points)"
            print(tick if sentence is None else f"✗ {exercise}: {sentence}")

    return printed


def first(verdicts: Iterable[Verdict]) -> Verdict:
    """The first verdict that is a sentence; those after it are not asked for."""
    return next((verdict for verdict in verdicts if verdict is not None), None)


def in_turn(answer: Any, *verdicts: Callable[[Any, torch.Generator], Verdict]) -> Verdict:
    """The first verdict that is a sentence, on inputs that are always the same."""
    generator = torch.Generator().manual_seed(SEED)
    return first(verdict(answer, generator) for verdict in verdicts)


def checked(
    of: Callable[..., Any], *verdicts: Callable[[Any, torch.Generator], Verdict]
) -> Callable[[Any], None]:
    """A public check that asks for verdicts in turn, on inputs that are always the same.

    Args:
        of: the right answer, a function of a module in the topic's folder.
        verdicts: each of an answer and a generator.
    """

    def check(answer: Any) -> Verdict:
        return in_turn(answer, *verdicts)

    return public(check, of=of)


def absent(answer: Any, slug: str) -> str | None:
    """A model that a function uses and no submission has; what is borrowed has its own sentence."""
    names = getattr(answer, "__globals__", {})
    if str(getattr(answer, "__module__", "")).split(".")[0] == "labsupport":
        return None
    for name in _names(getattr(answer, "__code__", None)):
        value = names.get(name)
        path = str(getattr(value, "__module__", ""))
        if path.startswith("labsupport.models"):
            lender = importlib.import_module(f"labsupport.borrow.{slug}")
            if not any(value is getattr(lender, lent) for lent in lender.__all__):
                return f"{path}.{name}"
    return None


def _names(code: types.CodeType | None) -> set[str]:
    """What a function and those inside of it name outside."""
    if code is None:
        return set()
    inner = [_names(one) for one in code.co_consts if isinstance(one, types.CodeType)]
    return {*code.co_names}.union(*inner)


# What an exception of torch does not say: which input it comes from, and what helps.
HINTS = {
    r"Target size .* must be the same as input size": "binary_cross_entropy does not broadcast: "
    "bring x and the logits to one shape (torch.broadcast_tensors), or write the formula",
    r"within the support \(Boolean\(\)\)": "x has grey pixels, which are no values of a Bernoulli "
    "variable: write the formula, or pass validate_args=False",
    r"torch\.return_types\.(max|min)": "max(0) and min(0) return two tensors, values and indices: "
    "take .values, or use amax(0) and amin(0)",
    r"parameter scale_tril .*LowerCholesky": "scale_tril is the factor L of the covariance L Lᵀ, a "
    "lower triangular matrix: was the covariance given? Then pass covariance_matrix=",
    r"parameter covariance_matrix .*PositiveDefinite": "this is no covariance matrix: was the "
    "factor L of L Lᵀ given, or the inverse of something else?",
}


def hints(text: str) -> list[str]:
    """Sentences of `HINTS` on an exception's text."""
    return [sentence for pattern, sentence in HINTS.items() if re.search(pattern, text)]


class ChangedInPlaceError(Exception):
    """A function changed its own inputs; the message is the verdict."""


def keeping_inputs(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give ``function`` copies of its inputs; raises `ChangedInPlaceError` if it changes one.

    An exception gets a note that shows the inputs.
    """

    @functools.wraps(function)
    def careful(*args: Any) -> Any:
        given = [a.clone() if isinstance(a, Tensor) else a for a in args]
        try:
            result = function(*given)
        except Exception as error:
            error.add_note(_shown_inputs(function, args))
            raise
        for number, (before, after) in enumerate(zip(args, given, strict=True), 1):
            if isinstance(before, Tensor) and not (
                before.is_meta or torch.equal(before, after)  # on meta there is nothing to compare
            ):
                raise ChangedInPlaceError(
                    f"argument {number} is changed in place (as `x += 1` or `x.zero_()` do): "
                    "make a new tensor instead"
                )
        return result

    return careful


def _shown_inputs(function: Callable[..., Any], args: tuple[Any, ...]) -> str:
    """``x = [0.5], logits = [2]`` for a call; networks and optimizers are left out."""
    try:
        names = list(inspect.signature(function).parameters)
    except (TypeError, ValueError):
        names = []
    names += [f"argument {n}" for n in range(len(names) + 1, len(args) + 1)]
    return ", ".join(
        f"{name} = {show(a) if isinstance(a, Tensor) else a}"
        for name, a in zip(names, args, strict=False)
        if isinstance(a, Tensor | int | float)
    )


def _student_frames(error: BaseException) -> list[traceback.FrameSummary]:
    """Frames outside of this package and of the libraries, innermost last."""
    frames = traceback.extract_tb(error.__traceback__)
    return [f for f in frames if not any(part in f.filename for part in _NOT_STUDENT)]


_NOT_STUDENT = ("site-packages", "dist-packages", __file__.removesuffix("compare.py"), "<frozen")
