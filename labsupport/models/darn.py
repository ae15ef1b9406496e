"""A deep autoregressive network (Gregor, Danihelka, Mnih, Blundell and Wierstra, 2014).

Chapter ``flows``. One layer of binary latents h. Prior and decoder are autoregressive: each unit
sees those before it, through masked weights; so is the model without latents that is left if h is
not used. The encoder is a network with independent units. As h is discrete, no gradient passes
through a draw: `discrete.objective` with leave-one-out trains the encoder by its score. Everything
is in nats.
"""

from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from labsupport.errors import InputError
from labsupport.models import check_bernoulli, check_rows, check_sizes, name_of_activation
from labsupport.models.vae import bernoulli_log_likelihood
from labsupport.nets import mlp


class DARN(nn.Module):
    """p(h) p(x | h) with p(h_j | h_<j) and p(x_i | x_<i, h) by masked weights, q(h | x) factorial.

    Args:
        pixels: number of observed dimensions, each in [0, 1].
        hidden: widths of the encoder's hidden layers.
        latent: number of binary units h.
        activation: makes the activation after each hidden layer of the encoder.
        visible: whether a pixel sees the pixels before it; without, they are independent given h.

    Raises:
        InputError: a size is no whole number from 1 up.
    """

    lower_h: Tensor
    lower_x: Tensor

    def __init__(
        self,
        pixels: int,
        hidden: Sequence[int] = (200,),
        latent: int = 200,
        activation: Callable[[], nn.Module] = nn.Tanh,
        visible: bool = True,
    ) -> None:
        super().__init__()
        widths = check_sizes(hidden, pixels=pixels, latent=latent)
        self.pixels, self.latent, self.visible = int(pixels), int(latent), bool(visible)
        # The generative story: weights of h on h, of x on x, and of h on x.
        self.prior = nn.Linear(latent, latent)
        self.decoder = nn.Linear(latent, pixels)
        self.neighbours = nn.Parameter(torch.zeros(pixels, pixels))
        nn.init.zeros_(self.prior.weight)
        nn.init.zeros_(self.prior.bias)
        self.register_buffer("lower_h", torch.ones(latent, latent).tril(-1), persistent=False)
        seen = torch.ones(pixels, pixels).tril(-1) if visible else torch.zeros(pixels, pixels)
        self.register_buffer("lower_x", seen, persistent=False)
        # The inference story.
        sizes = [self.pixels, *widths]
        self.trunk = mlp(sizes, activation)
        self.head = nn.Linear(sizes[-1], self.latent)
        name = name_of_activation(activation)
        sized = {"pixels": self.pixels, "hidden": widths, "latent": self.latent}
        self.arguments: dict[str, Any] | None = (
            None if name is None else sized | {"activation": name, "visible": self.visible}
        )

    def check_data(self, x: Tensor) -> None:
        """Raise InputError for ``x`` (n, pixels) that are no pixels in [0, 1].

        `training.fit` and `evaluation.log_likelihood` ask once for all data; `log_w` looks at the
        shape alone, since values would make it wait for the device.
        """
        check_rows(x, self.pixels)
        check_bernoulli(x)

    @torch.no_grad()
    def start_from_mean(self, x: Tensor) -> None:
        """Set the decoder's bias to the mean of ``x`` (n, pixels), before training."""
        check_rows(x, self.pixels)
        self.decoder.bias.copy_(x.mean(0).clamp(0.001, 0.999).logit())

    def log_joint(self, x: Tensor, h: Tensor) -> Tensor:
        """log p(x, h), shape (...): ``x`` (..., pixels) and ``h`` (..., latent) broadcast."""
        of_h = F.linear(h, self.prior.weight * self.lower_h, self.prior.bias)
        logits = self.decoder(h) + F.linear(x, self.neighbours * self.lower_x)
        log_prior = bernoulli_log_likelihood(h, of_h.to(h.dtype))
        return log_prior + bernoulli_log_likelihood(x, logits.to(x.dtype))

    def infer(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """q(h_j = 1 | x) and its log-odds, each (batch, latent), for ``x`` (batch, pixels)."""
        check_rows(x, self.pixels)
        logits = self.head(self.trunk(x)).to(x.dtype)
        return torch.sigmoid(logits), logits

    def log_w(self, x: Tensor, k: int = 1, posterior: Any = None) -> Tensor:
        """log p(x, h) - log q(h | x) for ``k`` draws from q(h | x): (k, batch).

        Its gradient in the model is right. In the encoder it is not that of the bound: for that
        train by `labsupport.discrete.objective` with ``estimator="leave_one_out"``.

        Args:
            x: observations, shape (batch, pixels).
            k: number of draws of each observation.
            posterior: what `infer` returned for ``x``, to encode once and draw many times.
        """
        if k < 1:
            raise InputError(f"k is a number of draws, from 1 up, not {k}")
        check_rows(x, self.pixels)
        probability, logits = self.infer(x) if posterior is None else posterior
        h = torch.bernoulli(probability.detach().expand(k, *probability.shape))
        return self.log_joint(x, h) - bernoulli_log_likelihood(h, logits)

    @torch.no_grad()
    def generate(self, n: int) -> tuple[Tensor, Tensor]:
        """Pixels' probabilities given those before, and draws x ~ p(x), each (n, pixels).

        Unit by unit, as the model's story goes: ``latent + pixels`` steps.
        """
        check_sizes(n=n)
        weight = self.prior.weight
        h = torch.zeros(n, self.latent, dtype=weight.dtype, device=weight.device)
        within = self.prior.weight * self.lower_h
        for j in range(self.latent):
            logit = h @ within[j] + self.prior.bias[j]
            h[:, j] = torch.bernoulli(torch.sigmoid(logit))
        start, between = self.decoder(h), self.neighbours * self.lower_x
        x, mean = torch.zeros_like(start), torch.zeros_like(start)
        for i in range(self.pixels):
            mean[:, i] = torch.sigmoid(start[:, i] + x @ between[i])
            x[:, i] = torch.bernoulli(mean[:, i])
        return mean, x
