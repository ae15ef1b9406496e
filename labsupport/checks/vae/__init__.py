"""The public checks of topic ``vae``: ``check.gaussian_kl(gaussian_kl)`` prints ✓ or ✗.

Each takes well under a second. Where an exercise draws random numbers, a right answer gets a false
✗ with a probability below 1e-6 (see `labsupport.checks.noise`).
"""

import math
from typing import Any

import torch
from torch import Tensor, nn

from labsupport.checks.compare import Verdict, public, show, show_both
from labsupport.checks.formula import Function
from labsupport.checks.vae import bound, derivations, formulas, networks, perceptron, training
from labsupport.checks.vae.networks import Handle, Network

MU = torch.tensor([[0.4, -1.2, 2.0], [-0.7, 1.5, 0.3]])
LOG_VAR = torch.tensor([[0.9, -0.6, 0.2], [-1.3, 0.5, 1.1]])
X = torch.tensor([[0.0, 1.0, 1.0], [1.0, 0.0, 1.0]])
LOGITS = torch.tensor([[0.3, 0.6, 0.2], [0.9, 0.1, 0.7]])


@public
def reparameterize(function: Function) -> Verdict:
    """``reparameterize(mu, log_var)``: value without variance, gradient, distribution."""
    for mu in (torch.tensor([1.0]), MU, MU.expand(2, 2, 3)):
        sentence = formulas.draw_shape(function, mu, torch.zeros_like(mu))
        if sentence == formulas.NOT_MU:
            break  # what the draws look like says more
        if sentence is not None:
            z = function(mu, torch.full_like(mu, -60.0))
            return f"{sentence}\n  mu = {show(mu)}, variance almost 0: yours {show(z)}"
    sentence = (
        formulas.draw_distribution(function, MU, LOG_VAR, draws=8_000)
        or sentence
        or formulas.fresh(function, MU, LOG_VAR)
        or formulas.draw_gradient(function, MU, LOG_VAR)
        or formulas.draw_gradient(function, MU.double() / 3, LOG_VAR.double() / 3)
        or formulas.draw_kind(function, MU, LOG_VAR)
    )
    return sentence and f"{sentence}{_spread_example(function)}"


def _spread_example(function: Function) -> str:
    """A second line with the standard deviation of draws, where that is what is wrong."""
    log_var = torch.full((20_000, 1), 2.0)
    z = function(torch.zeros_like(log_var), log_var).detach()
    spread, right = z.std().item(), torch.tensor(1.0).exp().item()
    if abs(spread / right - 1) < 0.05:
        return ""
    return (
        f"\n  mu = [0], log_var = [2]: your draws have standard deviation {spread:.2f}, "
        f"should be {right:.2f}"
    )


@public
def gaussian_kl(function: Function) -> Verdict:
    """``gaussian_kl(mu, log_var)``."""
    term = formulas.TERMS["gaussian_kl"]
    examples = [
        ([0.0], [0.0]),
        ([1.0], [0.0]),
        ([0.0], [1.0]),
        ([1.0, 2.0], [0.0, 1.0]),
        ([[1.0, 2.0], [0.0, 0.0]], [[0.0, 1.0], [0.0, 0.0]]),
        ([[[1.0, 2.0]], [[0.0, 0.0]]], [[[0.0, 1.0]], [[0.0, 0.0]]]),
    ]
    return (
        term.smallest(function, examples, [MU, LOG_VAR])
        or term.far(function, 10 * MU, 10 * LOG_VAR)
        or term.gradient(function, MU, LOG_VAR)
        or term.kind(function, MU, LOG_VAR)
    )


@public
def bernoulli_log_likelihood(function: Function) -> Verdict:
    """``bernoulli_log_likelihood(x, logits)``."""
    term = formulas.TERMS["bernoulli_log_likelihood"]
    examples = [
        ([1.0], [0.0]),
        ([1.0], [0.5]),
        ([0.0], [0.5]),
        ([1.0, 0.0], [0.5, 0.25]),
        ([[1.0, 0.0], [1.0, 1.0]], [[0.5, 0.25], [0.75, 0.0]]),
        ([1.0], [-2.0]),
        ([0.5], [2.0]),
        ([1.0, 0.0], [[0.5, 0.25], [-1.0, 2.0]]),
    ]
    large = [([1.0], [200.0]), ([0.0], [200.0]), ([1.0], [-200.0])]
    return (
        term.smallest(function, examples, [X, LOGITS])
        or term.smallest(function, large, [X, LOGITS], formulas.safe_logits(function, X, 200.0))
        or term.gradient(function, X, LOGITS)
        or term.kind(function, X, LOGITS)
    )


@public
def gaussian_log_likelihood(function: Function) -> Verdict:
    """``gaussian_log_likelihood(x, mean, log_var)``."""
    term = formulas.TERMS["gaussian_log_likelihood"]
    examples = [
        ([0.0], [0.0], [0.0]),
        ([1.0], [0.0], [0.0]),
        ([0.0], [0.0], [1.0]),
        ([1.0], [0.0], [1.0]),
        ([1.0, 0.0], [0.0, 2.0], [0.0, 1.0]),
        ([[1.0, 0.0], [0.0, 0.0]], [[0.0, 2.0], [1.0, 0.0]], [[0.0, 1.0], [0.5, 0.0]]),
        ([1.0, 0.0], [[0.0, 2.0], [1.0, 0.0]], [0.0, 1.0]),
    ]
    generic = (MU.flip(0), MU / 2, LOG_VAR)
    return (
        term.smallest(function, examples, generic)
        or term.far(function, 10 * MU.flip(0), MU, 15 * LOG_VAR)
        or term.gradient(function, *generic)
        or term.kind(function, *generic)
    )


def _network(network: Network) -> Verdict:
    for leading in ((4,), (), (2, 3)):
        sentence = networks.shapes(network, leading)
        if sentence is not None:
            return f"{sentence}\n  with pixels = 6, hidden = 5, latent = 3"
    return (
        networks.function_of_row(network)
        or networks.layers(network)
        or networks.unbounded(network)
        or networks.hidden_layer(network)
        or networks.activation(network)
        or networks.parameters(network)
        or perceptron.formula(network, 7, 5, 3)
        or perceptron.formula(network, 5, 8, 2)
        or networks.kind(network)
    )


@public
def Encoder(cls: Any) -> Verdict:
    """``Encoder(pixels, hidden, latent)``."""
    return _network(Network(("mu", "log_var"), lambda *sizes: Handle(cls(*sizes))))


@public
def Decoder(cls: Any) -> Verdict:
    """``Decoder(pixels, hidden, latent)``."""
    return _network(Network(("logits",), lambda *sizes: Handle(cls(*sizes))))


def _generator() -> torch.Generator:
    return torch.Generator().manual_seed(7)


def _two_images() -> tuple[nn.Module, nn.Module, Tensor]:
    """An encoder with mu = x and log_var = 1, a decoder that always says ½, and two images."""
    encoder = bound.Linear(torch.eye(4, 2), torch.tensor([0.0, 0.0, 1.0, 1.0]), chunks=2)
    images = torch.tensor([[1.0, 0.0], [1.0, 1.0]])
    return encoder, bound.Linear(torch.zeros(2, 2), torch.zeros(2)), images


@public
def elbo(function: Function) -> Verdict:
    """``elbo(encoder, decoder, x)`` on small linear networks."""
    student = bound.Here(elbo=function)
    sentence = bound.elbo_value(student, _generator(), variance=True)
    if sentence is not None:
        # Two pixels of probability ½ each, and the KL ½ |mu|² + e - 2.
        right = -2 * math.log(2) - torch.tensor([0.5, 1.0]) - (math.e - 2)
        yours, best = show_both(function(*_two_images()), right)
        example = (
            "\n  two images x = [[1, 0], [1, 1]], mu = x, log_var all 1, logits all 0: "
            f"yours {yours}, should be {best}"
        )
        return (
            f"{sentence}{example if yours != best else ''}\n"
            "  (it can only be right if the functions that it calls have their ✓)"
        )
    return (
        bound.elbo_value(student, _generator(), variance=False)
        or bound.elbo_noise(student, _generator())
        or bound.elbo_fresh(student, _generator())
        or bound.elbo_gradient(student, _generator())
        or bound.elbo_noise_gradient(student, _generator())
        or bound.elbo_kind(student, _generator())
    )


@public
def train_step(function: Function) -> Verdict:
    """``train_step(encoder, decoder, optimizer, x)``: two steps of SGD on linear networks."""
    student = bound.Here(train_step=function)
    sentence = (
        training.train_step(student, _generator())
        or training.train_step_fresh(student, _generator())
        or training.train_step_kind(student, _generator())
    )
    return sentence and f"{sentence}\n  (it can only be right if your elbo has its ✓)"


@public
def generate(function: Function) -> Verdict:
    """``generate(decoder, n, latent)`` on linear decoders."""
    student = bound.Here(generate=function)
    return (
        training.generate_shapes(student, _generator(), 4, 2)
        or training.generate_distribution(student, _generator())
        or training.generate_fresh(student, _generator())
    )


gaussian_kl_derivation = derivations.GAUSSIAN_KL_DERIVATION.check
