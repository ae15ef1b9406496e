"""The log-likelihood of a VAE that was handed in, computed from its numbers by this code alone.

Chapters ``vae`` and ``iwae``: the generative network says p(x | z), the prior is N(0, I), and the
importance-weighted bound of ``k`` draws estimates log p(x) (Burda, Grosse and Salakhutdinov, 2016).
Nothing of a submission runs here, so whatever the numbers are, what is added up is a probability.
"""

import itertools
import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn import functional as F

ACTIVATIONS: dict[str, Callable[[Tensor], Tensor]] = {
    "ReLU": F.relu,
    "Softplus": F.softplus,
    "Tanh": torch.tanh,
}
ROWS = 1000  # latent points that are decoded at once: a cache holds what they need
Layers = list[tuple[Tensor, Tensor]]


def layers(numbers: Tensor, sizes: list[int]) -> tuple[Layers, Tensor]:
    """Weights and biases of linear layers of these sizes, and the numbers that are left."""
    found = []
    for inputs, outputs in itertools.pairwise(sizes):
        weight, bias, numbers = numbers.split(
            [inputs * outputs, outputs, len(numbers) - (inputs + 1) * outputs]
        )
        found.append((weight.view(outputs, inputs), bias))
    return found, numbers


def network(layers: Layers, activation: str, x: Tensor) -> Tensor:
    """Linear layers with the activation between them: (..., inputs) -> (..., outputs)."""
    for weight, bias in layers[:-1]:
        x = ACTIVATIONS[activation](F.linear(x, weight, bias))
    return F.linear(x, *layers[-1])


@torch.no_grad()
def log_likelihood(
    numbers: Tensor,
    hidden: list[int],
    latent: int,
    activation: str,
    x: Tensor,
    k: int,
    seed: int,
) -> tuple[Tensor, Tensor, Tensor]:
    """The importance-weighted bound of ``k`` draws for each of ``x`` (n, pixels), in nats.

    Args:
        numbers: all weights and biases, layer by layer, first of the encoder, then of the decoder.
        hidden: widths of the encoder's hidden layers; the decoder has them in reverse.
        latent: number of latent dimensions.
        activation: one of `ACTIVATIONS`.
        x: binary pixels.
        k: draws of each.
        seed: of the draws.

    Returns:
        The bound, shape (n,); the means of q(z | x), (n, latent); and what the dearest pixel costs
        at these means, in nats, (n,).
    """
    pixels = x.shape[1]
    encoder, numbers = layers(numbers, [pixels, *hidden, 2 * latent])
    decoder, _ = layers(numbers, [latent, *reversed(hidden), pixels])
    generator = torch.Generator().manual_seed(seed)
    mu, log_var = network(encoder, activation, x).chunk(2, -1)
    total = torch.full((len(x),), -math.inf)
    step = max(1, ROWS // len(x))
    for begin in range(0, k, step):
        noise = torch.randn(min(step, k - begin), len(x), latent, generator=generator)
        z = mu + torch.exp(0.5 * log_var) * noise  # eq-vae-reparameterization
        logits = network(decoder, activation, z)
        log_likelihood = (x * logits - F.softplus(logits)).sum(-1)  # eq-vae-bernoulli
        # log p(z) - log q(z | x) of two Gaussians, in which 2 pi cancels
        log_ratio = 0.5 * (noise.square() + log_var - z.square()).sum(-1)
        total = torch.logaddexp(total, torch.logsumexp(log_likelihood + log_ratio, 0))
    logits = network(decoder, activation, mu)
    return total - math.log(k), mu, (F.softplus(logits) - x * logits).amax(-1)
