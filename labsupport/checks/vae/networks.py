"""Verdicts on ``Encoder`` and ``Decoder``: only what their docstrings promise is judged.

``make(pixels, hidden, latent)`` gives a handle: it is called like a module and has
``parameters_dict``, ``set_parameters`` and ``gradients``, as in `labsupport.grading`.
"""

import functools
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from labsupport.checks import numbers, rates
from labsupport.checks.compare import NO_BACKWARD, Verdict, close, first, gradients, is_slope, shape
from labsupport.checks.modules import Unusable, judged

Make = Callable[[int, int, int], Any]
PIXELS, HIDDEN, LATENT = 6, 5, 3


class Network:
    """What `Encoder` and `Decoder` have in common for a verdict.

    Args:
        names: names of the outputs, ``("mu", "log_var")`` or ``("logits",)``.
        make: makes a network from pixels, hidden and latent.
    """

    def __init__(self, names: tuple[str, ...], make: Make) -> None:
        self.names, self.make = names, make
        self.encodes = len(names) > 1

    def widths(self) -> tuple[int, int]:
        """Width of the input and of each output."""
        return (PIXELS, LATENT) if self.encodes else (LATENT, PIXELS)

    def outputs(self, network: Any, x: Tensor, width: int) -> list[Tensor]:
        """The outputs for ``x``; raises `Unusable` if their number, type or shape is wrong."""
        result = network(x)
        if result is None:
            raise Unusable("forward returns nothing: is the `return` missing?")
        if self.encodes and isinstance(result, Tensor):
            raise Unusable("forward returns one tensor; return the pair mu, log_var")
        if not self.encodes and not isinstance(result, Tensor):
            raise Unusable(f"forward returns a {type(result).__name__}; return the logits alone")
        tensors = list(result) if isinstance(result, list | tuple) else [result]
        if len(tensors) != len(self.names) or not all(isinstance(t, Tensor) for t in tensors):
            raise Unusable(f"forward should return {' and '.join(self.names)}, each a tensor")
        for name, tensor in zip(self.names, tensors, strict=True):
            expected = (*x.shape[:-1], width)
            if tuple(tensor.shape) != expected:
                raise Unusable(
                    f"{name} has shape {shape(tensor)} for an input of shape {shape(x)}; "
                    f"it should have shape {expected}"
                )
        return tensors


def judging(
    names: tuple[str, ...], *verdicts: Callable[[Network], Verdict]
) -> Callable[[Make, torch.Generator], Verdict]:
    """Makes verdicts on networks with these outputs into one on what makes them."""
    return lambda make, _generator: first(each(Network(names, make)) for each in verdicts)


@judged
def of_each_row(network: Network) -> Verdict:
    """Whether outputs have the right shape, depend on their own row alone, and on parameters."""
    given, width = network.widths()
    for leading in ((4,), (), (2, 3)):
        network.outputs(network.make(PIXELS, HIDDEN, LATENT), torch.rand(*leading, given), width)
    return function_of_row(network) or layers(network)


@judged
def function_of_row(network: Network) -> Verdict:
    """Whether a row's output depends on that row, on all of it, and on nothing else."""
    given, width = network.widths()
    handle, x = network.make(PIXELS, HIDDEN, LATENT), torch.randn(8, given)
    outputs, again = network.outputs(handle, x, width), network.outputs(handle, x, width)
    one = network.outputs(handle, x[:1], width)
    for name, output, second, alone in zip(network.names, outputs, again, one, strict=True):
        if not close(second, output):
            return (
                f"{name} changes from call to call: make the layers in __init__, "
                "and draw no noise in forward"
            )
        if close(output[1:], output[:-1]):
            return f"{name} is the same for every input"
        if not close(alone, output[:1]):
            return f"{name} of a row depends on the other rows of the batch"
    if network.encodes and close(outputs[0], outputs[1]):
        return "mu and log_var are the same numbers; each needs its own linear map"
    return None


@judged
def kind(network: Network) -> Verdict:
    """Whether outputs have the dtype and the device of the input and of the parameters."""
    given, width = network.widths()

    def run(x: Tensor) -> list[Tensor]:
        handle = network.make(PIXELS, HIDDEN, LATENT)
        handle.to(x.device, x.dtype)
        return network.outputs(handle, x, width)

    x = torch.rand(4, given)
    like = "x" if network.encodes else "z"
    return function_of_row(network) or numbers.in_kind(run, x, like=like)


@judged
def layers(network: Network) -> Verdict:
    """Whether there are parameters, and more of them for a wider hidden layer."""
    own, wider = (
        network.make(PIXELS, hidden, LATENT).parameters_dict() for hidden in (HIDDEN, HIDDEN + 4)
    )
    if not own:
        return "there are no parameters: is each layer an attribute of self, made in __init__?"
    if count(wider) <= count(own):
        return "the width of the hidden layer is not the argument `hidden`"
    return None


@judged
def parameters(network: Network) -> Verdict:
    """Whether gradients reach all parameters and the input, and are right."""
    given, width = network.widths()
    handle = network.make(PIXELS, HIDDEN, LATENT)
    own, x = handle.parameters_dict(), torch.randn(8, given)
    outputs = network.outputs(handle, x.clone().requires_grad_(), width)
    for name, output in zip(network.names, outputs, strict=True):
        if not output.requires_grad:
            return f"no gradient flows back from {name}: is there a .detach() or torch.no_grad()?"
    weights = torch.randn(len(outputs), 8, width)

    def total(outputs: list[Tensor]) -> Tensor:
        return (torch.stack([o.double() for o in outputs]) * weights).sum()

    def of_parameter(name: str, value: Tensor) -> Tensor:
        handle.set_parameters({name: value})
        return total(network.outputs(handle, x, width))

    def of_input(i: int, x: Tensor) -> Tensor:
        return network.outputs(handle, x, width)[i].double().sum()

    try:
        total(outputs).backward()
    except RuntimeError:
        return NO_BACKWARD
    reached = handle.gradients()
    for name in own:
        gradient = reached.get(name)
        if gradient is None or not gradient.any():
            return f"no gradient reaches the parameter {name}: is its layer unused, or detached?"
    for i, name in enumerate(network.names):
        at = x.clone().requires_grad_()
        gradient = gradients(network.outputs(handle, at, width)[i], at)[0]
        if not gradient.any():
            return f"no gradient goes from {name} through the hidden layer: is it detached?"
        if not is_slope(functools.partial(of_input, i), x, gradient):
            return f"the gradient from {name} through the hidden layer is wrong"
    for name, parameter in own.items():
        if not is_slope(functools.partial(of_parameter, name), parameter, reached[name]):
            return f"the gradient that reaches the parameter {name} is wrong"
        handle.set_parameters({name: parameter})
    return None


def count(parameters: dict[str, Tensor]) -> int:
    """Number of numbers in all parameters."""
    return sum(p.numel() for p in parameters.values())


def _randomized(network: Network, width: int = 32) -> Any:
    """A network with parameters drawn from N(0, 4), whatever its initialization is."""
    handle = network.make(PIXELS, width, LATENT)
    handle.set_parameters(
        {name: 2 * torch.randn_like(p) for name, p in handle.parameters_dict().items()}
    )
    return handle


@judged
def unbounded(network: Network) -> Verdict:
    """Whether every output takes large values of either sign.

    With 64 rows, parameters from N(0, 4) and 32 hidden units an output of a right network is
    about N(0, 11²) over parameters: all of one sign, or none beyond ±3, in less than one of 1e12
    draws of the parameters (three entries with parameters of their own, four networks).
    """
    rates.state(1e-12)
    given, width = network.widths()
    x = torch.randn(64, given)
    found = [network.outputs(_randomized(network), x, width) for _ in range(4)]
    for i, name in enumerate(network.names):
        values = torch.cat([outputs[i] for outputs in found]).detach()
        low, high = float(values.min()), float(values.max())
        if low < -3 and high > 3:
            continue
        if low >= 0:
            return NEVER_NEGATIVE[name if high > 1 else "probability"].format(name=name)
        if high <= 0:
            return f"{name} is never positive; it may be any number"
        handle = network.make(PIXELS, HIDDEN, LATENT)
        handle.set_parameters({n: 0 * p for n, p in handle.parameters_dict().items()})
        if network.outputs(handle, torch.randn(8, given), width)[i].any():
            return (
                f"{name} is not 0 where all parameters are: a layer is not among them; make each "
                "an attribute of self (a plain list hides layers, nn.ModuleList does not)"
            )
        return f"{name} is bounded; nothing follows the last linear map"
    return None


NEVER_NEGATIVE = {
    "mu": "mu is never negative; a mean may be any number, so nothing follows its linear map",
    "log_var": "log_var is never negative: it is the logarithm of the variance, which may be any "
    "number, so no exp, softplus or ReLU follows its linear map",
    "logits": "the logits are never negative; nothing follows the last linear map",
    "probability": "{name} lies between 0 and 1; leave the sigmoid out, it may be any number",
}


@judged
def hidden_layer(network: Network) -> Verdict:
    """Whether the hidden layer is there and saturates, as tanh does."""
    given, width = network.widths()
    handle = _randomized(network)
    a, b, zero = torch.randn(16, given), torch.randn(16, given), torch.zeros(16, given)
    for i, name in enumerate(network.names):

        def f(x: Tensor, i: int = i) -> Tensor:
            return network.outputs(handle, x, width)[i].detach().double()

        size = f(a).abs().max()
        if (f(a) + f(b) - f(a + b) - f(zero)).abs().max() < 1e-3 * size:
            return (
                f"{name} is a linear function of the input: tanh after the hidden layer is missing"
            )
        far, farther = f(1e4 * a), f(2e4 * a)
        if (farther - far).abs().median() > 0.1 * far.abs().median():
            return "the hidden layer grows without bound; it should be tanh"
        even = f(a) + f(-a)  # without a bias every function would be odd, up to a constant
        if (even - even[:1]).abs().max() < 1e-3 * size:
            return NO_BIAS
    return None


NO_BIAS = (
    "the hidden layer has no bias inside of tanh; nn.Linear has one unless it is told bias=False"
)
