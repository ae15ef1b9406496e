"""Verdicts on the dtype and the device of results, the only place where these are judged.

No accelerator is needed: tensors on the device ``meta`` have shapes and dtypes and no numbers, and
like those of a GPU they do not mix with tensors on the CPU. In a graded suite the exceptions come
from another process, so what happened is told from their text.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import torch
from torch import Tensor

from labsupport.checks.compare import ChangedInPlaceError, Verdict, name
from labsupport.grading.errors import TimeLimit, WorkerLost

Function = Callable[..., Any]

MIXED_DTYPES = re.compile(
    r"same dtype|dtypes? match|scalar type \S+ but found|expected dtype|self\.dtype to be equal|"
    r"dtype \S+ but got",
    re.IGNORECASE,
)
MIXED_DEVICES = re.compile(
    r"not on the expected device|on the same device|at least two devices|different devices?\b",
    re.IGNORECASE,
)


def in_kind(function: Function, *inputs: Any, like: str) -> Verdict:
    """Whether results have the dtype and the device of the inputs: `number_type`, then `device`."""
    return number_type(function, *inputs, like=like) or device(function, *inputs, like=like)


def kind(formula: Any, function: Function, *inputs: Tensor) -> Verdict:
    """Whether right values of a `Formula` or `Parts` are `in_kind`, and all of it is in float64."""
    return (
        formula.value(function, *inputs)
        or number_type(function, *inputs, like=formula.names[0])
        or formula.precise(function, *inputs)
        or device(function, *inputs, like=formula.names[0])
    )


def number_type(function: Function, *inputs: Any, like: str) -> Verdict:
    """Whether float32 inputs give float32 results, and float64 inputs float64 ones.

    Args:
        function: what is judged.
        inputs: its arguments; the dtype of all floating-point tensors is changed.
        like: the name of one of them, whose dtype a new tensor should have.
    """
    remedy = f"make new tensors with dtype={like}.dtype"
    for dtype in (torch.float32, torch.float64):
        given = [_to(i, dtype) for i in inputs]
        try:
            result = function(*given)
        except Exception as error:
            if not MIXED_DTYPES.search(str(error)):
                raise
            text = " ".join(str(error).split())[:200]
            return f"for {name(dtype)} inputs tensors of two dtypes meet ({text}): {remedy}"
        for tensor in _tensors(result):
            if tensor.is_floating_point() and tensor.dtype != dtype:
                found = name(tensor.dtype)
                return (
                    f"the result is {found} although the inputs are {name(dtype)}: leave out "
                    f".float() and .double(), and {remedy}"
                )
    return None


def device(function: Function, *inputs: Any, like: str) -> Verdict:
    """Whether nothing is made on the CPU for inputs that are elsewhere.

    Only what is certain is rejected: a mix of devices, or a result that is not where the inputs
    are. Code that reads numbers, such as ``if x.max() > 0``, cannot be run on ``meta``, and passes;
    so does what is not written, of which other verdicts speak.

    Args:
        function: what is judged; networks among the inputs should be on ``meta`` already.
        inputs: its arguments; all tensors are moved to ``meta``.
        like: the name of one of them, whose device a new tensor should have.
    """
    given = [_to(i, torch.device("meta")) for i in inputs]
    elsewhere = (
        f"a tensor is made on the CPU whatever device {like} is on: make noise with "
        f"torch.randn_like, and other new tensors with device={like}.device"
    )
    try:
        result = function(*given)
    except (TimeLimit, WorkerLost, ChangedInPlaceError):
        raise
    except Exception as error:
        return elsewhere if MIXED_DEVICES.search(str(error)) else None
    return elsewhere if any(not t.is_meta for t in _tensors(result)) else None


def forgiving(function: Function) -> Function:
    """Call again with float32 where float64 inputs raise because two dtypes meet.

    For verdicts on values: a wrong dtype costs the verdict on the dtype alone. Gradients flow.
    """

    def called(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except Exception as error:
            given = [_to(a, torch.float32) for a in args]
            if not MIXED_DTYPES.search(str(error)) or all(
                a is b for a, b in zip(args, given, strict=True)
            ):
                raise
        return function(*given, **kwargs)

    return called


def _to(value: Any, where: torch.dtype | torch.device) -> Any:
    """A tensor of floating-point numbers elsewhere; whole numbers keep their dtype."""
    if not isinstance(value, Tensor):
        return value
    if isinstance(where, torch.dtype) and not value.is_floating_point():
        return value
    return value.to(where)


def _tensors(result: Any) -> Iterator[Tensor]:
    if isinstance(result, Tensor):
        yield result
    elif isinstance(result, tuple | list):
        for part in result:
            yield from _tensors(part)
