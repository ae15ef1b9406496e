"""Reference answers to the exercises of ``chapters/vae/lab.md``, written with torch alone."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def reparameterize(mu: Tensor, log_var: Tensor) -> Tensor:
    """Draw ``z ~ N(mu, diag(exp(log_var)))`` so that gradients reach ``mu`` and ``log_var``.

    Args:
        mu: means, shape (..., latent).
        log_var: logarithms of the variances, the same shape.

    Returns:
        One draw per entry, shape (..., latent), with independent noise everywhere, in the dtype and
        on the device of ``mu``.
    """
    return mu + torch.exp(0.5 * log_var) * torch.randn_like(mu)


def gaussian_kl(mu: Tensor, log_var: Tensor) -> Tensor:
    """KL divergence from N(mu, diag(exp(log_var))) to the standard normal, in nats.

    Args:
        mu: means, shape (..., latent).
        log_var: logarithms of the variances, the same shape.

    Returns:
        KL(q || p), summed over the last axis, shape (...), in the dtype and on the device of
        ``mu``. Gradients flow back.
    """
    return 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum(-1)


def bernoulli_log_likelihood(x: Tensor, logits: Tensor) -> Tensor:
    """Log-probability of binary pixels under independent Bernoullis, in nats.

    Args:
        x: pixels in [0, 1], shape (..., pixels).
        logits: log-odds of each pixel being one, shape (..., pixels); broadcasts against ``x``.

    Returns:
        log p(x | logits), summed over the last axis, shape (...), in the dtype and on the device of
        ``x``. Finite for large logits. Gradients flow back.
    """
    return (x * logits - F.softplus(logits)).sum(-1)


def gaussian_log_likelihood(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """Log-density of ``x`` under independent Gaussians, in nats, with every constant.

    Args:
        x: observations, shape (..., pixels).
        mean: means, shape (..., pixels); broadcasts against ``x``.
        log_var: logarithms of the variances, shape (..., pixels); broadcasts against ``x``.

    Returns:
        log N(x; mean, diag(exp(log_var))), summed over the last axis, shape (...), in the dtype and
        on the device of ``x``. Gradients flow back.
    """
    squared_error = (x - mean) ** 2 * torch.exp(-log_var)
    return -0.5 * (math.log(2 * math.pi) + log_var + squared_error).sum(-1)


class Encoder(nn.Module):
    """The inference network: from an image to the parameters of q(z | x).

    ``h = tanh(W x + b)`` is the one hidden layer; ``mu`` and ``log_var`` are linear maps of ``h``,
    each with a weight and a bias of its own, and nothing follows them.

    Args:
        pixels: number of pixels of an image.
        hidden: width of the one hidden layer (tanh).
        latent: number of latent dimensions.
    """

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(pixels, hidden)
        self.mu = nn.Linear(hidden, latent)
        self.log_var = nn.Linear(hidden, latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Map ``x`` (..., pixels) to ``mu`` and ``log_var``, each (..., latent).

        Both are in the dtype and on the device of ``x``, which are those of the parameters.
        """
        h = torch.tanh(self.hidden(x))
        return self.mu(h), self.log_var(h)


class Decoder(nn.Module):
    """The generative network: from a latent point to the logits of p(x | z).

    ``logits = W2 tanh(W1 z + b1) + b2``: one hidden layer, and nothing follows the last map.

    Args:
        pixels: number of pixels of an image.
        hidden: width of the one hidden layer (tanh).
        latent: number of latent dimensions.
    """

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(latent, hidden)
        self.logits = nn.Linear(hidden, pixels)

    def forward(self, z: Tensor) -> Tensor:
        """Map ``z`` (..., latent) to Bernoulli logits (..., pixels).

        They are in the dtype and on the device of ``z``, which are those of the parameters.
        """
        return self.logits(torch.tanh(self.hidden(z)))


def elbo(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """One-sample estimate of the ELBO of each image, in nats.

    Args:
        encoder: maps (batch, pixels) to ``mu`` and ``log_var``, each (batch, latent).
        decoder: maps (batch, latent) to Bernoulli logits (batch, pixels).
        x: images with pixels in [0, 1], shape (batch, pixels).

    Returns:
        log p(x | z) - KL(q(z | x) || p(z)) with one independent z per image, shape (batch,), in the
        dtype and on the device of ``x``, which are those of the networks.
    """
    mu, log_var = encoder(x)
    logits = decoder(reparameterize(mu, log_var))
    return bernoulli_log_likelihood(x, logits) - gaussian_kl(mu, log_var)


def train_step(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Take one optimizer step that raises the mean ELBO of a minibatch.

    Args:
        encoder: maps (batch, pixels) to ``mu`` and ``log_var``.
        decoder: maps (batch, latent) to Bernoulli logits.
        optimizer: holds the parameters of both networks.
        x: the minibatch, shape (batch, pixels), in the dtype and on the device of the networks.

    Returns:
        The loss before the step: the negative ELBO, averaged over the batch, in nats.
    """
    optimizer.zero_grad()
    loss = -elbo(encoder, decoder, x).mean()
    loss.backward()
    optimizer.step()
    return loss.item()


def generate(decoder: nn.Module, n: int, latent: int) -> tuple[Tensor, Tensor]:
    """Generate ``n`` new images by ancestral sampling, without building a graph.

    Args:
        decoder: maps (n, latent) to Bernoulli logits (n, pixels); float32, on the CPU.
        n: number of images.
        latent: number of latent dimensions.

    Returns:
        The means E[x | z], numbers in [0, 1], and draws x ~ p(x | z), zeros and ones; both of
        shape (n, pixels), from the same z. Images and pixels are drawn independently.
    """
    with torch.no_grad():
        z = torch.randn(n, latent)
        means = torch.sigmoid(decoder(z))
        return means, torch.bernoulli(means)


gaussian_kl_derivation = [
    r"\mathrm{KL}(q(z) \,\|\, p(z))",
    r"= \mathbb{E}_{q(z)}[\log q(z) - \log p(z)]",
    r"= \mathbb{E}_{q(z)}\left[-\frac{1}{2} \log (2 \pi \sigma^2) - \frac{(z - \mu)^2}{2"
    r" \sigma^2} + \frac{1}{2} \log (2 \pi) + \frac{z^2}{2}\right]",
    r"= -\frac{1}{2} \log \sigma^2 - \frac{1}{2 \sigma^2} \mathbb{E}_{q(z)}[(z - \mu)^2] +"
    r" \frac{1}{2} \mathbb{E}_{q(z)}[z^2]",
    r"= -\frac{1}{2} \log \sigma^2 - \frac{1}{2} + \frac{1}{2} (\mu^2 + \sigma^2)",
    r"= \frac{1}{2} (\mu^2 + \sigma^2 - 1 - \log \sigma^2)",
]
