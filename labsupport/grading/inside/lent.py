"""Right parts that a suite lends for a test, as the submission calls them.

Their code stays in the suite's process. A function is called there; a class becomes a module here
whose parameters are its own, and whose results are computed there. Gradients, `torch.func`
transforms and random numbers go through: a part draws from this process's generator, as it would
if its code were here.
"""

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn

from .boundary import Proxy
from .generators import with_state
from .transforms import call

Across = Callable[..., Any]


class Called(nn.Module):
    """Anything that can be called, as a module without parameters."""

    def __init__(self, function: Callable[..., Any]) -> None:
        super().__init__()
        self.function = function

    def forward(self, *args: Any, **kwargs: Any) -> Any:
        """Call it."""
        return self.function(*args, **kwargs)


def function(name: str, across: Across) -> Callable[..., Any]:
    """A function of that name, which ``across`` calls on the other side."""

    def part(*args: Any, **kwargs: Any) -> Any:
        return drawn(across, args, kwargs)

    part.__name__ = part.__qualname__ = name
    return part


def drawn(across: Across, args: Any, kwargs: Any, *more: Any) -> Any:
    """``across(args, kwargs, modules in them, their parameters, *more, generator)``."""
    modules: list[nn.Module] = []
    args, kwargs = (modules_in(value, modules) for value in (args, kwargs))
    parameters = [dict(module.named_parameters()) for module in modules]
    generator = torch.default_generator
    state = generator.get_state()

    def run(*given: Any) -> Any:
        again = with_state(state)  # whenever a transform asks for it
        result = across(*given, again)
        generator.set_state(again.get_state())
        return result

    return call(run, (args, kwargs, modules, parameters, *more))


def modules_in(value: Any, found: list[nn.Module]) -> Any:
    """``value`` with its functions as modules; all of these are noted."""
    if isinstance(value, list | tuple) and not hasattr(value, "_fields"):
        return type(value)(modules_in(item, found) for item in value)
    if isinstance(value, dict):
        return {key: modules_in(item, found) for key, item in value.items()}
    if isinstance(value, Tensor | Proxy | type) or not callable(value):
        return value
    module = value if isinstance(value, nn.Module) else Called(value)
    if not any(module is known for known in found):
        found.append(module)
    return module


class Module(nn.Module):
    """A module of a class that the suite lends; subclasses have ``_make``, which makes one."""

    _make: Callable[..., dict[str, Any]]
    _across: Across

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__()
        made = drawn(type(self)._make, args, kwargs)
        for name, value in made["parameters"].items():
            parameter = nn.Parameter(value, requires_grad=name in made["trained"])
            owner(self, name).register_parameter(name.rpartition(".")[2], parameter)
        for name, value in made["buffers"].items():
            owner(self, name).register_buffer(name.rpartition(".")[2], value)
        self.__dict__["_across"] = made["module"]
        for name in made["methods"]:
            self.__dict__[name] = method(self, name)

    def forward(self, *args: Any, **kwargs: Any) -> Any:
        """Computed on the other side."""
        return run(self, "__call__", args, kwargs)


def method(module: Module, name: str) -> Callable[..., Any]:
    """A method that is called on the other side."""
    return lambda *args, **kwargs: run(module, name, args, kwargs)


def run(module: Module, name: str, args: Any, kwargs: Any) -> Any:
    """Call a method on the other side, with the parameters and buffers of this one."""
    state = dict(module.named_parameters()) | dict(module.named_buffers())
    buffers, result = drawn(module._across, args, kwargs, name, state, module.training)
    with torch.no_grad():
        for key, buffer in module.named_buffers():
            buffer.copy_(buffers[key])
    return result


def owner(module: nn.Module, name: str) -> nn.Module:
    """The module below ``module`` that has the parameter ``name``, made where it is missing."""
    for part in name.split(".")[:-1]:
        if part not in module._modules:
            module.add_module(part, nn.Module())
        module = getattr(module, part)
    return module


def subclass(name: str, across: Across) -> type[Module]:
    """A class of that name, whose modules ``across`` makes on the other side."""
    return type(name, (Module,), {"_make": staticmethod(across), "__module__": "submission"})
