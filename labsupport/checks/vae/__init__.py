"""The public checks of topic ``vae``: ``check.gaussian_kl(gaussian_kl)`` prints ✓ or ✗.

Each takes well under a second. Where an exercise draws random numbers, a right answer gets a false
✗ with a probability below 1e-6 (see `labsupport.checks.noise`).
"""

from typing import Any

import torch

from labsupport.checks.compare import Verdict, public, show_both
from labsupport.checks.formula import Function
from labsupport.checks.vae import (
    bound,
    derivations,
    draws,
    formulas,
    generation,
    networks,
    perceptron,
)
from labsupport.checks.vae.networks import Handle, Network

gaussian_kl = formulas.KL.check
bernoulli_log_likelihood = formulas.BERNOULLI.check
gaussian_log_likelihood = formulas.GAUSSIAN.check


def _generator() -> torch.Generator:
    return torch.Generator().manual_seed(7)


@public
def reparameterize(function: Function) -> Verdict:
    """``reparameterize(mu, log_var)``."""
    return draws.every(function, _generator())


def _network(network: Network) -> Verdict:
    sentence = networks.of_each_row(network)
    if sentence is not None and " has shape " in sentence:
        return f"{sentence}\n  with pixels = 6, hidden = 5, latent = 3"
    return (
        sentence
        or networks.unbounded(network)
        or networks.hidden_layer(network)
        or perceptron.activation(network)
        or networks.parameters(network)
        or perceptron.formulas(network)
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


EXAMPLE = [  # two images, an encoder with mu = x and log_var = 1, a decoder that always says ½
    torch.tensor([[1.0, 0.0], [1.0, 1.0]]),
    torch.eye(4, 2),
    torch.tensor([0.0, 0.0, 1.0, 1.0]),
    torch.zeros(2, 2),
    torch.zeros(2),
]


@public
def elbo(function: Function) -> Verdict:
    """``elbo(encoder, decoder, x)`` on small linear networks."""
    student = bound.Here(elbo=function)
    sentence = bound.elbo_without_noise(student, _generator())
    if sentence is not None:
        right = formulas.elbo_at_mean(*EXAMPLE)
        yours, best = show_both(function(*bound.networks(student, *EXAMPLE[1:]), EXAMPLE[0]), right)
        example = (
            "\n  two images x = [[1, 0], [1, 1]], mu = x, log_var all 1, logits all 0: "
            f"yours {yours}, should be {best}"
        )
        return (
            f"{sentence}{example if yours != best else ''}\n"
            "  (it can only be right if the functions that it calls have their ✓)"
        )
    return (
        bound.elbo_of_mean(student, _generator())
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
        bound.train_step(student, _generator())
        or bound.train_step_fresh(student, _generator())
        or bound.train_step_kind(student, _generator())
    )
    return sentence and f"{sentence}\n  (it can only be right if your elbo has its ✓)"


@public
def generate(function: Function) -> Verdict:
    """``generate(decoder, n, latent)`` on linear decoders."""
    student = bound.Here(generate=function)
    return (
        generation.shapes(student, _generator(), 4, 2)
        or generation.distribution(student, _generator())
        or generation.fresh(student, _generator())
    )


gaussian_kl_derivation = derivations.GAUSSIAN_KL_DERIVATION.check
