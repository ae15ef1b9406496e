"""The variational autoencoder (Kingma and Welling, 2014; Rezende, Mohamed and Wierstra, 2014).

Chapter ``vae`` derives every line. The file is in the chapter's order: the terms of the bound, the
two networks, and the model that puts them together. Everything is in nats.
"""

import contextlib
import math
from collections.abc import Callable, Sequence
from typing import Any, Literal

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from labsupport.errors import InputError
from labsupport.evaluation import evaluating
from labsupport.models import check_bernoulli, check_rows, check_sizes, name_of_activation
from labsupport.nets import mlp, of_one_axis, standard_normal

Likelihood = Literal["bernoulli", "gaussian"]


def reparameterize(mu: Tensor, log_var: Tensor) -> Tensor:
    """Draw z = mu + sigma * epsilon, differentiable in both arguments (eq-vae-reparameterization).

    ``mu`` are means and ``log_var`` logarithms of variances, each (..., latent), as are the draws.
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
    return (x * logits).sum(-1) - F.softplus(logits).sum(-1)


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


class Encoder(nn.Module):
    """q(z | x) = N(mu(x), diag(exp(log_var(x)))), the amortized posterior (eq-vae-posterior).

    Args:
        pixels: number of observed dimensions.
        hidden: widths of the hidden layers, first to last.
        latent: number of latent dimensions.
        activation: makes the activation after each hidden layer.
        condition: how many numbers of a condition stand beside ``x``.
    """

    def __init__(
        self,
        pixels: int,
        hidden: Sequence[int],
        latent: int,
        activation: Callable[[], nn.Module] = nn.Tanh,
        condition: int = 0,
    ) -> None:
        super().__init__()
        widths = check_sizes(hidden, condition, pixels=pixels, latent=latent)
        sizes = [pixels + condition, *widths]
        self.trunk = mlp(sizes, activation)
        self.head = nn.Linear(sizes[-1], 2 * latent)

    def forward(self, x: Tensor, condition: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Map ``x`` (..., pixels) to ``mu`` and ``log_var``, each (..., latent).

        A ``condition`` has the shape (..., condition).
        """
        inputs = x if condition is None else torch.cat([x, condition], -1)
        # Under mixed precision the networks are bfloat16, the densities have x's precision.
        mu, log_var = self.head(self.trunk(inputs)).to(x.dtype).chunk(2, -1)
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
        condition: how many numbers of a condition stand beside ``z``.
        network: takes the place of the hidden layers, see `VAE`.
    """

    def __init__(
        self,
        pixels: int,
        hidden: Sequence[int],
        latent: int,
        activation: Callable[[], nn.Module] = nn.Tanh,
        likelihood: Likelihood = "bernoulli",
        min_log_var: float = -6.0,
        condition: int = 0,
        network: nn.Module | None = None,
    ) -> None:
        super().__init__()
        widths = check_sizes(hidden, condition, pixels=pixels, latent=latent)
        if likelihood not in ("bernoulli", "gaussian"):
            raise InputError(f"likelihood is 'bernoulli' or 'gaussian', not {likelihood!r}")
        if not min_log_var < math.inf:
            raise InputError(f"min_log_var is a number or -math.inf, not {min_log_var}")
        self.pixels = pixels
        self.likelihood = likelihood
        self.min_log_var = min_log_var
        self.network = network
        if network is None:
            sizes = [latent + condition, *widths]
            self.trunk = mlp(sizes, activation)
            self.head = nn.Linear(sizes[-1], pixels if likelihood == "bernoulli" else 2 * pixels)

    def extra_repr(self) -> str:
        return f"likelihood={self.likelihood!r}, min_log_var={self.min_log_var}"

    def forward(self, z: Tensor, condition: Tensor | None = None) -> tuple[Tensor, ...]:
        """Map ``z`` (..., latent) to ``(logits,)`` or ``(mean, log_var)``, each (..., pixels).

        A ``condition`` (..., condition) and ``z`` broadcast against each other.
        """
        if condition is not None:
            leading = torch.broadcast_shapes(z.shape[:-1], condition.shape[:-1])
            z, condition = z.expand(*leading, -1), condition.expand(*leading, -1)
        if self.network is None:
            inputs = z if condition is None else torch.cat([z, condition], -1)
            output = self.head(self.trunk(inputs)).to(z.dtype)
            bernoulli = self.likelihood == "bernoulli"
            parameters: tuple[Tensor, ...] = (output,) if bernoulli else output.chunk(2, -1)
        else:
            names = ["logits"] if self.likelihood == "bernoulli" else ["mean", "log_var"]
            parameters = of_one_axis(self.network, z, condition, names, self.pixels)
        if self.likelihood == "bernoulli":
            return parameters
        mean, log_var = parameters
        if self.min_log_var > -math.inf:  # a soft floor: unlike clamp, it never stops the gradient
            log_var = self.min_log_var + F.softplus(log_var - self.min_log_var)
        return mean, log_var

    def log_likelihood(self, x: Tensor, z: Tensor, condition: Tensor | None = None) -> Tensor:
        """log p(x | z), shape (...): ``x`` (..., pixels) broadcasts against ``z`` (..., latent)."""
        bernoulli = self.likelihood == "bernoulli"
        log_likelihood = bernoulli_log_likelihood if bernoulli else gaussian_log_likelihood
        return log_likelihood(x, *self(z, condition))

    def mean_and_sample(self, z: Tensor, condition: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """E[x | z] and one draw from p(x | z), each (..., pixels), for ``z`` (..., latent)."""
        if self.likelihood == "bernoulli":
            mean = torch.sigmoid(*self(z, condition))
            return mean, torch.bernoulli(mean)
        mean, log_var = self(z, condition)
        return mean, reparameterize(mean, log_var)


class VAE(nn.Module):
    """p(x, z) = N(z; 0, I) p(x | z) with the amortized posterior q(z | x).

    With a condition c it is p(x, z | c) = N(z; 0, I) p(x | z, c) with q(z | x, c). Every method
    then takes ``condition``, one row for each observation: a label, say, as a one-hot row.

    Args:
        pixels: number of observed dimensions.
        hidden: widths of the encoder's hidden layers; the decoder has them in reverse.
        latent: number of latent dimensions.
        activation: makes the activation after each hidden layer.
        likelihood: ``"bernoulli"`` for pixels in [0, 1], ``"gaussian"`` for real values.
        min_log_var: lower bound of the Gaussian's log-variance, see `Decoder`.
        condition: how many numbers a condition has; 0 for none.
        encoder: a network of your own in the encoder's place. It maps ``x`` (batch, pixels) to a
            pair ``mu`` and ``log_var``, each (batch, latent).
        decoder: a network of your own in the decoder's place. It maps ``z`` (n, latent) to logits
            (n, pixels), or for a Gaussian to a pair ``mean`` and ``log_var``, each (n, pixels). The
            likelihood and its floor stay those of this class.

    With a condition both networks get it as a second argument.

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
        *,
        condition: int = 0,
        encoder: nn.Module | None = None,
        decoder: nn.Module | None = None,
    ) -> None:
        super().__init__()
        widths = check_sizes(hidden, condition, pixels=pixels, latent=latent)
        self.pixels, self.latent, self.condition = int(pixels), int(latent), int(condition)
        self.noise_size = self.latent  # normal numbers that a draw is made of
        self.encoder: Any = encoder or Encoder(pixels, widths, latent, activation, condition)
        self.decoder = Decoder(
            pixels, widths[::-1], latent, activation, likelihood, min_log_var, condition, decoder
        )
        name = name_of_activation(activation)
        own = name is None or encoder is not None or decoder is not None
        sizes = {"pixels": self.pixels, "latent": self.latent, "condition": self.condition}
        rest = {"likelihood": likelihood, "min_log_var": float(min_log_var)}
        # What `models.load` makes it from, if that suffices.
        self.arguments = None if own else {**sizes, **rest, "hidden": widths, "activation": name}

    def check_data(self, x: Tensor) -> None:
        """Raise InputError for observations ``x`` (n, pixels) that the likelihood does not have.

        `training.fit` and `evaluation.log_likelihood` ask once for all data, for this waits for the
        device. `log_w` and `reconstruction_and_kl` look at the values on the CPU only, where that
        costs little; elsewhere what cannot be believed is NaN.
        """
        check_rows(x, self.pixels)
        if self.decoder.likelihood == "bernoulli":
            check_bernoulli(x, "or choose a Gaussian likelihood")

    def _observations(self, x: Tensor) -> Tensor:
        """``x``, checked without waiting for the device."""
        check_rows(x, self.pixels)
        if self.decoder.likelihood != "bernoulli":
            return x
        if x.is_cpu and not torch.compiler.is_compiling():
            with contextlib.suppress(RuntimeError):  # inside of vmap no value can be looked at
                self.check_data(x)
                return x
        return torch.where((x >= 0) & (x <= 1), x, math.nan)

    @torch.no_grad()
    def start_from_mean(self, x: Tensor) -> None:
        """Set the decoder's output bias to the mean of ``x`` (n, pixels), before training.

        The first epochs would otherwise be spent on learning the mean image, while the latent
        dimensions carry nothing yet and are switched off. Not for a decoder of your own.
        """
        if self.decoder.network is not None:
            raise InputError("the decoder is your own: set the bias of its last layer yourself")
        mean = self._observations(x).mean(0)
        if self.decoder.likelihood == "bernoulli":  # pixels that never change stay finite
            self.decoder.head.bias.copy_(mean.clamp(0.001, 0.999).logit())
        else:
            self.decoder.head.bias[: len(mean)] = mean

    def infer(self, x: Tensor, condition: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """``mu`` and ``log_var`` of q(z | x), each (batch, latent), for ``x`` (batch, pixels)."""
        check_rows(x, self.pixels)
        self._check_condition(condition, len(x))
        found = self.encoder(x) if condition is None else self.encoder(x, condition)
        if not isinstance(found, tuple | list) or len(found) != 2:
            raise InputError("the encoder returns a pair, mu and log_var")
        mu, log_var = found
        if not mu.shape == log_var.shape == (len(x), self.latent):
            raise InputError(
                f"the encoder returns mu and log_var of shape {(len(x), self.latent)}, not "
                f"{tuple(mu.shape)} and {tuple(log_var.shape)}"
            )
        return mu.to(x.dtype), log_var.to(x.dtype)

    def _check_condition(self, condition: Tensor | None, rows: int) -> None:
        wanted = (rows, self.condition) if self.condition else None
        found = None if condition is None else tuple(condition.shape)
        if found != wanted:
            raise InputError(f"the condition of {rows} rows has the shape {wanted}, not {found}")

    def log_w(
        self,
        x: Tensor,
        k: int = 1,
        posterior: tuple[Tensor, Tensor] | None = None,
        condition: Tensor | None = None,
        noise: Tensor | None = None,
    ) -> Tensor:
        """log p(x, z) - log q(z | x) for ``k`` draws of ``x`` (batch, pixels): (k, batch).

        Args:
            posterior: what `infer` returned for ``x``, to encode once and draw many times.
            condition: of each observation, shape (batch, condition).
            noise: standard normal numbers to make the draws of, shape (k, batch, noise_size).

        Raises:
            InputError: ``k`` is below 1, a shape is another, or pixels are no Bernoulli's (on the
                CPU; elsewhere the result is NaN).
        """
        return self._log_w_and_draws(x, k, posterior, condition, noise)[0]

    def pathwise_log_w(
        self, x: Tensor, k: int = 1, condition: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """`log_w` with q's parameters constant in log q, and its draws (k, batch, noise_size)."""
        return self._log_w_and_draws(x, k, None, condition, None, constant_q=True)

    def _log_w_and_draws(
        self,
        x: Tensor,
        k: int,
        posterior: Any,
        condition: Any,
        noise: Any,
        constant_q: bool = False,
    ) -> tuple[Tensor, Tensor]:
        if k < 1:
            raise InputError(f"k is a number of draws, from 1 up, not {k}")
        x = self._observations(x)
        mu, log_var = self.infer(x, condition) if posterior is None else posterior
        self._check_condition(condition, len(x))
        noise = standard_normal((k, len(x), self.noise_size), x, noise)
        return self._weigh(x, mu, log_var, noise, condition, constant_q)

    def _weigh(
        self,
        x: Tensor,
        mu: Tensor,
        log_var: Tensor,
        noise: Tensor,
        condition: Any,
        constant_q: bool,
    ) -> tuple[Tensor, Tensor]:
        z = mu + torch.exp(0.5 * log_var) * noise  # eq-vae-reparameterization
        square = noise.square()  # ((z - mu) / sigma)^2
        if constant_q:  # its gradient comes through z alone
            log_var = log_var.detach()
            square = (z - mu.detach()).square() * torch.exp(-log_var)
        # log p(z) - log q(z | x) of two Gaussians, in which 2 pi cancels
        log_ratio = 0.5 * (square + log_var - z.square()).sum(-1)
        return self.decoder.log_likelihood(x, z, condition) + log_ratio, z

    def reconstruction_and_kl(
        self, x: Tensor, condition: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """One-draw log p(x | z) and the exact KL(q(z | x) || p(z)), each (batch,).

        Their difference is the ELBO (eq-vae-elbo); weigh the second for eq-vae-kl-weight.
        """
        x = self._observations(x)
        mu, log_var = self.infer(x, condition)
        z = reparameterize(mu, log_var)
        return self.decoder.log_likelihood(x, z, condition), gaussian_kl(mu, log_var)

    @torch.no_grad()
    def generate(self, n: int, condition: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """The means E[x | z] and draws x ~ p(x | z) for ``n`` draws of z, each (n, pixels).

        A ``condition`` has the shape (n, condition). Networks are in evaluation mode meanwhile.
        """
        check_sizes(n=n)
        self._check_condition(condition, n)
        weight = next(self.parameters())
        z = torch.randn(n, self.latent, device=weight.device, dtype=weight.dtype)
        with evaluating(self):
            return self.decoder.mean_and_sample(z, condition)
