"""A deep latent Gaussian model whose posterior is a flow (Rezende and Mohamed, 2015).

Chapter ``flows``. The model is that of chapter ``vae``: z ~ N(0, I), and p(x | z) by a network. The
encoder gives mean and variance of q_0(z | x), and a context, on which the maps of the chain depend:
`labsupport.flows`. The last posterior is Hamiltonian: leapfrog steps in the model's own log p(x, z)
(Salimans, Kingma and Welling, 2015). Everything is in nats.
"""

import math
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor, nn

from labsupport import flows
from labsupport.errors import InputError
from labsupport.evaluation import evaluating
from labsupport.models import check_rows, check_sizes, name_of_activation
from labsupport.models.vae import VAE, Likelihood, gaussian_log_likelihood
from labsupport.nets import mlp

POSTERIORS = ("diagonal", "planar", "radial", "nice", "affine", "iaf", "hamiltonian")


class DLGM(nn.Module):
    """p(x, z) = N(z; 0, I) p(x | z) with a posterior that is a chain of maps.

    Args:
        pixels: number of observed dimensions.
        hidden: widths of the encoder's hidden layers; the decoder has them in reverse.
        latent: number of latent dimensions.
        posterior: ``"diagonal"`` for q_0 alone, ``"hamiltonian"``, or the kind of a chain, see
            `flows.chain`.
        length: K, the maps of the chain, or the leapfrog steps.
        activation: makes the activation after each hidden layer.
        likelihood: ``"bernoulli"`` for pixels in [0, 1], ``"gaussian"`` for real values.
        min_log_var: lower bound of the Gaussian's log-variance, see `labsupport.models.vae`.
        flow_hidden: width of the networks inside of couplings and autoregressive maps, and of the
            reverse model of the Hamiltonian posterior.

    Raises:
        InputError: a size is no whole number from 1 up, or there is no such posterior or
            likelihood.
    """

    def __init__(
        self,
        pixels: int,
        hidden: Sequence[int] = (200, 200),
        latent: int = 40,
        posterior: str = "planar",
        length: int = 10,
        activation: Callable[[], nn.Module] = nn.Tanh,
        likelihood: Likelihood = "bernoulli",
        min_log_var: float = -6.0,
        flow_hidden: int = 50,
    ) -> None:
        super().__init__()
        widths = check_sizes(hidden, pixels=pixels, latent=latent, flow_hidden=flow_hidden)
        if posterior not in POSTERIORS:
            raise InputError(
                f"there is no posterior {posterior!r}: choose one of {', '.join(POSTERIORS)}"
            )
        self.latent, self.posterior = int(latent), posterior
        # The generative story, with everything that belongs to p(x | z), is a VAE's.
        self.generative = VAE(pixels, widths, latent, activation, likelihood, min_log_var)
        self.generative.encoder = None
        sizes = [int(pixels), *widths]
        self.trunk = mlp(sizes, activation)
        self.head = nn.Linear(sizes[-1], 2 * self.latent)
        self.leapfrog = self.reverse = None
        self.chain = flows.Chain()
        if posterior == "hamiltonian":
            self.leapfrog = flows.Leapfrog(self.latent, length)
            self.reverse = nn.Sequential(
                *mlp([self.latent + sizes[-1], flow_hidden], nn.Tanh),
                nn.Linear(flow_hidden, 2 * self.latent),
            )
        elif posterior != "diagonal":
            self.chain = flows.chain(posterior, length, self.latent, sizes[-1], flow_hidden)
        name = name_of_activation(activation)
        chosen = {"posterior": posterior, "length": length, "flow_hidden": int(flow_hidden)}
        rest = {"likelihood": likelihood, "min_log_var": float(min_log_var), "hidden": widths}
        shape = {"pixels": int(pixels), "latent": self.latent, "activation": name}
        self.arguments: dict[str, Any] | None = None if name is None else chosen | rest | shape

    def check_data(self, x: Tensor) -> None:
        """Raise InputError for observations ``x`` (n, pixels) that the likelihood does not have."""
        self.generative.check_data(x)

    def start_from_mean(self, x: Tensor) -> None:
        """Set the decoder's output bias to the mean of ``x`` (n, pixels), before training."""
        self.generative.start_from_mean(x)

    def log_joint(self, x: Tensor, z: Tensor) -> Tensor:
        """log p(x, z), shape (...), for ``x`` (batch, pixels) and ``z`` (..., latent)."""
        log_prior = -0.5 * (math.log(2 * math.pi) + z.square()).sum(-1)
        return self.generative.decoder.log_likelihood(x, z) + log_prior

    def infer(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """What `log_w` needs of ``x`` (batch, pixels), to encode once and draw many times.

        Returns:
            Where the chain takes the mean of q_0 (batch, latent), which stands for the posterior's
            mean; mean and log-variance of q_0, each (batch, latent); the context (batch, hidden).
        """
        check_rows(x, self.generative.pixels)
        context = self.trunk(x).to(x.dtype)
        mu, log_var = self.head(context).to(x.dtype).chunk(2, -1)
        if self.leapfrog is None:
            centre = self.chain(mu, context)[0] if len(self.chain) else mu
        else:
            centre = self.leapfrog(mu, torch.zeros_like(mu), lambda z: self.log_joint(x, z))[0]
        return centre, mu, log_var, context

    def log_w(self, x: Tensor, k: int = 1, posterior: Any = None) -> Tensor:
        """log p(x, z) - log q(z | x) for ``k`` draws of z: (k, batch), differentiable.

        Of the Hamiltonian posterior it is log p(x, z_T) r(v_T | z_T, x) - log q_0(z_0 | x) N(v_0),
        whose mean is a lower bound all the same (eq-flows-hamiltonian).

        Args:
            x: observations, shape (batch, pixels).
            k: number of draws of each observation.
            posterior: what `infer` returned for ``x``.

        Raises:
            InputError: ``k`` is below 1, or x has another shape, or cannot be what is modelled.
        """
        log_p, log_q = self.log_p_and_log_q(x, k, posterior)
        return log_p - log_q

    def log_p_and_log_q(
        self, x: Tensor, k: int = 1, posterior: Any = None
    ) -> tuple[Tensor, Tensor]:
        """The two parts of `log_w`, each (k, batch), of the same draws."""
        log_p, log_q, _ = self._parts(x, k, posterior)
        return log_p, log_q

    def _parts(self, x: Tensor, k: int, posterior: Any) -> tuple[Tensor, Tensor, Tensor]:
        """log p(x, z), log q(z | x) and z of ``k`` draws."""
        if k < 1:
            raise InputError(f"k is a number of draws, from 1 up, not {k}")
        x = self.generative._observations(x)
        _, mu, log_var, context = self.infer(x) if posterior is None else posterior
        noise = torch.randn(k, *mu.shape, dtype=mu.dtype, device=mu.device)
        z = mu + torch.exp(0.5 * log_var) * noise
        log_q = gaussian_log_likelihood(z, mu, log_var)
        if self.leapfrog is None or self.reverse is None:
            if len(self.chain):
                z, log_det = self.chain(z, context)
                log_q = log_q - log_det  # eq-flows-chain
            return self.log_joint(x, z), log_q, z
        v = torch.randn_like(z)
        log_q = log_q - 0.5 * (math.log(2 * math.pi) + v.square()).sum(-1)
        z, v = self.leapfrog(z, v, lambda at: self.log_joint(x, at))  # its log-determinant is 0
        beside = context.expand(*z.shape[:-1], -1)
        mean, spread = self.reverse(torch.cat([z, beside], -1)).to(z.dtype).chunk(2, -1)
        return self.log_joint(x, z) + gaussian_log_likelihood(v, mean, spread), log_q, z

    def pathwise_log_w(self, x: Tensor, k: int = 1) -> tuple[Tensor, Tensor]:
        """`log_w` with q's parameters constant in log q, and its draws (k, batch, latent).

        log q is computed from the draws backwards, through the inverse of the chain.

        Raises:
            InputError: the posterior is Hamiltonian, whose log q has the model's parameters too.
        """
        if self.leapfrog is not None:
            raise InputError(
                "the density of a Hamiltonian posterior contains the model itself: choose the "
                "gradient of the bound, gradient='iwae'"
            )
        x = self.generative._observations(x)
        _, mu, log_var, context = posterior = self.infer(x)
        log_p, _, z = self._parts(x, k, posterior)
        start, log_det = z, torch.zeros_like(log_p)
        if len(self.chain):
            constant = {f"chain.{name}": p.detach() for name, p in self.chain.named_parameters()}
            inputs = (z, context.detach())
            start, log_det = torch.func.functional_call(_Inverse(self.chain), constant, inputs)
        log_q = gaussian_log_likelihood(start, mu.detach(), log_var.detach()) + log_det
        return log_p - log_q, z

    @torch.no_grad()
    def generate(self, n: int) -> tuple[Tensor, Tensor]:
        """The means E[x | z] and draws x ~ p(x | z) for ``n`` draws of z, each (n, pixels)."""
        with evaluating(self):
            return self.generative.generate(n)


class _Inverse(nn.Module):
    """The inverse of a chain, as the module that `torch.func.functional_call` needs."""

    def __init__(self, chain: flows.Chain) -> None:
        super().__init__()
        self.chain = chain

    def forward(self, z: Tensor, context: Tensor) -> tuple[Tensor, Tensor]:
        return self.chain.inverse(z, context)


def annealed(model: DLGM, x: Tensor, step: int | None = None, *, rise: float = 10_000) -> Tensor:
    """Minus the annealed free energy of each of ``x`` (batch, pixels), shape (batch,).

    beta_t log p(x, z) - log q(z | x) for one draw, where beta_t = min(1, 0.01 + t / 10,000) grows
    with the steps of training (eq-flows-annealed): at first q is to be wide, and the model counts
    little. An objective for `training.fit`; in validation, without a step, it is the ELBO. Choose
    another ``rise`` in place of 10,000 by `functools.partial`.
    """
    beta = 1.0 if step is None else min(1.0, 0.01 + step / rise)
    log_p, log_q = model.log_p_and_log_q(x)
    return (beta * log_p - log_q).mean(0)
