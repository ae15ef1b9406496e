"""Networks in this process, with the methods of those of a submission (`labsupport.grading`)."""

import functools
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn

from labsupport.checks.compare import Verdict


class Handle:
    """A module of this process as the verdicts want it."""

    def __init__(self, module: nn.Module) -> None:
        self.module = module

    def __call__(self, x: Tensor) -> Any:
        """Call the module."""
        return self.module(x)

    def parameters_dict(self) -> dict[str, Tensor]:
        """Copies of the parameters by name."""
        return {name: p.detach().clone() for name, p in self.module.named_parameters()}

    def set_parameters(self, values: dict[str, Tensor]) -> None:
        """Give the parameters new values."""
        self.module.load_state_dict(values, strict=False)

    def gradients(self) -> dict[str, Tensor | None]:
        """The parameters' gradients by name."""
        return {name: p.grad for name, p in self.module.named_parameters()}

    def to(self, device: torch.device, dtype: torch.dtype) -> None:
        """Move the parameters."""
        self.module.to(device, dtype)

    def train(self, mode: bool = True) -> "Handle":
        """Set training mode."""
        self.module.train(mode)
        return self

    def state_dict(self) -> dict[str, Tensor]:
        """Copies of the parameters and buffers by name."""
        return {name: t.detach().clone() for name, t in self.module.state_dict().items()}

    def functional_call(self, parameters: dict[str, Tensor], *args: Any) -> Any:
        """Call the module with these parameters and buffers in the place of its own."""
        return torch.func.functional_call(self.module, parameters, args)


def made_by(cls: Callable[..., nn.Module]) -> Callable[..., Handle]:
    """Makes a network of this process as the verdicts want it."""
    return lambda *arguments: Handle(cls(*arguments))


class Unusable(Exception):
    """A network's result is not what it should be; the message is the verdict."""


def judged(verdict: Callable[..., Verdict]) -> Callable[..., Verdict]:
    """Make an `Unusable` result the verdict."""

    @functools.wraps(verdict)
    def careful(*args: Any) -> Verdict:
        try:
            return verdict(*args)
        except Unusable as error:
            return str(error)

    return careful
