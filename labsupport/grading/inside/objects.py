"""What a suite may do with the modules and optimizers of a submission, which it cannot hold itself.

The worker and the in-process twin both use these functions, so they mean the same in both.
"""

from typing import Any

import torch
from torch import Tensor, nn

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


def gradients(module: nn.Module) -> dict[str, Tensor | None]:
    """Copies of the parameters' gradients by name; None where there is none."""
    return {
        name: None if p.grad is None else p.grad.detach().clone()
        for name, p in module.named_parameters()
    }


def zero_grad(module: nn.Module) -> None:
    """Forget the gradients."""
    module.zero_grad(set_to_none=True)


def train(module: nn.Module, mode: bool = True) -> None:
    """Set training mode, or evaluation mode with ``mode=False``."""
    module.train(mode)


def training(module: nn.Module) -> bool:
    """Whether the module is in training mode."""
    return bool(module.training)


def make_optimizer(name: str, modules: list[nn.Module], options: dict[str, Any]) -> Any:
    """An optimizer of `OPTIMIZERS` over the parameters of the modules."""
    parameters = [p for module in modules for p in module.parameters()]
    return OPTIMIZERS[name](parameters, **options)


OPERATIONS = {
    f.__name__: f
    for f in (
        parameters_dict,
        set_parameters,
        gradients,
        zero_grad,
        train,
        training,
        make_optimizer,
    )
}
