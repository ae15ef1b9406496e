"""The Helmholtz machine (Dayan, Hinton, Neal and Zemel, 1995), and how it is trained.

Chapter ``wake_sleep``: several layers of binary units, each drawn given the one above in the
generative model and given the one below in the recognition model. Both are sigmoid belief networks:
a unit's log-odds are linear in the layer that it depends on. Everything is in nats.
"""

import contextlib
import itertools
import math
from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn

from labsupport import objectives
from labsupport.errors import InputError
from labsupport.evaluation import evaluating
from labsupport.models import check_bernoulli, check_rows, check_sizes
from labsupport.models.vae import bernoulli_log_likelihood

Layers = tuple[Tensor, ...]  # h_1 to h_L, each (..., units), zeros and ones


class Helmholtz(nn.Module):
    """p(x, z) = p(h_L) ... p(h_1 | h_2) p(x | h_1) with z = (h_1, ..., h_L) (eq-wake_sleep-model).

    The recognition model is q(z | x) = q(h_1 | x) q(h_2 | h_1) ... (eq-wake_sleep-recognition).
    Nothing is reparameterized: draws carry no gradient, so the gradient of `log_w` is that of its
    two densities at fixed draws. Train with `wake_sleep` or `reweighted_wake_sleep`.

    Args:
        pixels: number of observed dimensions.
        layers: units of each stochastic layer, from the one above the pixels to the top.

    Raises:
        InputError: a size is no whole number from 1 up, or there is no layer.
    """

    def __init__(self, pixels: int, layers: Sequence[int] = (200, 200, 200)) -> None:
        super().__init__()
        sizes = check_sizes(layers, pixels=pixels)
        if not sizes:
            raise InputError("a Helmholtz machine has at least one layer: name its units")
        self.pixels, self.latent = int(pixels), sizes[0]
        upwards = list(itertools.pairwise([self.pixels, *sizes]))
        self.prior_logits = nn.Parameter(torch.zeros(sizes[-1]))
        self.generative: Any = nn.ModuleList([nn.Linear(above, below) for below, above in upwards])
        self.recognition: Any = nn.ModuleList([nn.Linear(below, above) for below, above in upwards])
        # What `models.load` makes it from.
        self.arguments = {"pixels": self.pixels, "layers": sizes}

    def check_data(self, x: Tensor) -> None:
        """Raise InputError for observations ``x`` (n, pixels) that are not in [0, 1].

        `training.fit` and `evaluation.log_likelihood` ask once for all data, for this waits for the
        device. `log_w` looks at the values on the CPU only; elsewhere what cannot be is NaN.
        """
        check_rows(x, self.pixels)
        check_bernoulli(x)

    def _observations(self, x: Tensor) -> Tensor:
        """``x``, checked without waiting for the device."""
        check_rows(x, self.pixels)
        if x.is_cpu and not torch.compiler.is_compiling():
            with contextlib.suppress(RuntimeError):  # inside of vmap no value can be looked at
                self.check_data(x)
                return x
        return torch.where((x >= 0) & (x <= 1), x, math.nan)

    @torch.no_grad()
    def start_from_mean(self, x: Tensor) -> None:
        """Set the pixels' generative biases to the mean of ``x`` (n, pixels), before training."""
        mean = self._observations(x).mean(0)
        self.generative[0].bias.copy_(mean.clamp(0.001, 0.999).logit())

    # --- the generative model, from the top down

    def log_joint(self, x: Tensor, z: Sequence[Tensor]) -> Tensor:
        """log p(x, z), shape (...), for ``x`` (..., pixels) and the layers ``z``, lowest first."""
        total = bernoulli_log_likelihood(z[-1], self.prior_logits.to(x.dtype))
        below: list[Tensor] = [x, *z[:-1]]
        for state, above, layer in zip(below, z, self.generative, strict=True):
            total = total + bernoulli_log_likelihood(state, layer(above).to(x.dtype))
        return total

    def _from_above(self, n: int) -> tuple[list[Tensor], Tensor]:
        """``n`` draws of z, lowest layer first, and the log-odds of x."""
        state = _drawn(torch.sigmoid(self.prior_logits).expand(n, -1))
        z = [state]
        for layer in reversed(self.generative[1:]):
            state = _drawn(torch.sigmoid(layer(state).to(state.dtype)))
            z.append(state)
        return z[::-1], self.generative[0](state).to(state.dtype)

    @torch.no_grad()
    def dream(self, n: int) -> tuple[Tensor, Layers]:
        """``n`` draws of x (n, pixels) from the generative model, with the z behind each."""
        check_sizes(n=n)
        z, log_odds = self._from_above(n)
        return _drawn(torch.sigmoid(log_odds)), tuple(z)

    @torch.no_grad()
    def generate(self, n: int) -> tuple[Tensor, Tensor]:
        """The means E[x | h_1] and draws x ~ p(x | h_1) for ``n`` draws of z, each (n, pixels)."""
        check_sizes(n=n)
        with evaluating(self):
            mean = torch.sigmoid(self._from_above(n)[1])
            return mean, _drawn(mean)

    # --- the recognition model, from the bottom up

    def infer(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Probabilities and log-odds of q(h_1 | x), each (batch, units), for ``x`` (batch, pixels).

        The first is the mean of h_1. The layers above depend on h_1 and have to be drawn.
        """
        check_rows(x, self.pixels)
        log_odds = self.recognition[0](x).to(x.dtype)
        return torch.sigmoid(log_odds), log_odds

    def log_posterior(self, x: Tensor, z: Sequence[Tensor]) -> Tensor:
        """log q(z | x), shape (...), for ``x`` (..., pixels) and the layers ``z``, lowest first."""
        total = torch.zeros((), dtype=x.dtype, device=x.device)
        below: list[Tensor] = [x, *z[:-1]]
        for state, under, layer in zip(z, below, self.recognition, strict=True):
            total = total + bernoulli_log_likelihood(state, layer(under).to(x.dtype))
        return total

    def log_p_and_log_q(
        self, x: Tensor, k: int = 1, posterior: tuple[Tensor, Tensor] | None = None
    ) -> tuple[Tensor, Tensor]:
        """log p(x, z) and log q(z | x) of ``k`` draws from q(z | x), each (k, batch).

        Args:
            x: observations, shape (batch, pixels).
            k: number of draws of each observation.
            posterior: what `infer` returned for ``x``, to encode once and draw many times.

        Raises:
            InputError: on the CPU, if pixels are outside [0, 1]; elsewhere the result is NaN. Also
                if ``k`` is below 1, or a shape is another.
        """
        if k < 1:
            raise InputError(f"k is a number of draws, from 1 up, not {k}")
        x = self._observations(x)
        mean, log_odds = self.infer(x) if posterior is None else posterior
        state = _drawn(mean.expand(k, *mean.shape))
        z = [state]
        log_q = bernoulli_log_likelihood(state, log_odds)
        for layer in self.recognition[1:]:
            log_odds = layer(state).to(x.dtype)
            state = _drawn(torch.sigmoid(log_odds))
            log_q = log_q + bernoulli_log_likelihood(state, log_odds)
            z.append(state)
        return self.log_joint(x, z), log_q

    def log_w(
        self, x: Tensor, k: int = 1, posterior: tuple[Tensor, Tensor] | None = None
    ) -> Tensor:
        """log p(x, z) - log q(z | x) for ``k`` draws from q(z | x): (k, batch).

        For values, and for the gradient of the generative model. The recognition model's gradient
        in it is no gradient of the bound, as draws carry none. Arguments as for `log_p_and_log_q`.
        """
        log_p, log_q = self.log_p_and_log_q(x, k, posterior)
        return log_p - log_q


def _drawn(probability: Tensor) -> Tensor:
    """Zeros and ones, without a gradient; 0 for NaN, at which torch.bernoulli stops a GPU."""
    return (torch.rand_like(probability) < probability).to(probability.dtype)


def wake_sleep(model: Helmholtz, x: Tensor, *, k: int = 1) -> Tensor:
    """The ELBO of ``x`` (batch, pixels), shape (batch,), with the gradients of wake and sleep.

    Hinton, Dayan, Frey and Neal (1995). An objective of `training.fit`: awake, ``k`` draws of the
    recognition model for each of ``x`` train the generative model; asleep, as many dreams as there
    are ``x`` train the recognition model.
    """
    log_p, log_q = model.log_p_and_log_q(x, k)
    dreamt, z = model.dream(len(x))
    log_q_of_dream = model.log_posterior(dreamt.to(x.dtype), z)
    return objectives.wake_sleep(log_p, log_q, log_q_of_dream[None])


def reweighted_wake_sleep(
    model: Helmholtz, x: Tensor, *, k: int = 10, sleep: bool = False
) -> Tensor:
    """The bound of ``k`` draws, (batch,), with the gradients of reweighted wake-sleep.

    Bornschein and Bengio (2015), for `training.fit`: the wake phase trains both networks, by draws
    with their shares as weights. With ``sleep`` the recognition model's gradient is the mean of
    that one and of the sleep phase's.
    """
    log_p, log_q = model.log_p_and_log_q(x, k)
    if not sleep:
        return objectives.reweighted_wake_sleep(log_p, log_q)
    halved = (log_q + log_q.detach()) / 2  # the same number with half of the gradient
    dreamt, z = model.dream(len(x))
    asleep = model.log_posterior(dreamt.to(x.dtype), z) / 2
    return objectives.reweighted_wake_sleep(log_p, halved) + asleep - asleep.detach()
