"""Whether ``Encoder`` and ``Decoder`` are the formula that their docstrings print.

It is computed from a network's own parameters, which are found by their shapes, whatever their
names are: pixels, hidden, latent and 2 latent have to differ.
"""

import functools
import itertools
from collections.abc import Callable, Iterator

import torch
from torch import Tensor
from torch.nn import functional as F

from labsupport.checks.compare import Verdict, close, first
from labsupport.checks.modules import Unusable, judged
from labsupport.checks.vae import networks
from labsupport.checks.vae.networks import NO_BIAS, Network, count

Step = Callable[[Tensor], Tensor]
Layer = tuple[Tensor, Tensor]  # weight (out, in) and bias (out,)


def normalized(x: Tensor) -> Tensor:
    """Each row with mean 0 and variance 1."""
    return F.layer_norm(x, x.shape[-1:])


# What students put before the layers, in the place of tanh, and after a head.
BEFORE: dict[str, Step] = {
    "the inputs are rescaled to 2 x - 1; take them as they are": lambda x: 2 * x - 1,
    "the inputs are clamped to [0, 1]; take them as they are": lambda x: x.clamp(0, 1),
    "the mean of each row is taken off the inputs; take them as they are": lambda x: (
        x - x.mean(-1, keepdim=True)
    ),
    "the inputs are normalized; take them as they are": normalized,
}
IS_NOT_TANH = "the hidden layer is "
HIDDEN: dict[str, Step] = {
    f"{IS_NOT_TANH}{function.__name__}; it should be tanh": function
    for function in (torch.sigmoid, torch.atan, torch.erf, F.softsign, F.hardtanh, torch.sin)
} | {
    "the hidden layer is normalized before tanh; leave that out": lambda h: normalized(h).tanh(),
    "tanh is applied twice": lambda h: h.tanh().tanh(),
}
AFTER: dict[str, Step] = {"tanh follows the last layer as well; it may be any number": torch.tanh}
AFTER |= {
    f"the outputs are clamped at {bound}; they may be any numbers": functools.partial(
        torch.clamp, min=-bound, max=bound
    )
    for bound in (1, 2, 3, 4, 5, 6, 8, 10, 15, 20)
}


def same(x: Tensor) -> Tensor:
    """Nothing is put there."""
    return x


@judged
def formula(
    network: Network, pixels: int, hidden: int, latent: int, training: bool = True
) -> Verdict:
    """Whether each output is W' tanh(W x + b) + b'.

    One layer may hold both heads, one half after the other or in turn.
    """
    given, width = (pixels, latent) if network.encodes else (latent, pixels)
    handle, heads = network.make(pixels, hidden, latent).train(training), len(network.names)
    values = {n: 2 * torch.randn_like(p) for n, p in handle.parameters_dict().items()}
    handle.set_parameters(values)
    # Small inputs show the curve of tanh, large ones reach outputs far from 0.
    x = torch.randn(24, given) * torch.logspace(-2, 0.5, 24)[:, None]
    actual = [o.detach().double() for o in network.outputs(handle, x, width)]
    own = [p.double() for p in values.values()]
    try:
        (weight, bias), ways = layers(own, given, hidden, width, heads)
    except Unusable:
        # As many numbers as there should be, in another form: it cannot be told what they are.
        if count(values) == hidden * (given + 1) + heads * width * (hidden + 1):
            return None
        raise

    def fits(before: Step = same, middle: Step = torch.tanh, after: Step = same) -> list[bool]:
        """Which outputs are right with these steps, for the way that explains most of them."""
        h = middle(before(x.double()) @ weight.T + bias)
        found = (
            [close(a, after(h @ w.T + b)) for a, (w, b) in zip(actual, way, strict=True)]
            for way in ways
        )
        return max(found, key=sum)

    plain = fits()
    if all(plain):
        return None
    for place, steps in (("before", BEFORE), ("middle", HIDDEN)):
        for sentence, step in steps.items():
            if all(fits(**{place: step})):
                return sentence
    wrong = " and ".join(n for n, right in zip(network.names, plain, strict=True) if not right)
    for sentence, step in AFTER.items():
        if all(one or other for one, other in zip(plain, fits(after=step), strict=True)):
            return f"{wrong}: {sentence}"
    letter = "x" if network.encodes else "z"
    return (
        f"{' and '.join(network.names)} should be one linear map each of tanh(W {letter} + b): is "
        "something added, scaled, normalized or clamped before or after?"
    )


def formulas(network: Network) -> Verdict:
    """Whether `formula` holds for several widths, and in both modes."""
    sentence = first(formula(network, *size) for size in ((7, 5, 3), (5, 8, 2), (13, 6, 4)))
    if sentence is not None:
        return sentence
    sentence = formula(network, 7, 5, 3, False)
    return sentence and f"in evaluation mode: {sentence}"


def activation(network: Network) -> Verdict:
    """Whether another function stands in the place of tanh."""
    sentence = formula(network, 7, 5, 3)
    return sentence if sentence is not None and sentence.startswith(IS_NOT_TANH) else None


def layers(
    own: list[Tensor], given: int, hidden: int, width: int, heads: int
) -> tuple[Layer, list[list[Layer]]]:
    """The hidden layer, and the ways in which the other parameters may be the heads.

    Raises:
        Unusable: there are other parameters than these.
    """
    if any(tuple(p.shape) == (hidden, hidden) for p in own):
        raise Unusable("there is a second hidden layer; there should be one")
    kinds: dict[str, list[Tensor]] = {k: [] for k in ("weight", "bias", "heads", "own", "other")}
    for p in own:
        if p.dim() == 2 and set(p.shape) == {hidden, given}:
            kinds["weight"].append(upright(p, given))
        elif p.numel() == hidden and max(p.shape) == hidden:
            kinds["bias"].append(p.reshape(-1))
        elif hidden in p.shape and p.numel() > heads * width:
            kinds["heads"].append(upright(p, hidden))
        else:
            kinds["own" if p.numel() in (width, heads * width) else "other"].append(p)
    if len(kinds["weight"]) > 1:
        raise Unusable("there are several hidden layers; there should be one, which all share")
    if not kinds["bias"]:
        raise Unusable(NO_BIAS)
    if sum(v.numel() for v in kinds["own"]) < heads * width and not kinds["other"]:
        raise Unusable("the last layer has no bias; nn.Linear has one unless it is told bias=False")
    complete = sum(p.numel() for p in kinds["heads"] + kinds["own"]) == heads * width * (hidden + 1)
    if kinds["other"] or not complete or [len(kinds[k]) for k in ("weight", "bias")] != [1, 1]:
        found = ", ".join(str(tuple(p.shape)) for p in own)
        raise Unusable(
            f"its parameters have the shapes {found} for widths {given}, {hidden} and {width}; "
            "there should be weights and biases of one hidden layer and of the last maps alone"
        )
    ways = itertools.product(
        orders(kinds["heads"], heads, (width, hidden)), orders(kinds["own"], heads, (width,))
    )
    return (kinds["weight"][0], kinds["bias"][0]), [[*zip(w, b, strict=True)] for w, b in ways]


def orders(own: list[Tensor], heads: int, shape: tuple[int, ...]) -> Iterator[list[Tensor]]:
    """All ways to make one tensor of this shape for each head: one after the other, or in turn."""
    if len(own) == 1:
        turns = own[0].reshape(shape[0], heads, *shape[1:]).unbind(1)
        yield from map(list, itertools.permutations(turns))
    halves = torch.cat([p.reshape(-1, *shape[1:]) for p in own]).reshape(heads, *shape)
    yield from map(list, itertools.permutations(halves))


def upright(matrix: Tensor, columns: int) -> Tensor:
    """The matrix (or matrices) with this number of columns."""
    return matrix if matrix.shape[-1] == columns else matrix.mT


EVERY = (
    networks.of_each_row,
    networks.unbounded,
    networks.hidden_layer,
    activation,
    networks.parameters,
    formulas,
    networks.kind,
)
