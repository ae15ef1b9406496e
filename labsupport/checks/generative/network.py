"""Verdicts on ``Classifier`` of topic ``generative``.

The docstring promises the function and the shapes of its four parameters. So the parameters can be
told by their shapes and be set, and then every output is known: exactly in evaluation mode, and up
to the mask in training mode.
"""

import itertools
import math
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from labsupport.checks import noise, numbers, rates
from labsupport.checks.compare import DIFFER, Verdict, close, first, shape
from labsupport.checks.compare import name as dtype_name
from labsupport.checks.edits import mistakes
from labsupport.checks.formula import Formula
from labsupport.checks.modules import Unusable, judged
from labsupport.checks.parts import slips

Make = Callable[..., Any]
INPUTS, HIDDEN, CLASSES = 5, 6, 7  # different, so that parameters are told by their shapes
ROWS = 6000
KEEP = 0.7  # a share of the units that is kept where none is dropped
RATIOS = (0.25, 0.75, 0.0)


def made(make: Make, ratio: float) -> Any:
    """A network; raises `Unusable` if what is made is none."""
    handle = make(INPUTS, HIDDEN, CLASSES, ratio)
    if not hasattr(handle, "set_parameters"):
        raise Unusable("Classifier(...) should be a network, a subclass of nn.Module")
    return handle


def output_of(output: Any, x: Tensor) -> Tensor:
    """The output for ``x``; raises `Unusable` if its type or shape is wrong."""
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
def shapes(make: Make, _generator: torch.Generator) -> Verdict:
    """Whether the output has the right shape for inputs of several shapes, in both modes."""
    for leading in ((4,), (), (2, 3)):
        handle = made(make, 0.4)
        for mode in (True, False):
            x = torch.rand(*leading, INPUTS)
            output_of(handle.train(mode)(x), x)
    return None


SHAPES = {"W1": (HIDDEN, INPUTS), "b1": (HIDDEN,), "W2": (CLASSES, HIDDEN), "b2": (CLASSES,)}


def found(handle: Any) -> dict[str, bool]:
    """The names of W1, b1, W2 and b2 in a network, and whether it has them transposed.

    Raises:
        Unusable: that cannot be told.
    """
    own = {name: tuple(p.shape) for name, p in handle.parameters_dict().items()}
    if not own:
        raise Unusable("there are no parameters: is each layer an attribute of self, in __init__?")
    names = {}
    for label, wanted in SHAPES.items():
        of = f"the shape {wanted} of {label}"
        at = [name for name, size in own.items() if size in (wanted, wanted[::-1])]
        if len(at) > 1:
            raise Unusable(f"there are {len(at)} parameters of {of}")
        if not at and label.startswith("b"):
            raise Unusable(
                f"no parameter has {of}: nn.Linear has a bias unless it is told bias=False"
            )
        if not at:
            raise Unusable(
                f"no parameter has {of}, for input_dim = {INPUTS}, hidden_dim = {HIDDEN}, "
                f"output_dim = {CLASSES}"
            )
        names[at[0]] = own[at[0]] != wanted
    if len(own) > 4:
        raise Unusable(f"there are {len(own)} parameters; the function has four")
    return names


def logits(batch: Tensor, W1: Tensor, b1: Tensor, W2: Tensor, b2: Tensor) -> Tensor:
    """The function without dropout."""
    hidden = F.relu(batch @ W1.mT + b1)
    return hidden @ W2.mT + b2


# The mistakes of a network in evaluation mode, as edits of `logits`.
WRONG = mistakes(
    logits,
    """
    hidden = batch @ W1.mT + b1  # the ReLU after the first layer is missing
    hidden = F.relu(batch) @ W1.mT + b1  # the ReLU comes before the first layer; it follows it
    hidden = F.relu(batch @ W1.mT)  # the first layer's bias is not used
    return hidden @ W2.mT  # the second layer's bias is not used
    return F.relu(hidden @ W2.mT + b2)  # the logits go through a ReLU;
        # nothing follows the second layer
    return KEEP * hidden @ W2.mT + b2  # in evaluation mode no unit is scaled:
        # divide by 1 - dropout_ratio while training
    return hidden / KEEP @ W2.mT + b2  # in evaluation mode no unit is scaled:
        # the division by 1 - dropout_ratio is for training
    return torch.softmax(hidden @ W2.mT + b2, -1)  # the logits go through a softmax;
        # return the logits themselves
    return torch.log_softmax(hidden @ W2.mT + b2, -1)  # the logits go through a log_softmax;
        # return the logits themselves
    return torch.sigmoid(hidden @ W2.mT + b2)  # the logits go through a sigmoid;
        # return the logits themselves
    return torch.tanh(hidden @ W2.mT + b2)  # the logits go through a tanh;
        # return the logits themselves
    relu -> tanh  # the hidden layer is tanh; it should be ReLU
    relu -> sigmoid  # the hidden layer is sigmoid; it should be ReLU
    relu -> leaky_relu  # the hidden layer is leaky_relu; it should be ReLU
    relu -> gelu  # the hidden layer is gelu; it should be ReLU
    relu -> elu  # the hidden layer is elu; it should be ReLU
    relu -> softplus  # the hidden layer is softplus; it should be ReLU
    relu -> silu  # the hidden layer is silu; it should be ReLU
    relu -> relu6  # the hidden layer is relu6; it should be ReLU
    hidden = (batch @ W1.mT + b1).abs()  # the hidden layer is abs; it should be ReLU
    """,
)
NETWORK = Formula(
    ["batch", "W1", "b1", "W2", "b2"],
    logits,
    lambda *inputs: {s: w(*inputs) for s, w in WRONG.items()} | slips(logits(*inputs)),
)


def drawn(generator: torch.Generator, n: int = 9, reach: float = 1.0) -> list[Tensor]:
    """Inputs, every third of them ``reach`` times as far, and parameters."""
    x, *weights = (
        torch.randn(size, generator=generator) for size in ((n, INPUTS), *SHAPES.values())
    )
    x[::3] *= reach  # hidden units may be of any size
    return [x, *weights]


def as_function(make: Make, ratio: float, training: bool) -> Any:
    """The network in this mode, as a function of its input and its parameters."""
    handle = made(make, ratio).train(training)
    names, state = found(handle), handle.state_dict()

    def called(batch: Tensor, *weights: Tensor) -> Tensor:
        values = {name: t.to(batch) if t.is_floating_point() else t for name, t in state.items()}
        for (name, transposed), value in zip(names.items(), weights, strict=True):
            values[name] = value.mT if transposed else value
        return output_of(handle.functional_call(values, batch), batch)

    return called


@judged
def value(make: Make, generator: torch.Generator) -> Verdict:
    """Whether the network in evaluation mode is the printed function of its parameters."""
    inputs = drawn(generator, reach=20.0)
    called = as_function(make, 1 - KEEP, False)
    if not close(*(called(*inputs).detach() for _ in range(2))):
        return (
            "in evaluation mode the output changes from call to call; nothing is dropped there: "
            "F.dropout needs training=self.training"
        )
    sentence = NETWORK.value(called, *inputs)
    if sentence == DIFFER:
        return "in evaluation mode the logits are not W2 relu(W1 x + b1) + b2 of its parameters"
    return sentence


@judged
def gradient(make: Make, generator: torch.Generator) -> Verdict:
    """Whether the right gradients reach all parameters and the input, in both modes."""
    inputs = drawn(generator)
    for training in (False, True):
        sentence = NETWORK.gradient(as_function(make, 0.0, training), *inputs)
        if sentence is not None:
            return sentence
    return None


@judged
def kind(make: Make, generator: torch.Generator) -> Verdict:
    """Whether the logits have the dtype and the device of the input, in both modes."""
    inputs = drawn(generator)
    training, evaluating = (as_function(make, 0.4, mode) for mode in (True, False))
    return numbers.in_kind(training, *inputs, like="batch") or NETWORK.kind(evaluating, *inputs)


@judged
def dropout(make: Make, _generator: torch.Generator) -> Verdict:
    """Whether units are dropped as asked, for several ratios."""
    return first(_dropout(make, ratio) for ratio in RATIOS)


def _dropout(make: Make, ratio: float) -> Verdict:
    """Whether units are dropped as asked: with all of them 1, the logits show the scaled mask.

    The first column of W1 is ¾, b1 is ¼, so the hidden units of the input (1, 0, ...) are 1, and of
    an input that was dropped itself ¼. W2 is the identity above a row of zeros, b2 is 10.
    """
    again = _masked(make, ratio)
    output = again()
    units, rest = output[:, :HIDDEN] - 10, output[:, HIDDEN] - 10
    if not torch.isfinite(output).all():
        return "the logits have NaN or infinity in them"
    if rest.abs().max() > 1e-4:
        return "the logits are dropped or scaled; drop the hidden units, before the second layer"
    dropped = units.abs() < 1e-4
    plain = close(units, torch.ones_like(units))
    if ratio <= 0:
        if plain:
            return None
        if not dropped.any():
            return "the hidden units are scaled although dropout_ratio is 0"
        return _shares(make) or "units are dropped although dropout_ratio is 0"
    if plain:
        return "nothing is dropped in training mode"
    if not dropped.any():
        return "no hidden unit is ever 0: drop hidden units, neither inputs nor parts of them"
    kept = units[~dropped]
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
    keep = 1 - ratio
    for sentence, factor in {
        "not divided by 1 - dropout_ratio": 1.0,
        "multiplied by 1 - dropout_ratio; divide by it": keep,
        "divided by dropout_ratio; divide by 1 - dropout_ratio": 1 / ratio,
        "divided by 1 - dropout_ratio twice": 1 / keep**2,
    }.items():
        if abs(scale - factor) < 1e-3:
            return f"the units that are left are {sentence}"
    if abs(scale * keep - 1) > 1e-3:
        return "the units that are left should be divided by 1 - dropout_ratio"
    sentence = _independent(dropped, ratio)
    if sentence is None and torch.equal(again(), output):
        return "the same units are dropped in every call: is a seed set inside?"
    return sentence


def _masked(make: Make, ratio: float) -> Callable[[], Tensor]:
    """Gives the logits of the network whose units are 1, in training mode."""
    called = as_function(make, ratio, True)
    x, w1 = torch.eye(INPUTS)[:1].repeat(ROWS, 1), torch.zeros(HIDDEN, INPUTS)
    w1[:, 0] = 0.75
    b1, b2 = torch.full((HIDDEN,), 0.25), torch.full((CLASSES,), 10.0)
    weights = (w1, b1, torch.eye(CLASSES, HIDDEN), b2)
    return lambda: called(x, *weights).detach().double()


def _shares(make: Make) -> Verdict:
    """The mistake that explains the share of dropped units for each of two ratios."""
    found = {}
    for ratio in (0.2, 0.6):
        units = _masked(make, ratio)()[:, :HIDDEN] - 10
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
