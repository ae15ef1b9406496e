"""A VAE with two stochastic layers (Burda, Grosse and Salakhutdinov, 2016, section 5).

The story of the model begins at the top: v ~ N(0, I), then z given v, then x given z. The encoder
goes the other way: z given x, then v given z. So z has a prior that is learned, and a mixture of
infinitely many Gaussians. Chapter ``iwae``. Everything is in nats.
"""

import math
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.func import functional_call

from labsupport.errors import InputError
from labsupport.evaluation import evaluating
from labsupport.models import check_sizes
from labsupport.models.vae import (
    VAE,
    Encoder,
    Likelihood,
    gaussian_kl,
    gaussian_log_likelihood,
    reparameterize,
)


class TwoLayerVAE(VAE):
    """p(x, z, v) = N(v; 0, I) p(z | v) p(x | z), with the posterior q(z | x) q(v | z).

    Its lower half is a `VAE`: `infer` gives ``mu`` and ``log_var`` of q(z | x). The other densities
    of a layer given a layer are Gaussians, too, with means and log-variances from networks.

    Args:
        pixels: number of observed dimensions.
        hidden: widths of the hidden layers between x and z, as the encoder meets them.
        latent: number of dimensions of z.
        upper_hidden: widths of the hidden layers between z and v, as the encoder meets them.
        upper_latent: number of dimensions of v.
        activation: makes the activation after each hidden layer.
        likelihood: ``"bernoulli"`` or ``"gaussian"``.
        min_log_var: lower bound of a Gaussian likelihood's log-variance.

    Raises:
        InputError: a size is no whole number from 1 up, or there is no such likelihood.
    """

    def __init__(
        self,
        pixels: int,
        hidden: Sequence[int] = (200, 200),
        latent: int = 100,
        upper_hidden: Sequence[int] = (100, 100),
        upper_latent: int = 50,
        activation: Callable[[], nn.Module] = nn.Tanh,
        likelihood: Likelihood = "bernoulli",
        min_log_var: float = -6.0,
    ) -> None:
        super().__init__(pixels, hidden, latent, activation, likelihood, min_log_var)
        widths = check_sizes(upper_hidden, upper_latent=upper_latent)
        self.upper_latent = int(upper_latent)
        self.noise_size = self.latent + self.upper_latent
        self.upper_encoder = Encoder(latent, widths, upper_latent, activation)
        self.prior = Encoder(upper_latent, widths[::-1], latent, activation)
        if self.arguments is not None:
            del self.arguments["condition"]
            self.arguments |= {"upper_hidden": widths, "upper_latent": self.upper_latent}

    def _weigh(
        self,
        x: Tensor,
        mu: Tensor,
        log_var: Tensor,
        noise: Tensor,
        condition: Any,
        constant_q: bool,
    ) -> tuple[Tensor, Tensor]:
        """log p(x, z, v) - log q(z | x) - log q(v | z), and the draws (z, v) as one vector."""
        below, above = noise.split([self.latent, self.upper_latent], -1)
        z = mu + torch.exp(0.5 * log_var) * below
        upper_mu, upper_log_var = self.upper_encoder(z)
        v = upper_mu + torch.exp(0.5 * upper_log_var) * above
        draws = torch.cat([z, v], -1)
        if constant_q:
            # From here on z and v are parts of one vector, through which every path of the encoder
            # goes once: also that from z through the mean of v.
            z, v = draws.split([self.latent, self.upper_latent], -1)
            mu, log_var = mu.detach(), log_var.detach()
            constant = {name: p.detach() for name, p in self.upper_encoder.named_parameters()}
            upper_mu, upper_log_var = functional_call(self.upper_encoder, constant, (z,))
        log_q = gaussian_log_likelihood(z, mu, log_var)
        log_q = log_q + gaussian_log_likelihood(v, upper_mu, upper_log_var)
        log_prior = -0.5 * (math.log(2 * math.pi) + v.square()).sum(-1)
        log_prior = log_prior + gaussian_log_likelihood(z, *self.prior(v))
        return self.decoder.log_likelihood(x, z) + log_prior - log_q, draws

    def reconstruction_and_kl(
        self, x: Tensor, condition: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """One-draw log p(x | z), and an estimate of KL(q(z, v | x) || p(z, v)), each (batch,).

        Of the divergence only the part of v is in closed form, given the one draw of z.
        """
        if condition is not None:
            raise InputError("a model of two layers has no condition")
        x = self._observations(x)
        mu, log_var = self.infer(x)
        z = reparameterize(mu, log_var)
        upper_mu, upper_log_var = self.upper_encoder(z)
        v = reparameterize(upper_mu, upper_log_var)
        kl = gaussian_log_likelihood(z, mu, log_var) - gaussian_log_likelihood(z, *self.prior(v))
        return self.decoder.log_likelihood(x, z), kl + gaussian_kl(upper_mu, upper_log_var)

    @torch.no_grad()
    def upper_means(self, x: Tensor, k: int = 50) -> Tensor:
        """E[v | x] under q, from ``k`` draws of z: (batch, upper_latent).

        Their variance over the data says which dimensions of v are active, as
        `evaluation.active_units` says it of z.
        """
        mu, log_var = self.infer(x)
        z = reparameterize(mu.expand(k, *mu.shape), log_var.expand(k, *log_var.shape))
        with evaluating(self):
            means: Tensor = self.upper_encoder(z)[0].mean(0)
        return means

    @torch.no_grad()
    def generate(self, n: int, condition: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """The means E[x | z] and draws x ~ p(x | z) for ``n`` draws from the top, (n, pixels).

        Networks are in evaluation mode meanwhile.
        """
        check_sizes(n=n)
        self._check_condition(condition, n)
        weight = next(self.parameters())
        v = torch.randn(n, self.upper_latent, device=weight.device, dtype=weight.dtype)
        with evaluating(self):
            return self.decoder.mean_and_sample(reparameterize(*self.prior(v)))
