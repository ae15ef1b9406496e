"""Right parts that a suite lends for a test: they stay in its process and are called back.

What a submission can reach in its own process holds nothing worth stealing: of a part it has the
name, and what the part returns for arguments of the submission's choice.
"""

import functools
import re
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor, nn

from labsupport.checks.compare import hints
from labsupport.checks.numbers import MIXED_DEVICES, MIXED_DTYPES
from labsupport.grading.handle import ModuleHandle
from labsupport.grading.inside.boundary import RESEEDED
from labsupport.grading.inside.generators import drawing_from
from labsupport.grading.inside.values import convert

# What a report says of an exception that was raised beside right parts, whose text is not shown.
FIXED = "it raises an exception with right parts in the place of your own, too"
# What verdicts ask an exception's text for, and words of ours that answer them the same.
KNOWN = {
    MIXED_DTYPES: "tensors do not have the same dtype",
    MIXED_DEVICES: "tensors are not on the same device",
    re.compile("appears to not have been used in the graph"): (
        "one of the tensors appears to not have been used in the graph"
    ),
    re.compile("does not require grad and does not have a grad_fn"): (
        "a tensor does not require grad and does not have a grad_fn"
    ),
    re.compile("is nothing accepted"): "is nothing accepted?",
}
# What the boundary says itself of code beside right parts.
OURS = {
    re.compile(r"the input \w+ is changed in place; work on a copy"): (
        "an input is changed in place; work on a copy"
    ),
    re.compile(re.escape(RESEEDED)): RESEEDED,
    re.compile("the result cannot be used"): "the result cannot be used",
}
UNWRITTEN = re.compile(r"(\w+) is not written yet")


def named(parts: Sequence[Any], exercise: str) -> dict[str, Any]:
    """The parts by their names; never that of ``exercise``.

    Raises:
        ValueError: one of them is what the test judges, or can be no part.
    """
    for part in parts:
        if not (isinstance(part, type) and issubclass(part, nn.Module)) and (
            isinstance(part, type) or not callable(part)
        ):
            raise ValueError("a part is a function or a class of modules")
    names = {part.__name__: part for part in parts}
    if exercise in names:
        raise ValueError(f"{exercise} is what this test judges, so it cannot be given")
    return names


def sentence(text: str, written: set[str]) -> str:
    """What to say of an exception beside right parts: words of ours only.

    Args:
        text: what the exception said, which nobody may hear.
        written: names that may be said to be unwritten.
    """
    for pattern, words in OURS.items():
        if pattern.match(text):
            return words
    found = UNWRITTEN.match(text)
    if found is not None and found[1] in written:
        return found[0]
    known = [words for pattern, words in KNOWN.items() if pattern.search(text)] + hints(text)
    return f"{FIXED} ({'; '.join(known)})" if known else FIXED


@functools.cache
def ready_for_meta() -> None:
    """Let torch import what it needs for tensors without numbers, which takes it a second."""
    torch.empty(1, device="meta").add(1)


class Lent:
    """A function as the submission's process calls it.

    Args:
        name: what the submission calls it.
        part: the function.
    """

    kind = "part"

    def __init__(self, name: str, part: Callable[..., Any]) -> None:
        self.__name__ = name
        self.part = part

    def __call__(self, args: Any, kwargs: Any, modules: Any, parameters: Any, draws: Any) -> Any:
        """Call it with modules of the submission's that have these parameters."""
        with drawing_from(draws):
            return self.part(*here(args, modules, parameters), **here(kwargs, modules, parameters))


class LentClass(Lent):
    """A class of modules; these stay here, without numbers of their own."""

    kind = "class"

    def __call__(self, args: Any, kwargs: Any, modules: Any, parameters: Any, draws: Any) -> Any:
        """A new module: its numbers for the submission, and what computes with them."""
        module = super().__call__(args, kwargs, modules, parameters, draws)
        named_parameters = dict(module.named_parameters())
        methods = [n for n in vars(self.part) if not n.startswith("_") and n != "forward"]
        return {
            "parameters": {n: p.detach() for n, p in named_parameters.items()},
            "trained": {n: True for n, p in named_parameters.items() if p.requires_grad},
            "buffers": dict(module.named_buffers()),
            "methods": [n for n in methods if callable(getattr(module, n))],
            "module": LentModule(self.__name__, module.to("meta")),
        }


class LentModule(Lent):
    """A module of such a class."""

    part: nn.Module

    def __call__(  # type: ignore[override]
        self,
        args: Any,
        kwargs: Any,
        modules: Any,
        parameters: Any,
        method: str,
        state: dict[str, Tensor],
        training: bool,
        draws: Any,
    ) -> Any:
        """Its buffers afterwards, and what one of its methods returns with this state."""
        if method != "__call__" and method.startswith("_"):
            raise ValueError("no method")
        self.part.train(training is True)
        buffers = {name: state[name] for name, _ in self.part.named_buffers()}
        state = {f"module.{name}": value for name, value in {**state, **buffers}.items()}
        given = here(args, modules, parameters), here(kwargs, modules, parameters)
        with drawing_from(draws):
            result = torch.func.functional_call(Method(self.part), state, (method, *given))
        changed = {name: state[f"module.{name}"].detach() for name in buffers}
        return changed, result


class Method(nn.Module):
    """Calls any method of a module."""

    def __init__(self, module: nn.Module) -> None:
        super().__init__()
        self.module = module

    def forward(self, method: str, args: Any, kwargs: Any) -> Any:
        """Call it by its name."""
        return getattr(self.module, method)(*args, **kwargs)


class Network:
    """A module of the submission's in the hands of a right part."""

    def __init__(self, handle: ModuleHandle, parameters: dict[str, Tensor]) -> None:
        self._handle, self._parameters = handle, parameters

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        generator = torch.default_generator
        return self._handle._operation("call_drawing", generator, self._parameters, args, kwargs)

    def named_parameters(self) -> Any:
        """Its parameters with their names, in the graph of the submission's."""
        return iter(self._parameters.items())

    def parameters(self) -> Any:
        """Its parameters."""
        return iter(self._parameters.values())

    def __getattr__(self, name: str) -> Any:
        return getattr(self._handle, name)


def here(value: Any, modules: Any, parameters: Any) -> Any:
    """``value`` with a `Network` in the place of each of the submission's modules."""
    known = {id_of(m): Network(m, p) for m, p in zip(modules, parameters, strict=True)}

    def other(value: Any) -> Any:
        return known.get(id_of(value), value) if isinstance(value, ModuleHandle) else value

    return convert(value, lambda tensor: tensor, other)


def id_of(handle: Any) -> int:
    """The number of a module of the submission's."""
    number: int = handle._number
    return number
