"""The public checks of topic ``vae``: ``check.gaussian_kl(gaussian_kl)`` prints ✓ or ✗.

Each takes well under a second. Where an exercise draws random numbers, a right answer gets a false
✗ with a probability below 1e-6 (see `labsupport.checks.noise`).
"""

from typing import Any

from labsupport.checks.compare import Verdict, in_turn, public
from labsupport.checks.declaration import NEEDS
from labsupport.checks.formula import Function
from labsupport.checks.modules import made_by
from labsupport.checks.vae import (
    bound,
    derivations,
    draws,
    formulas,
    generation,
    networks,
    perceptron,
)

gaussian_kl = formulas.KL.check
bernoulli_log_likelihood = formulas.BERNOULLI.check
gaussian_log_likelihood = formulas.GAUSSIAN.check


@public
def reparameterize(function: Function) -> Verdict:
    """``reparameterize(mu, log_var)``."""
    return in_turn(function, draws.every)


@public
def Encoder(cls: Any) -> Verdict:
    """``Encoder(pixels, hidden, latent)``."""
    return in_turn(made_by(cls), networks.judging(("mu", "log_var"), *perceptron.EVERY))


@public
def Decoder(cls: Any) -> Verdict:
    """``Decoder(pixels, hidden, latent)``."""
    return in_turn(made_by(cls), networks.judging(("logits",), *perceptron.EVERY))


@public
def elbo(function: Function) -> Verdict:
    """``elbo(encoder, decoder, x)`` on small linear networks."""
    student = bound.Here(elbo=function)
    sentence = in_turn(student, bound.elbo_without_noise)
    if sentence is not None:
        return f"{sentence}{bound.example(student)}{NEEDS}"
    return in_turn(
        student,
        bound.elbo_of_mean,
        bound.elbo_noise,
        bound.elbo_fresh,
        bound.elbo_gradient,
        bound.elbo_noise_gradient,
        bound.elbo_kind,
    )


@public
def train_step(function: Function) -> Verdict:
    """``train_step(encoder, decoder, optimizer, x)``: two steps of SGD on linear networks."""
    student = bound.Here(train_step=function)
    verdicts = (bound.train_step, bound.train_step_fresh, bound.train_step_kind)
    sentence = in_turn(student, *verdicts)
    return sentence and f"{sentence}\n  (it can only be right if your elbo has its ✓)"


@public
def generate(function: Function) -> Verdict:
    """``generate(decoder, n, latent)`` on linear decoders."""
    student = bound.Here(generate=function)
    return in_turn(student, generation.shapes, generation.distribution, generation.fresh)


gaussian_kl_derivation = derivations.GAUSSIAN_KL_DERIVATION.check
