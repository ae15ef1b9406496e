"""A VAE whose Gaussians have full covariance matrices: the encoder's, and the decoder's of pixels.

Chapter ``vae`` (eq-vae-full-posterior, eq-vae-full-kl) says what it is good for, chapter
``gradients`` (eq-gradients-cholesky) how such draws are reparameterized. The file is in the order
of a VAE's: the price, the networks, the model. Everything is in nats.
"""

import math
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.distributions import MultivariateNormal
from torch.nn import functional as F

from labsupport.errors import InputError
from labsupport.models import check_rows, check_sizes, name_of_activation
from labsupport.models.vae import VAE, Likelihood
from labsupport.nets import mlp


def full_gaussian_kl(mu: Tensor, scale_tril: Tensor) -> Tensor:
    """KL(N(mu, L L^T) || N(0, I)) in closed form (eq-vae-full-kl).

    Args:
        mu: means, shape (..., latent).
        scale_tril: L, lower triangular with a positive diagonal, shape (..., latent, latent).

    Returns:
        Shape (...).
    """
    log_diagonal = scale_tril.diagonal(dim1=-2, dim2=-1).log().sum(-1)
    squares = mu.square().sum(-1) + scale_tril.square().sum((-2, -1))
    return 0.5 * (squares - mu.shape[-1]) - log_diagonal


class FullGaussian(nn.Module):
    """A network from ``inputs`` numbers to N(mean, L L^T) of ``outputs`` numbers.

    Its last layer gives the mean, the logarithms of L's squared diagonal, and what stands below the
    diagonal: ``outputs * (outputs + 3) / 2`` numbers. So the covariance is positive definite.

    Args:
        inputs: numbers that the network sees.
        hidden: widths of the hidden layers.
        outputs: size of the Gaussian.
        activation: makes the activation after each hidden layer.
        min_log_var: lower bound of the logarithms of L's squared diagonal, as in `vae.Decoder`:
            each is the variance of a coordinate when those before it are known.
    """

    def __init__(
        self,
        inputs: int,
        hidden: Sequence[int],
        outputs: int,
        activation: Callable[[], nn.Module] = nn.Tanh,
        min_log_var: float = -math.inf,
    ) -> None:
        super().__init__()
        widths = check_sizes(hidden, inputs=inputs, outputs=outputs)
        if not min_log_var < math.inf:
            raise InputError(f"min_log_var is a number or -math.inf, not {min_log_var}")
        self.outputs, self.min_log_var = outputs, min_log_var
        sizes = [inputs, *widths]
        self.trunk = mlp(sizes, activation)
        below = outputs * (outputs - 1) // 2
        self.head = nn.Linear(sizes[-1], 2 * outputs + below)

    def forward(self, inputs: Tensor) -> tuple[Tensor, Tensor]:
        """Map (..., inputs) to the mean (..., outputs) and L (..., outputs, outputs)."""
        n = self.outputs
        numbers = self.head(self.trunk(inputs)).to(inputs.dtype)
        mean, log_var, below = numbers.split([n, n, n * (n - 1) // 2], -1)
        if self.min_log_var > -math.inf:
            log_var = self.min_log_var + F.softplus(log_var - self.min_log_var)
        rows, columns = torch.tril_indices(n, n, -1, device=inputs.device)
        scale_tril = torch.diag_embed(torch.exp(0.5 * log_var))
        scale_tril[..., rows, columns] = below
        return mean, scale_tril


class FullDecoder(FullGaussian):
    """p(x | z) = N(x; m(z), L(z) L(z)^T): pixels that depend on each other even when z is known."""

    likelihood = "gaussian"
    network = None  # the decoder is no user's own, see `VAE`

    def log_likelihood(self, x: Tensor, z: Tensor, condition: None = None) -> Tensor:
        """log p(x | z), shape (...): ``x`` (..., pixels) broadcasts against ``z`` (..., latent)."""
        mean, scale_tril = self(z)
        return MultivariateNormal(mean, scale_tril=scale_tril, validate_args=False).log_prob(x)

    def mean_and_sample(self, z: Tensor, condition: None = None) -> tuple[Tensor, Tensor]:
        """E[x | z] and one draw from p(x | z), each (..., pixels), for ``z`` (..., latent)."""
        mean, scale_tril = self(z)
        return mean, move(mean, scale_tril, torch.randn_like(mean))


def move(mean: Tensor, scale_tril: Tensor, noise: Tensor) -> Tensor:
    """mean + L noise, a draw of N(mean, L L^T) if the noise is standard normal, (..., size)."""
    # No matrix product, which mixed precision would round.
    return mean + (scale_tril * noise[..., None, :]).sum(-1)


class FullCovarianceVAE(VAE):
    """A VAE with q(z | x) = N(mu, L L^T), and with p(x | z) = N(m, S S^T) if it is Gaussian.

    L and S are lower triangular and come from the networks. Bernoulli pixels have no covariance,
    so then the decoder is that of `VAE`. It trains and is judged as a `VAE` is; where that has
    ``log_var``, this has L, shape (batch, latent, latent).

    Args:
        pixels: number of observed dimensions; a Gaussian decoder gives pixels * (pixels + 3) / 2
            numbers.
        hidden: widths of the encoder's hidden layers; the decoder has them in reverse.
        latent: number of latent dimensions.
        activation: makes the activation after each hidden layer.
        likelihood: ``"bernoulli"`` for pixels in [0, 1], ``"gaussian"`` for real values.
        min_log_var: lower bound of the logarithms of S's squared diagonal, see `FullGaussian`.

    Raises:
        InputError: a size is no whole number from 1 up, or there is no such likelihood.
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
        widths = check_sizes(hidden, pixels=pixels, latent=latent)
        encoder = FullGaussian(pixels, widths, latent, activation)
        super().__init__(
            pixels, widths, latent, activation, likelihood, min_log_var, encoder=encoder
        )
        if likelihood == "gaussian":
            decoder: Any = FullDecoder(latent, widths[::-1], pixels, activation, min_log_var)
            self.decoder = decoder
        name = name_of_activation(activation)
        sizes = {"pixels": self.pixels, "latent": self.latent}
        rest = {"likelihood": likelihood, "min_log_var": float(min_log_var)}
        own = name is None
        self.arguments = None if own else {**sizes, **rest, "hidden": widths, "activation": name}

    def infer(self, x: Tensor, condition: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """``mu`` (batch, latent) and L (batch, latent, latent) of q(z | x)."""
        check_rows(x, self.pixels)
        self._check_condition(condition, len(x))
        mu, scale_tril = self.encoder(x)
        return mu, scale_tril

    def _weigh(
        self,
        x: Tensor,
        mu: Tensor,
        scale_tril: Tensor,
        noise: Tensor,
        condition: Any,
        constant_q: bool,
    ) -> tuple[Tensor, Tensor]:
        z = move(mu, scale_tril, noise)  # eq-gradients-cholesky
        if constant_q:  # its gradient comes through z alone
            mu, scale_tril = mu.detach(), scale_tril.detach()
        q = MultivariateNormal(mu, scale_tril=scale_tril, validate_args=False)
        log_prior = -0.5 * (math.log(2 * math.pi) + z.square()).sum(-1)
        return self.decoder.log_likelihood(x, z) + log_prior - q.log_prob(z), z

    def reconstruction_and_kl(
        self, x: Tensor, condition: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """One-draw log p(x | z) and the exact KL(q(z | x) || p(z)), each (batch,)."""
        x = self._observations(x)
        mu, scale_tril = self.infer(x, condition)
        z = move(mu, scale_tril, torch.randn_like(mu))
        return self.decoder.log_likelihood(x, z), full_gaussian_kl(mu, scale_tril)
