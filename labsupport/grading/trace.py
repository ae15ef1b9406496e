"""One line for everything that crosses the boundary, for the author of a suite.

    Student(path, tracer=print)

The lines name functions, inputs and results with their dtypes, shapes and first numbers, and the
time that they took: what ``grade --explain`` shows.
"""

import time
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

Tracer = Callable[[str], None]
MAX_ITEMS = 4
MAX_LINE = 500


def describe(value: Any, depth: int = 0) -> str:
    """A value in few characters."""
    if isinstance(value, Tensor):
        return tensor(value)
    if isinstance(value, float):
        return f"{value:.4g}"
    if value is None or isinstance(value, bool | int):
        return str(value)
    if isinstance(value, str):
        return repr(value[:40])
    if isinstance(value, dict | list | tuple) and depth < 3:
        parts = [describe(item, depth + 1) for item in list(value)[:MAX_ITEMS]]
        if isinstance(value, dict):
            items = list(value.items())[:MAX_ITEMS]
            parts = [f"{key}: {describe(item, depth + 1)}" for key, item in items]
        if len(value) > MAX_ITEMS:
            parts.append(f"{len(value) - MAX_ITEMS} more")
        brackets = "{}" if isinstance(value, dict) else "[]" if isinstance(value, list) else "()"
        return brackets[0] + ", ".join(parts) + brackets[1]
    return getattr(value, "__name__", type(value).__name__)


def tensor(value: Tensor) -> str:
    """Dtype, shape, first numbers, and whether it needs a gradient."""
    kind = str(value.dtype).removeprefix("torch.")
    mark = ", needs a gradient" if value.requires_grad else ""
    if value.device.type != "cpu" or value.layout != torch.strided:
        return f"{kind} {tuple(value.shape)} on {value.device}{mark}"
    first = value.detach().reshape(-1)[:MAX_ITEMS].tolist()
    numbers = " ".join(f"{n:.4g}" if isinstance(n, float) else str(n) for n in first)
    dots = " …" if value.numel() > MAX_ITEMS else ""
    return f"{kind} {tuple(value.shape)} [{numbers}{dots}]{mark}"


def arguments(args: Any, kwargs: Any) -> str:
    """The arguments of a call."""
    parts = [describe(a) for a in args] + [f"{name}={describe(a)}" for name, a in kwargs.items()]
    return ", ".join(parts)


def called_back(function: Callable[..., Any], args: Any, kwargs: Any) -> str:
    """What the student's code calls of the suite's."""
    return f"call back {describe(function)}({arguments(args, kwargs)})"


def traced(tracer: Tracer | None, what: Callable[[], str], action: Callable[[], Any]) -> Any:
    """Do something and tell the tracer, if there is one, what it was and what came of it."""
    if tracer is None:
        return action()
    said, begin, result = what(), time.perf_counter(), ""
    try:
        value = action()
        result = describe(value)
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
        raise
    finally:
        line = f"{said} -> {result} ({1e3 * (time.perf_counter() - begin):.1f} ms)"
        tracer("".join(c if c.isprintable() else " " for c in line)[:MAX_LINE])
    return value
