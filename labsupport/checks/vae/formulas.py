"""The three terms of topic ``vae`` that are formulas: the KL and the two log-likelihoods."""

import math

import torch
from torch import Tensor
from torch.nn import functional as F

from labsupport.checks.compare import Verdict
from labsupport.checks.declaration import FAR, SIDES, SUMS, Declaration
from labsupport.checks.inputs import Inputs
from labsupport.checks.numbers import Function

Shape = tuple[int, ...]

# --- gaussian_kl


def gaussian_kl(mu: Tensor, log_var: Tensor) -> Tensor:
    """KL(N(mu, exp(log_var)) || N(0, 1)), summed over the last axis."""
    variance = log_var.exp()
    terms = 0.5 * (mu**2 + variance - 1 - log_var)
    return terms.sum(-1)


KL = Declaration(
    gaussian_kl,
    lambda make, *shape: [make.normal(*shape), make.normal(*shape)],
    [(5, 3), (4,), (7, 1), (2, 5, 3)],
    edits=SUMS
    + """
        0.5 * ->  # the ½ in front is missing
        terms = 0.5 * ((1 + mu**2) / variance - 1 + log_var)  # this is KL(p || q),
            # the divergence in the other direction
        log_var.exp() -> log_var; - log_var -> - log_var.log()
            # log_var is used as if it were the variance itself
        log_var.exp() -> log_var; - log_var -> - log_var.abs().log()
            # log_var is used as if it were the variance itself, and its sign is dropped
        - log_var -> - log_var / 2  # the logarithm of the variance is log_var, not half of it
        - 1 - -> -  # the -1 is missing
        - 1 - -> - 1 / mu.shape[-1] -  # every dimension brings its own -1
        - 1 - -> + 1 -  # the 1 has the wrong sign
        - log_var -> + log_var  # log_var has the wrong sign
        - log_var ->  # the term log_var is missing
        + variance ->  # the variance exp(log_var) is missing
        mu**2 + ->  # mu is missing
        mu**2 -> mu  # mu is not squared
        0.5 * (mu**2 -> (0.5 * mu**2  # the ½ is on mu² only
        mu**2 -> mu**2 / variance  # mu is divided by the variance;
            # that belongs to the other direction
    """,
    hard={
        FAR: lambda make: [
            [10 * make.normal(5, 3), side * make.uniform(10.5, 15, 5, 3)] for side in SIDES
        ]
    },
    examples=[
        ([0.0], [0.0]),
        ([1.0], [0.0]),
        ([0.0], [1.0]),
        ([1.0, 2.0], [0.0, 1.0]),
        ([[1.0, 2.0], [0.0, 0.0]], [[0.0, 1.0], [0.0, 0.0]]),
        ([[[1.0, 2.0]], [[0.0, 0.0]]], [[[0.0, 1.0]], [[0.0, 0.0]]]),
    ],
)

# --- bernoulli_log_likelihood


def bernoulli_log_likelihood(x: Tensor, logits: Tensor) -> Tensor:
    """Sum over the pixels of x log p + (1 - x) log(1 - p), with p = sigmoid(logits)."""
    one, zero = F.logsigmoid(logits), F.logsigmoid(-logits)
    terms = x * one + (1 - x) * zero
    return terms.sum(-1)


def pixels(
    make: Inputs, x: Shape, logits: Shape, low: float = 0.05, high: float = 0.95
) -> list[Tensor]:
    """Binary pixels, and logits that may be taken for probabilities without an error."""
    return [make.binary(*x), make.uniform(low, high, *logits)]


def grey(make: Inputs, *_: Shape) -> list[Tensor]:
    """Pixels for which a gradient with respect to x exists in every way of writing it."""
    return [make.uniform(0.2, 0.8, 5, 4), make.normal(5, 4)]


def of_grey(function: Function, generator: torch.Generator) -> Verdict:
    """Whether ``bernoulli_log_likelihood`` is right for pixels between 0 and 1."""
    return BERNOULLI.judge.value(function, *grey(Inputs(generator)))


BERNOULLI = Declaration(
    bernoulli_log_likelihood,
    pixels,
    [
        ((5, 4), (5, 4)),
        ((4,), (4,), -2, 2),
        ((5, 4), (3, 5, 4), -2, 2),
        ((4,), (5, 4), -2, 2),
        ((5, 4), (4,), -2, 2),
        ((2, 3), (2, 3), -2, 2),
    ],
    edits=SUMS
    + """
        logits) => logits.sigmoid())  # sigmoid is applied to the logits twice
        one, zero = logits.log(), (1 - logits).log()
            # the logits are used as if they were probabilities
        x * one -> x.round() * one; 1 - x -> 1 - x.round()  # grey pixels are rounded to 0 or 1
        x * one + (1 - x) -> (1 - x) * one + x  # zeros and ones are exchanged
        + (1 - x) * zero ->  # the term for pixels that are 0, (1 - x) log(1 - p), is missing
        terms = x * logits + one  # softplus needs the logits as they are: log(1 + exp(logits))
        terms = x * logits - zero  # softplus has the wrong sign
        terms = x * logits  # the term log(1 + exp(logits)) is missing
        * zero -> * one  # the second term needs log(1 - p), not log p
        * one -> * one.exp(); * zero -> * zero.exp()
            # this is the probability of each pixel without its logarithm
        terms = -(x - one.exp())**2  # this is a squared error
        .sum(-1) -> .sum(-1).exp()  # return the logarithm of the probability
    """,
    smooth=grey,
    examples=[
        ([1.0], [0.0]),
        ([1.0], [0.5]),
        ([0.0], [0.5]),
        ([1.0, 0.0], [0.5, 0.25]),
        ([[1.0, 0.0], [1.0, 1.0]], [[0.5, 0.25], [0.75, 0.0]]),
        ([1.0], [-2.0]),
        ([1.0], [3.5]),
        ([0.5], [2.0]),
        ([1.0, 0.0], [[0.5, 0.25], [-1.0, 2.0]]),
    ],
    extreme=[([1.0], [200.0]), ([0.0], [200.0]), ([1.0], [-200.0])],
    hard={
        "for large logits it is wrong or not finite: do not go through probabilities, clamped or "
        "not, nor add eps to them; stay with logits (F.softplus)": lambda make: [
            [x, 1500.0 * (2 * x.roll(1, -1) - 1)] for x in [make.binary(5, 4)]
        ]
    },
)

# --- gaussian_log_likelihood


def gaussian_log_likelihood(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """log N(x; mean, exp(log_var)), summed over the last axis."""
    square = (x - mean) ** 2
    terms = -0.5 * (math.log(2 * math.pi) + log_var + square / log_var.exp())
    return terms.sum(-1)


GAUSSIAN = Declaration(
    gaussian_log_likelihood,
    lambda make, *shapes: [make.normal(*shape) for shape in shapes],
    [
        ((5, 4), (5, 4), (5, 4)),
        ((4,), (4,), (4,)),
        ((5, 4), (3, 5, 4), (3, 5, 4)),
        ((5, 4), (5, 4), (4,)),
        ((4,), (5, 4), (5, 4)),
        ((2, 3), (2, 3), (2, 3)),
    ],
    edits=SUMS
    + """
        math.log(2 * math.pi) + log_var -> log_var  # the constant -½ log(2π) is missing
        math.log(2 * math.pi) -> math.log(2 * math.pi) / x.shape[-1]
            # every pixel brings its own -½ log(2π), not all of them together one
        -0.5 * -> -  # the ½ in front is missing
        math.log( -> 2 * math.log(  # the constant needs its ½: -½ log(2π)
        + log_var -> + 2 * log_var  # log_var needs its ½
        square / -> 2 * square /  # the squared error needs its ½
        math.log( -> -math.log(  # the constant has the wrong sign
        + log_var -> - log_var  # log_var has the wrong sign
        + log_var ->  # the term log_var is missing
        (x - mean)**2 -> (x - mean).abs()  # the error is not squared
        + log_var -> + 2 * log_var; log_var.exp() -> (2 * log_var).exp()
            # exp(log_var) is used as the standard deviation; it is the variance
        square / -> square *  # the squared error is multiplied by the variance; divide by it
        / log_var.exp() ->  # the squared error is not divided by the variance
        + log_var -> + log_var.log(); log_var.exp() -> log_var
            # log_var is used as if it were the variance itself
        + log_var -> + log_var.abs().log(); log_var.exp() -> log_var
            # log_var is used as if it were the variance itself, and its sign is dropped
        2 * math.pi -> math.pi  # the constant is log(2π), not log(π)
        math.log(2 * math.pi) -> 2 * math.pi  # the constant is log(2π), not 2π
    """,
    hard={
        FAR: lambda make: [
            [10 * make.normal(5, 4), make.normal(5, 4), side * make.uniform(10.5, 15, 5, 4)]
            for side in SIDES
        ],
        "for many pixels the product of the variances is too small to be held: add logarithms": (
            lambda make: [[make.normal(2, 400), make.normal(2, 400), -make.uniform(4, 6, 2, 400)]]
        ),
    },
    examples=[
        ([0.0], [0.0], [0.0]),
        ([1.0], [0.0], [0.0]),
        ([0.0], [0.0], [1.0]),
        ([1.0], [0.0], [1.0]),
        ([1.0, 0.0], [0.0, 2.0], [0.0, 1.0]),
        ([[1.0, 0.0], [0.0, 0.0]], [[0.0, 2.0], [1.0, 0.0]], [[0.0, 1.0], [0.5, 0.0]]),
        ([1.0, 0.0], [[0.0, 2.0], [1.0, 0.0]], [0.0, 1.0]),
    ],
)

# --- elbo, where it does not depend on the noise

NO_VARIANCE = -30.0  # log-variance: the standard deviation is 3e-7
ROWS, PIXELS, LATENT = 5, 4, 3


def elbo_of(x: Tensor, mu: Tensor, log_var: Tensor, logits: Tensor) -> Tensor:
    """Of images whose q has these parameters and whose z gives these logits."""
    likelihood, kl = bernoulli_log_likelihood(x, logits), gaussian_kl(mu, log_var)
    return likelihood - kl


def elbo_at_mean(
    x: Tensor, encoder: Tensor, bias: Tensor, decoder: Tensor, logits: Tensor
) -> Tensor:
    """With z = mu, for a linear encoder (weight and bias) and decoder (weight and bias)."""
    mu, log_var = (x @ encoder.mT + bias).chunk(2, -1)
    return elbo_of(x, mu, log_var, mu @ decoder.mT + logits)


def elbo_without_z(x: Tensor, encoder: Tensor, bias: Tensor, logits: Tensor) -> Tensor:
    """For a decoder that gives the same logits for every z."""
    return elbo_at_mean(x, encoder, bias, blind(logits), logits)


def blind(logits: Tensor) -> Tensor:
    """The weight of a decoder that ignores z."""
    return torch.zeros(len(logits), LATENT).to(logits)


def elbo_without_variance(
    x: Tensor, encoder: Tensor, bias: Tensor, decoder: Tensor, logits: Tensor
) -> Tensor:
    """For a posterior (nearly) without variance, whose encoder has parameters for mu alone."""
    weight, offset = still(encoder, bias)
    return elbo_at_mean(x, weight, offset, decoder, logits)


def still(encoder: Tensor, bias: Tensor, log_var: float = NO_VARIANCE) -> list[Tensor]:
    """The weight and the bias of an encoder, given those for mu, whose log-variance is constant."""
    return [torch.cat([encoder, 0 * encoder]), torch.cat([bias, 0 * bias + log_var])]


def linear(make: Inputs, heads: int = 1) -> list[Tensor]:
    """Binary images, the weight and bias of an encoder, and the weight and bias of a decoder."""
    encoder = [make.normal(heads * LATENT, PIXELS), make.normal(heads * LATENT)]
    decoder = [make.normal(PIXELS, LATENT), make.normal(PIXELS)]
    return [make.binary(ROWS, PIXELS)[:, torch.tensor([0, 2, 3, 1])], *encoder, *decoder]


def without_decoder(make: Inputs, grey: bool = False) -> list[Tensor]:
    """What `elbo_without_z` needs."""
    x, encoder, bias, _, logits = linear(make, 2)
    return [0.2 + 0.6 * x if grey else x, encoder, bias, logits]


ELBO_EDITS = """
    likelihood - kl -> kl - likelihood  # the sign is wrong: this is the negative ELBO, a loss
    likelihood - kl -> likelihood + kl  # the KL is added; subtract it
    likelihood - kl -> likelihood  # the KL is missing
    likelihood - kl -> -kl  # the term log p(x | z) is missing
    likelihood - kl -> likelihood / x.shape[-1] - kl
        # log p(x | z) is averaged over the pixels; sum over them
    - kl -> - kl / mu.shape[-1]  # the KL is averaged over the latent dimensions; sum over them
    - kl -> - kl.mean()  # the KL is averaged over the batch; each image has its own
    gaussian_kl(mu, log_var) -> gaussian_kl(log_var, mu)
        # mu and log_var are exchanged: the encoder returns mu first
    bernoulli_log_likelihood(x, logits), -> bernoulli_log_likelihood(x, logits.sigmoid()),
        # the decoder gives logits already: leave the sigmoid out
    bernoulli_log_likelihood(x, logits), -> bernoulli_log_likelihood(logits, x),
        # the arguments of bernoulli_log_likelihood are exchanged: x comes first
    mu**2 + variance - 1 - log_var -> (1 + mu**2) / variance - 1 + log_var
        # the KL has its arguments in the wrong direction
    x * one + (1 - x) * zero -> -(x - one.exp())**2
        # the reconstruction term is a squared error; it is a Bernoulli log-likelihood
    x * one + (1 - x) -> (1 - x) * one + x  # zeros and ones are exchanged
"""
