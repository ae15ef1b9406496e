"""Verdicts on ``Classifier`` of topic ``generative``.

The docstring promises the function and the shapes of its four parameters. So the parameters can be
told by their shapes and be set, and then every output is known: exactly in evaluation mode, and up
to the mask in training mode.
"""

import itertools
import math
from collections.abc import Callable
from typing import Any, NamedTuple

import torch
from torch import Tensor
from torch.nn import functional as F

from labsupport.checks import noise, numbers, rates
from labsupport.checks.compare import NO_BACKWARD, STEP, Verdict, close, compare, is_slope, shape
from labsupport.checks.compare import name as dtype_name
from labsupport.checks.vae.networks import Handle as Module
from labsupport.checks.vae.networks import Unusable, judged

Make = Callable[..., Any]
INPUTS, HIDDEN, CLASSES = 5, 6, 7  # different, so that parameters are told by their shapes
ROWS = 6000


class Handle(Module):
    """A module of this process, whose mode can be set as that of `labsupport.grading`."""

    def train(self, mode: bool = True) -> "Handle":
        """Set training mode."""
        self.module.train(mode)
        return self

    def eval(self) -> "Handle":
        """Set evaluation mode."""
        return self.train(False)

    def state_dict(self) -> dict[str, Tensor]:
        """Copies of the parameters and buffers by name."""
        return {name: t.detach().clone() for name, t in self.module.state_dict().items()}

    def functional_call(self, parameters: dict[str, Tensor], *args: Any) -> Any:
        """Call the module with these parameters and buffers in the place of its own."""
        return torch.func.functional_call(self.module, parameters, args)


def made(make: Make, ratio: float) -> Any:
    """A network; raises `Unusable` if what is made is none."""
    handle = make(INPUTS, HIDDEN, CLASSES, ratio)
    if not hasattr(handle, "set_parameters"):
        raise Unusable("Classifier(...) should be a network, a subclass of nn.Module")
    return handle


def logits_of(handle: Any, x: Tensor) -> Tensor:
    """The output; raises `Unusable` if its type or shape is wrong."""
    output = handle(x)
    if output is None:
        raise Unusable("forward returns nothing: is the `return` missing?")
    if not isinstance(output, Tensor):
        raise Unusable(f"forward returns a {type(output).__name__}; return the logits, a tensor")
    wanted = (*x.shape[:-1], CLASSES)
    if tuple(output.shape) != wanted:
        raise Unusable(
            f"the logits have shape {shape(output)} for an input of shape {shape(x)}; "
            f"they should have shape {wanted}"
        )
    if not output.is_floating_point():
        raise Unusable(f"the logits are {dtype_name(output.dtype)}; they are real numbers")
    return output


@judged
def shapes(make: Make) -> Verdict:
    """Whether the output has the right shape for inputs of several shapes, in both modes."""
    for leading in ((4,), (), (2, 3)):
        handle = made(make, 0.4)
        for mode in (True, False):
            logits_of(handle.train(mode), torch.rand(*leading, INPUTS))
    return None


class Weights(NamedTuple):
    """The parameters of the printed function."""

    w1: Tensor  # (hidden, inputs)
    b1: Tensor  # (hidden,)
    w2: Tensor  # (classes, hidden)
    b2: Tensor  # (classes,)


SHAPES = Weights((HIDDEN, INPUTS), (HIDDEN,), (CLASSES, HIDDEN), (CLASSES,))  # type: ignore[arg-type]


class Named(NamedTuple):
    """Where one parameter of the function is in a network, and whether it is transposed."""

    name: str
    transposed: bool


def found(handle: Any) -> dict[str, Named]:
    """Which of the network's parameters is which; raises `Unusable` if that cannot be told."""
    own = {name: tuple(p.shape) for name, p in handle.parameters_dict().items()}
    if not own:
        raise Unusable("there are no parameters: is each layer an attribute of self, in __init__?")
    roles: dict[str, Named] = {}
    for role, wanted in SHAPES._asdict().items():
        label = role.replace("w", "W")
        at = [name for name, size in own.items() if size in (wanted, wanted[::-1])]
        if len(at) > 1:
            raise Unusable(f"there are {len(at)} parameters of the shape {wanted} of {label}")
        if not at:
            if role.startswith("b"):
                raise Unusable(
                    f"no parameter has the shape {wanted} of {label}: nn.Linear has a bias unless "
                    "it is told bias=False"
                )
            raise Unusable(
                f"no parameter has the shape {wanted} of {label}, for input_dim = {INPUTS}, "
                f"hidden_dim = {HIDDEN}, output_dim = {CLASSES}"
            )
        roles[role] = Named(at[0], own[at[0]] != wanted)
    if len(own) > 4:
        raise Unusable(f"there are {len(own)} parameters; the function has four")
    return roles


def fill(handle: Any, weights: Weights) -> dict[str, Named]:
    """Give the network these parameters."""
    roles = found(handle)
    handle.set_parameters(
        {
            at.name: value.T.contiguous() if at.transposed else value
            for at, value in zip(roles.values(), weights, strict=True)
        }
    )
    return roles


def function(
    x: Tensor, weights: Weights, activation: Callable[[Tensor], Tensor] = F.relu
) -> Tensor:
    """The logits without dropout."""
    w1, b1, w2, b2 = weights
    return activation(x @ w1.mT + b1) @ w2.mT + b2


def _random(generator: torch.Generator, n: int = 9) -> tuple[Tensor, Weights]:
    values = [torch.randn(*size, generator=generator) for size in SHAPES]
    return torch.randn(n, INPUTS, generator=generator), Weights(*values)


def _away_from_kinks(generator: torch.Generator) -> tuple[Tensor, Weights]:
    """Inputs that `is_slope` may move by its step without any hidden unit changing its side."""
    x, weights = _random(generator, 100)
    reach = STEP * weights.w1.norm(dim=1)
    away = ((x @ weights.w1.mT + weights.b1).abs() > reach).all(1)
    return x[away][:9], weights


ACTIVATIONS: dict[str, Callable[[Tensor], Tensor]] = {
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "leaky_relu": F.leaky_relu,
    "gelu": F.gelu,
    "elu": F.elu,
    "softplus": F.softplus,
    "silu": F.silu,
    "abs": torch.abs,
}


@judged
def value(make: Make, generator: torch.Generator) -> Verdict:
    """Whether the network in evaluation mode is the printed function of its parameters."""
    ratio = 0.3
    x, weights = _random(generator)
    handle = made(make, ratio)
    fill(handle, weights)
    output, again = (logits_of(handle.eval(), x).detach() for _ in range(2))
    right = function(x, weights)
    if not close(output, again):
        return (
            "in evaluation mode the output changes from call to call; nothing is dropped there: "
            "F.dropout needs training=self.training"
        )
    w1, b1, w2, b2 = weights
    hidden = F.relu(x @ w1.mT + b1)
    mistakes = {
        "the ReLU after the first layer is missing": function(x, weights, lambda h: h),
        "the logits go through a ReLU; nothing follows the second layer": F.relu(right),
        "the logits go through a softmax; return the logits themselves": right.softmax(-1),
        "the logits go through a log_softmax; return the logits themselves": right.log_softmax(-1),
        "the logits go through a sigmoid; return the logits themselves": right.sigmoid(),
        "the logits go through a tanh; return the logits themselves": right.tanh(),
        "in evaluation mode no unit is scaled: divide by 1 - dropout_ratio while training": (
            hidden * (1 - ratio)
        )
        @ w2.mT
        + b2,
        "in evaluation mode no unit is scaled: the division by 1 - dropout_ratio is for training": (
            hidden / (1 - ratio)
        )
        @ w2.mT
        + b2,
        "the ReLU comes before the first layer; it follows it": (F.relu(x) @ w1.mT + b1) @ w2.mT
        + b2,
        "the first layer's bias is not used": F.relu(x @ w1.mT) @ w2.mT + b2,
        "the second layer's bias is not used": hidden @ w2.mT,
        "the sign of the logits is wrong": -right,
        "the hidden units are twice what they should be": 2 * hidden @ w2.mT + b2,
        "the input is doubled": function(2 * x, weights),
        "the logits are twice what they should be": 2 * right,
    }
    for name, activation in ACTIVATIONS.items():
        mistakes[f"the hidden layer is {name}; it should be ReLU"] = function(
            x, weights, activation
        )
    sentence = compare(output, right, mistakes)
    if sentence == "the numbers differ":
        return "in evaluation mode the logits are not W2 relu(W1 x + b1) + b2 of its parameters"
    return sentence


@judged
def gradient(make: Make, generator: torch.Generator) -> Verdict:
    """Whether the right gradients reach all parameters and the input, in both modes."""
    for training in (False, True):
        x, weights = _away_from_kinks(generator)
        handle = made(make, 0.0)
        roles = fill(handle, weights)
        given = x.clone().requires_grad_()
        output = logits_of(handle.train(training), given)
        if not output.requires_grad:
            return "no gradient can flow back: is there a .detach() or torch.no_grad() in it?"
        leaves = [w.clone().requires_grad_() for w in (*weights, x)]
        right = function(leaves[-1], Weights(*leaves[:-1]))
        cotangent = torch.linspace(0.5, 1.5, right.numel()).view_as(right)
        try:
            (output * cotangent).sum().backward()
        except RuntimeError:
            return NO_BACKWARD
        (right * cotangent).sum().backward()
        reached = handle.gradients()
        for (role, at), leaf in zip(roles.items(), leaves, strict=False):
            own = reached.get(at.name)
            label = role.replace("w", "W")
            assert leaf.grad is not None
            if own is None or not own.any():
                return f"no gradient reaches {label}: is something detached?"
            if not close(own.T if at.transposed else own, leaf.grad):
                return f"the gradient with respect to {label} is wrong"
        if given.grad is None or not close(given.grad, leaves[-1].grad):  # type: ignore[arg-type]
            return "the gradient with respect to the input is wrong: is it detached?"

        def total(x: Tensor, handle: Any = handle, cotangent: Tensor = cotangent) -> Tensor:
            return (logits_of(handle, x).double() * cotangent).sum()

        if not is_slope(total, x, given.grad):
            return "the gradient with respect to the input is wrong"
    return None


@judged
def dropout(make: Make, ratio: float) -> Verdict:
    """Whether units are dropped as asked: with all of them 1, the logits show the scaled mask.

    The first column of W1 is ¾, b1 is ¼, so the hidden units of the input (1, 0, ...) are 1, and of
    an input that was dropped itself ¼. W2 is the identity above a row of zeros, b2 is 10.
    """
    handle, x, output = _masked(make, ratio)
    units, rest = output[:, :HIDDEN] - 10, output[:, HIDDEN] - 10
    if not torch.isfinite(output).all():
        return "the logits have NaN or infinity in them"
    if rest.abs().max() > 1e-4:
        return "the logits are dropped or scaled; drop the hidden units, before the second layer"
    dropped = units.abs() < 1e-4
    if ratio <= 0:
        if close(units, torch.ones_like(units)):
            return None
        if not dropped.any():
            return "the hidden units are scaled although dropout_ratio is 0"
        return _shares(make) or "units are dropped although dropout_ratio is 0"
    kept = units[~dropped]
    if not dropped.any():
        if close(units, torch.ones_like(units)):
            return "nothing is dropped in training mode"
        return "no hidden unit is ever 0: drop hidden units, neither inputs nor parts of them"
    if not len(kept):
        return _shares(make) or f"all units are dropped although dropout_ratio is {ratio:g}"
    scale = float(kept.mean())
    if float((kept - scale).abs().max()) > 1e-3:
        return "the units that are left are not all scaled alike: are the inputs dropped?"
    share = float(dropped.double().mean())
    rates.state(rates.share(ROWS * HIDDEN, ratio))
    spread = math.sqrt(ratio * (1 - ratio) / (ROWS * HIDDEN))
    sentence = _pattern(dropped)
    if sentence is not None:
        return sentence
    if abs(share - ratio) > rates.SIGMAS * spread:
        return _shares(make) or (
            f"{100 * share:.0f}% of the units are dropped although dropout_ratio is {ratio:g}"
        )
    for sentence, factor in {
        "the units that are left are not divided by 1 - dropout_ratio": 1.0,
        "the units that are left are multiplied by 1 - dropout_ratio; divide by it": 1 - ratio,
        "the units that are left are divided by dropout_ratio; divide by 1 - dropout_ratio": 1
        / ratio,
        "the units that are left are divided by 1 - dropout_ratio twice": 1 / (1 - ratio) ** 2,
    }.items():
        if abs(scale - factor) < 1e-3:
            return sentence
    if abs(scale * (1 - ratio) - 1) > 1e-3:
        return "the units that are left should be divided by 1 - dropout_ratio"
    return _independent(dropped, ratio) or _fresh(handle, x, output)


def _masked(make: Make, ratio: float) -> tuple[Any, Tensor, Tensor]:
    """The network whose units are 1, its input, and its logits in training mode."""
    handle = made(make, ratio)
    w1 = torch.zeros(HIDDEN, INPUTS)
    w1[:, 0] = 0.75
    b1, b2 = torch.full((HIDDEN,), 0.25), torch.full((CLASSES,), 10.0)
    fill(handle, Weights(w1, b1, torch.eye(CLASSES, HIDDEN), b2))
    x = torch.eye(INPUTS)[:1].repeat(ROWS, 1)
    return handle, x, logits_of(handle.train(), x).detach().double()


def _shares(make: Make) -> Verdict:
    """The mistake that explains the share of dropped units for each of two ratios."""
    found = {}
    for ratio in (0.2, 0.6):
        units = _masked(make, ratio)[2][:, :HIDDEN] - 10
        found[ratio] = float((units.abs() < 1e-4).double().mean())
    for sentence, rule in {
        "dropout_ratio is the probability to drop a unit, not to keep it": lambda r: 1 - r,
        "half of the units are dropped whatever dropout_ratio says: use the argument": lambda _: (
            0.5
        ),
        "the units are dropped twice, so too many are 0": lambda r: 1 - (1 - r) ** 2,
        "only half as many units are dropped as dropout_ratio says": lambda r: r / 2,
        "all units are dropped whatever dropout_ratio says": lambda _: 1.0,
        "the same share of the units is dropped whatever dropout_ratio says: use the argument": (
            lambda _: found[0.2]
        ),
    }.items():
        if all(abs(share - rule(ratio)) < 0.03 for ratio, share in found.items()):
            return sentence
    return None


@judged
def kind(make: Make, generator: torch.Generator) -> Verdict:
    """Whether the logits have the dtype and the device of the input, in both modes."""
    x, weights = _random(generator)
    for training in (False, True):
        handle = made(make, 0.4).train(training)
        fill(handle, weights)
        state = handle.state_dict()

        def moved(x: Tensor, *values: Tensor, handle: Any = handle, state: Any = state) -> Any:
            return handle.functional_call(dict(zip(state, values, strict=True)), x)

        sentence = numbers.in_kind(moved, x, *state.values(), like="batch")
        if sentence is not None:
            return sentence
    return None


def _pattern(dropped: Tensor) -> Verdict:
    """Whether rows or units share what is dropped altogether."""
    if bool((dropped == dropped[:1]).all()):
        return "the same units are dropped for every row; each row needs its own"
    if bool((dropped == dropped[:, :1]).all()):
        return "all units of a row are dropped together; each is dropped on its own"
    return None


def _independent(dropped: Tensor, ratio: float) -> Verdict:
    error, variance = dropped.double() - ratio, ratio * (1 - ratio)
    single = torch.full((ROWS, HIDDEN), variance, dtype=torch.float64)
    if not noise.scores_within(error, single):
        return "some units are dropped more often than others"
    for i, j in itertools.combinations(range(HIDDEN), 2):
        if not noise.scores_within(error[:, i] * error[:, j], single[:, i] * variance):
            return "whether a unit is dropped depends on other units"
    # Products of neighbours are uncorrelated; they are taken for independent.
    if not noise.scores_within(error[1:] * error[:-1], single[1:] * variance):
        return "what is dropped in a row depends on the row before it"
    return None


def _fresh(handle: Any, x: Tensor, output: Tensor) -> Verdict:
    if torch.equal(logits_of(handle, x).detach().double(), output):
        return "the same units are dropped in every call: is a seed set inside?"
    return None
