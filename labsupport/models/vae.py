"""The variational autoencoder (Kingma and Welling, 2014; Rezende, Mohamed and Wierstra, 2014).

Chapter ``vae`` derives every line. The file is in the chapter's order: the terms of the bound, the
two networks, and the model that puts them together. Everything is in nats.
"""

import itertools
import math
from collections.abc import Callable, Sequence
from typing import Literal

import torch
from torch import Tensor, nn
from torch.nn import functional as F

Likelihood = Literal["bernoulli", "gaussian"]


def reparameterize(mu: Tensor, log_var: Tensor) -> Tensor:
    """Draw z = mu + sigma * epsilon, differentiable in both arguments (eq-vae-reparameterization).

    Args:
        mu: means, shape (..., latent).
        log_var: logarithms of the variances, the same shape.

    Returns:
        One draw per entry, shape (..., latent).
    """
    return mu + torch.exp(0.5 * log_var) * torch.randn_like(mu)


def gaussian_kl(mu: Tensor, log_var: Tensor) -> Tensor:
    """KL(N(mu, diag(exp(log_var))) || N(0, I)) in closed form (eq-vae-gaussian-kl).

    Args:
        mu: means, shape (..., latent).
        log_var: logarithms of the variances, the same shape.

    Returns:
        The divergence summed over the last axis, shape (...).
    """
    return 0.5 * (mu.square() + log_var.exp() - 1 - log_var).sum(-1)


def bernoulli_log_likelihood(x: Tensor, logits: Tensor) -> Tensor:
    """log p(x | z) of independent Bernoulli pixels (eq-vae-bernoulli).

    Args:
        x: pixels in [0, 1], shape (..., pixels).
        logits: log-odds, broadcast against ``x``; any size of logit is safe.

    Returns:
        Shape (...), summed over the last axis.
    """
    return (x * logits - F.softplus(logits)).sum(-1)


def gaussian_log_likelihood(x: Tensor, mean: Tensor, log_var: Tensor) -> Tensor:
    """log p(x | z) of independent Gaussian pixels (eq-vae-gaussian).

    Args:
        x: observations, shape (..., pixels).
        mean: means, broadcast against ``x``.
        log_var: logarithms of the variances, broadcast against ``x``.

    Returns:
        Shape (...), summed over the last axis.
    """
    squared_error = (x - mean).square() * torch.exp(-log_var)
    return -0.5 * (math.log(2 * math.pi) + log_var + squared_error).sum(-1)


def mlp(sizes: Sequence[int], activation: Callable[[], nn.Module]) -> nn.Sequential:
    """Linear layers of the given sizes, each followed by the activation."""
    layers: list[nn.Module] = []
    for inputs, outputs in itertools.pairwise(sizes):
        layers += [nn.Linear(inputs, outputs), activation()]
    return nn.Sequential(*layers)


class Encoder(nn.Module):
    """q(z | x) = N(mu(x), diag(exp(log_var(x)))), the amortized posterior (eq-vae-posterior).

    Args:
        pixels: number of observed dimensions.
        hidden: widths of the hidden layers, first to last.
        latent: number of latent dimensions.
        activation: makes the activation after each hidden layer.
    """

    def __init__(
        self,
        pixels: int,
        hidden: Sequence[int],
        latent: int,
        activation: Callable[[], nn.Module] = nn.Tanh,
    ) -> None:
        super().__init__()
        self.trunk = mlp([pixels, *hidden], activation)
        self.head = nn.Linear([pixels, *hidden][-1], 2 * latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Map ``x`` (..., pixels) to ``mu`` and ``log_var``, each (..., latent)."""
        # Under mixed precision the networks are bfloat16, the densities have x's precision.
        mu, log_var = self.head(self.trunk(x)).to(x.dtype).chunk(2, -1)
        return mu, log_var


class Decoder(nn.Module):
    """p(x | z): Bernoulli logits, or the mean and log-variance of a Gaussian.

    Args:
        pixels: number of observed dimensions.
        hidden: widths of the hidden layers, first to last (the encoder's, reversed).
        latent: number of latent dimensions.
        activation: makes the activation after each hidden layer.
        likelihood: ``"bernoulli"`` or ``"gaussian"``.
        min_log_var: lower bound of the Gaussian's log-variance; without one (``-math.inf``) the
            likelihood has no upper bound and the variance can collapse (eq-vae-collapse).
    """

    def __init__(
        self,
        pixels: int,
        hidden: Sequence[int],
        latent: int,
        activation: Callable[[], nn.Module] = nn.Tanh,
        likelihood: Likelihood = "bernoulli",
        min_log_var: float = -6.0,
    ) -> None:
        super().__init__()
        if likelihood not in ("bernoulli", "gaussian"):
            raise ValueError(f"likelihood is 'bernoulli' or 'gaussian', not {likelihood!r}")
        self.likelihood = likelihood
        self.min_log_var = min_log_var
        self.trunk = mlp([latent, *hidden], activation)
        outputs = pixels if likelihood == "bernoulli" else 2 * pixels
        self.head = nn.Linear([latent, *hidden][-1], outputs)

    def extra_repr(self) -> str:
        return f"likelihood={self.likelihood!r}, min_log_var={self.min_log_var}"

    def forward(self, z: Tensor) -> tuple[Tensor, ...]:
        """Map ``z`` (..., latent) to ``(logits,)`` or ``(mean, log_var)``, each (..., pixels)."""
        output = self.head(self.trunk(z)).to(z.dtype)
        if self.likelihood == "bernoulli":
            return (output,)
        mean, log_var = output.chunk(2, -1)
        if self.min_log_var > -math.inf:  # a soft floor: unlike clamp, it never stops the gradient
            log_var = self.min_log_var + F.softplus(log_var - self.min_log_var)
        return mean, log_var

    def log_likelihood(self, x: Tensor, z: Tensor) -> Tensor:
        """log p(x | z), shape (...): ``x`` (..., pixels) broadcasts against ``z`` (..., latent)."""
        parameters = self(z)
        if self.likelihood == "bernoulli":
            return bernoulli_log_likelihood(x, *parameters)
        return gaussian_log_likelihood(x, *parameters)

    def mean_and_sample(self, z: Tensor) -> tuple[Tensor, Tensor]:
        """E[x | z] and one draw from p(x | z), each (..., pixels), for ``z`` (..., latent)."""
        if self.likelihood == "bernoulli":
            mean = torch.sigmoid(*self(z))
            return mean, torch.bernoulli(mean)
        mean, log_var = self(z)
        return mean, reparameterize(mean, log_var)


class VAE(nn.Module):
    """p(x, z) = N(z; 0, I) p(x | z) with the amortized posterior q(z | x).

    Args:
        pixels: number of observed dimensions.
        hidden: widths of the encoder's hidden layers; the decoder has them in reverse.
        latent: number of latent dimensions.
        activation: makes the activation after each hidden layer.
        likelihood: ``"bernoulli"`` for pixels in [0, 1], ``"gaussian"`` for real values.
        min_log_var: lower bound of the Gaussian's log-variance, see `Decoder`.
    """

    def __init__(
        self,
        pixels: int,
        hidden: Sequence[int] = (200, 200),
        latent: int = 50,
        activation: Callable[[], nn.Module] = nn.Tanh,
        likelihood: Likelihood = "bernoulli",
        min_log_var: float = -6.0,
    ) -> None:
        super().__init__()
        self.latent = latent
        self.encoder = Encoder(pixels, hidden, latent, activation)
        self.decoder = Decoder(pixels, hidden[::-1], latent, activation, likelihood, min_log_var)

    @torch.no_grad()
    def start_from_mean(self, x: Tensor) -> None:
        """Set the decoder's output bias to the mean of ``x`` (n, pixels), before training.

        The first epochs would otherwise be spent on learning the mean image, while the latent
        dimensions carry nothing yet and are switched off.
        """
        mean = x.mean(0)
        if self.decoder.likelihood == "bernoulli":  # pixels that never change stay finite
            self.decoder.head.bias.copy_(mean.clamp(0.001, 0.999).logit())
        else:
            self.decoder.head.bias[: len(mean)] = mean

    def infer(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """``mu`` and ``log_var`` of q(z | x), each (batch, latent), for ``x`` (batch, pixels)."""
        return self.encoder(x)

    def log_w(
        self, x: Tensor, k: int = 1, posterior: tuple[Tensor, Tensor] | None = None
    ) -> Tensor:
        """log p(x, z) - log q(z | x) for ``k`` draws from q(z | x): (k, batch), differentiable.

        Args:
            x: observations, shape (batch, pixels).
            k: number of draws of each observation.
            posterior: what `infer` returned for ``x``, to encode once and draw many times.
        """
        mu, log_var = self.infer(x) if posterior is None else posterior
        z = reparameterize(mu.expand(k, *mu.shape), log_var.expand(k, *log_var.shape))
        log_prior = -0.5 * (math.log(2 * math.pi) + z.square()).sum(-1)
        log_posterior = gaussian_log_likelihood(z, mu, log_var)
        return self.decoder.log_likelihood(x, z) + log_prior - log_posterior

    def reconstruction_and_kl(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """One-draw log p(x | z) and the exact KL(q(z | x) || p(z)), each (batch,).

        Their difference is the ELBO with its KL in closed form (eq-vae-elbo); weigh the second for
        KL annealing or for the weight of eq-vae-kl-weight.
        """
        mu, log_var = self.infer(x)
        z = reparameterize(mu, log_var)
        return self.decoder.log_likelihood(x, z), gaussian_kl(mu, log_var)

    @torch.no_grad()
    def generate(self, n: int) -> tuple[Tensor, Tensor]:
        """The means E[x | z] and draws x ~ p(x | z) for ``n`` draws of z, each (n, pixels)."""
        weight = self.decoder.head.weight
        z = torch.randn(n, self.latent, device=weight.device, dtype=weight.dtype)
        return self.decoder.mean_and_sample(z)
