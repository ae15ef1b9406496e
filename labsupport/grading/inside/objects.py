"""What a suite may do with the modules and optimizers of a submission, which it cannot hold itself.

The worker and the in-process twin both use these functions, so they mean the same in both.
"""

from typing import Any

import torch
from torch import Tensor, nn

from .generators import drawing_from
from .likelihood import log_likelihood

OPTIMIZERS = {"SGD": torch.optim.SGD, "Adam": torch.optim.Adam}


def parameters_dict(module: nn.Module) -> dict[str, Tensor]:
    """Copies of the parameters by name, detached."""
    return {name: p.detach().clone() for name, p in module.named_parameters()}


def set_parameters(module: nn.Module, values: dict[str, Tensor]) -> None:
    """Give the named parameters new values of the same shapes."""
    own = dict(module.named_parameters())
    with torch.no_grad():
        for name, value in values.items():
            own[name].copy_(value)


def functional_call(
    module: nn.Module, parameters: dict[str, Tensor], *args: Any, **kwargs: Any
) -> Any:
    """Call the module with other parameters than its own; gradients reach them."""
    return torch.func.functional_call(module, parameters, args, kwargs)


def call_drawing(
    module: nn.Module,
    generator: torch.Generator,
    parameters: dict[str, Tensor],
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
) -> Any:
    """As `functional_call`; what draws without a generator draws from this one."""
    with drawing_from(generator):
        return torch.func.functional_call(module, parameters, args, kwargs)


def state_dict(module: nn.Module) -> dict[str, Any]:
    """Copies of the parameters and buffers by name."""
    return {name: value.detach().clone() for name, value in module.state_dict().items()}


def load_state_dict(module: nn.Module, values: dict[str, Tensor]) -> None:
    """Give all parameters and buffers new values of the same shapes."""
    module.load_state_dict(values)


def gradients(module: nn.Module) -> dict[str, Tensor | None]:
    """Copies of the parameters' gradients by name; None where there is none."""
    return {
        name: None if p.grad is None else p.grad.detach().clone()
        for name, p in module.named_parameters()
    }


def zero_grad(module: nn.Module) -> None:
    """Forget the gradients."""
    module.zero_grad(set_to_none=True)


def to(module: nn.Module, device: torch.device, dtype: torch.dtype | None = None) -> None:
    """Move the parameters and buffers to a device and to another dtype."""
    module.to(device, dtype)


def train(module: nn.Module, mode: bool = True) -> None:
    """Set training mode, or evaluation mode with ``mode=False``."""
    module.train(mode)


def training(module: nn.Module) -> bool:
    """Whether the module is in training mode."""
    return bool(module.training)


class Linear(nn.Module):
    """y = x Wᵀ + b, cut into ``chunks`` equal parts: a network of the suite's own choice.

    Args:
        weight: shape (out, in).
        bias: shape (out,).
        chunks: number of parts.
    """

    def __init__(self, weight: Tensor, bias: Tensor, chunks: int = 1) -> None:
        super().__init__()
        self.weight = nn.Parameter(weight.detach().clone())
        self.bias = nn.Parameter(bias.detach().clone())
        self.chunks = chunks

    def forward(self, x: Tensor) -> Tensor | tuple[Tensor, ...]:
        """Map ``x`` (..., in) to (..., out), or to ``chunks`` tensors (..., out / chunks)."""
        y = x @ self.weight.mT + self.bias
        return y if self.chunks == 1 else y.chunk(self.chunks, -1)


def make_linear(weight: Tensor, bias: Tensor, chunks: int = 1) -> Linear:
    """A `Linear` that a suite can give to the student's functions."""
    return Linear(weight, bias, chunks)


def make_optimizer(name: str, modules: list[nn.Module], options: dict[str, Any]) -> Any:
    """An optimizer of `OPTIMIZERS` over the parameters of the modules."""
    for module in modules:
        if not isinstance(module, nn.Module):
            raise TypeError(f"{type(module).__name__} is not a torch.nn.Module")
    parameters = [p for module in modules for p in module.parameters()]
    return OPTIMIZERS[name](parameters, **options)


FUNCTIONS = (parameters_dict, set_parameters, functional_call, state_dict, load_state_dict)
MODES = (call_drawing, gradients, zero_grad, to, train, training)
MAKERS = (make_linear, make_optimizer)
OPERATIONS = {f.__name__: f for f in (*FUNCTIONS, *MODES, *MAKERS, log_likelihood)}
