"""What a suite can do with a module of the student's, in the worker and in process alike."""

from collections.abc import Iterator
from typing import Any, Self

import torch
from torch import Tensor


class ModuleHandle:
    """A module that a suite does not hold itself; subclasses say how to reach it.

    It is called like a module, and its methods are those of the student's class. Its parameters
    are seen as copies: to train it here, optimize the copies and pass them to `functional_call`,
    or give them back with `load_state_dict`.
    """

    def _operation(self, name: str, *args: Any, **kwargs: Any) -> Any:
        """Do something of `inside.objects` with the module."""
        raise NotImplementedError

    def named_parameters(self) -> Iterator[tuple[str, Tensor]]:
        """Copies of the parameters as leaves that require gradients, with their names."""
        for name, value in self.parameters_dict().items():
            yield name, value.requires_grad_()

    def parameters(self) -> Iterator[Tensor]:
        """The tensors of `named_parameters`."""
        return (tensor for _, tensor in self.named_parameters())

    def parameters_dict(self) -> dict[str, Tensor]:
        """Copies of the parameters by name, detached."""
        return self._operation("parameters_dict")

    def functional_call(self, parameters: dict[str, Tensor], *args: Any, **kwargs: Any) -> Any:
        """Call the module with these parameters (and buffers) in the place of its own."""
        return self._operation("functional_call", parameters, *args, **kwargs)

    def set_parameters(self, values: dict[str, Tensor]) -> None:
        """Give the named parameters new values."""
        self._operation("set_parameters", values)

    def state_dict(self) -> dict[str, Tensor]:
        """Copies of the parameters and buffers by name."""
        return self._operation("state_dict")

    def load_state_dict(self, values: dict[str, Tensor]) -> None:
        """Give all parameters and buffers new values."""
        self._operation("load_state_dict", values)

    def gradients(self) -> dict[str, Tensor | None]:
        """Copies of the parameters' gradients by name."""
        return self._operation("gradients")

    def zero_grad(self) -> None:
        """Forget the gradients."""
        self._operation("zero_grad")

    def to(self, device: torch.device | str, dtype: torch.dtype | None = None) -> Self:
        """Move the parameters and buffers."""
        self._operation("to", torch.device(device), dtype)
        return self

    def train(self, mode: bool = True) -> Self:
        """Set training mode."""
        self._operation("train", mode)
        return self

    def eval(self) -> Self:
        """Set evaluation mode."""
        return self.train(False)

    @property
    def training(self) -> bool:
        """Whether the module is in training mode."""
        return self._operation("training")
