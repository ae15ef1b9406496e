"""A variational autoencoder whose codes are bits (Mnih and Gregor, 2014, with one layer).

Chapter ``binary_latents`` derives every line. The prior is a fair coin for each bit, q(z | x) has
independent bits, and so has p(x | z). A bit cannot be differentiated, so the encoder learns by one
of the objectives of `labsupport.discrete`. Everything is in nats.
"""

import math
from collections.abc import Callable, Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from labsupport.errors import InputError
from labsupport.evaluation import evaluating
from labsupport.models import check_bernoulli, check_rows, check_sizes, name_of_activation
from labsupport.models.vae import Decoder
from labsupport.nets import mlp

DECAY = 0.9  # of the running mean of the cost, for each step of training


def bernoulli_kl(logits: Tensor) -> Tensor:
    """KL(q || p) of independent bits from fair coins, in closed form (eq-binary_latents-kl-logits).

    Args:
        logits: log-odds of q(z_j = 1), of any size, shape (..., latent).

    Returns:
        The divergence summed over the last axis, shape (...); at most log 2 for each bit.
    """
    return (torch.sigmoid(logits) * logits - F.softplus(logits) + math.log(2)).sum(-1)


def log_q(z: Tensor, logits: Tensor) -> Tensor:
    """log q(z) of bits ``z`` (..., latent) with the log-odds ``logits``, shape (...)."""
    return (z * logits - F.softplus(logits)).sum(-1)


class BinaryVAE(nn.Module):
    """p(z_j = 1) = 1/2, Bernoulli pixels given z, and q(z | x) of independent bits.

    As in the papers that compare gradient estimators, the encoder gets x minus the mean image, and
    the decoder the bits as -1 and 1, so that both see numbers around 0.

    Args:
        pixels: number of observed dimensions, in [0, 1].
        hidden: widths of the encoder's hidden layers; the decoder has them in reverse. Without any,
            ``()``, both are linear.
        latent: number of bits.
        activation: makes the activation after each hidden layer.
        baseline: hidden units of the network c(x) that predicts the cost, of which the estimator
            ``"learned"`` makes use (Mnih and Gregor, 2014, section 2.3); 0 for none.

    Raises:
        InputError: a size is no whole number from 1 up (``baseline`` from 0 up).
    """

    reparameterized = False  # what `training` asks: no gradient reaches q's parameters through z

    def __init__(
        self,
        pixels: int,
        hidden: Sequence[int] = (200,),
        latent: int = 50,
        activation: Callable[[], nn.Module] = nn.Tanh,
        *,
        baseline: int = 0,
    ) -> None:
        super().__init__()
        widths = check_sizes(hidden, baseline, pixels=pixels, latent=latent)
        self.pixels, self.latent = int(pixels), int(latent)
        sizes = [self.pixels, *widths]
        self.encoder = nn.Sequential(mlp(sizes, activation), nn.Linear(sizes[-1], self.latent))
        self.decoder = Decoder(self.pixels, widths[::-1], self.latent, activation)
        self.baseline = None
        if baseline:
            self.baseline = nn.Sequential(
                mlp([self.pixels, baseline], nn.Tanh), nn.Linear(baseline, 1)
            )
        self.centre: Tensor
        self.register_buffer("centre", torch.zeros(self.pixels))
        # The mean cost of the steps until now, which counts the last ones most, and its weight.
        self.cost_sum: Tensor
        self.cost_weight: Tensor
        self.register_buffer("cost_sum", torch.zeros(()))
        self.register_buffer("cost_weight", torch.zeros(()))
        name = name_of_activation(activation)
        made_of = {"pixels": self.pixels, "latent": self.latent, "hidden": widths}
        given = {"activation": name, "baseline": int(baseline)}
        self.arguments = None if name is None else made_of | given

    def check_data(self, x: Tensor) -> None:
        """Raise InputError for observations ``x`` (n, pixels) that are not Bernoulli's.

        `training.fit` and `evaluation.log_likelihood` ask once for all data, for this waits for the
        device; `log_w` looks at the shape alone.
        """
        check_rows(x, self.pixels)
        check_bernoulli(x)

    @torch.no_grad()
    def start_from_mean(self, x: Tensor) -> None:
        """Set the centre and the decoder's output bias to the mean of ``x`` (n, pixels)."""
        self.check_data(x)
        mean = x.mean(0)
        self.centre.copy_(mean)
        # Pixels that never change stay finite.
        self.decoder.head.bias.copy_(mean.clamp(0.001, 0.999).logit())

    def infer(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """q(z_j = 1 | x) and its log-odds, each (batch, latent), for ``x`` (batch, pixels)."""
        check_rows(x, self.pixels)
        logits = self.encoder(x - self.centre).to(x.dtype)
        return torch.sigmoid(logits), logits

    def log_likelihood(self, x: Tensor, z: Tensor) -> Tensor:
        """log p(x | z), shape (...), of ``x`` (batch, pixels) and ``z`` (..., batch, latent).

        ``z`` may lie between 0 and 1: relaxed bits.
        """
        return self.decoder.log_likelihood(x, 2 * z - 1)

    def log_joint(self, x: Tensor, z: Tensor) -> Tensor:
        """log p(x, z): each code has the probability 2^-latent (eq-binary_latents-model)."""
        return self.log_likelihood(x, z) - self.latent * math.log(2)

    def log_w(
        self, x: Tensor, k: int = 1, posterior: tuple[Tensor, Tensor] | None = None
    ) -> Tensor:
        """log p(x, z) - log q(z | x) for ``k`` draws from q(z | x): (k, batch).

        Differentiable in the decoder's parameters. In the encoder's, the gradient is that of log q
        with z held fixed, and *not* that of any bound: train with `labsupport.discrete`.

        Args:
            x: observations, shape (batch, pixels).
            k: number of draws of each observation.
            posterior: what `infer` returned for ``x``, to encode once and draw many times.

        Raises:
            InputError: ``k`` is below 1, or a shape is another.
        """
        if k < 1:
            raise InputError(f"k is a number of draws, from 1 up, not {k}")
        check_rows(x, self.pixels)
        probability, logits = self.infer(x) if posterior is None else posterior
        z = torch.bernoulli(probability.detach().expand(k, *probability.shape))
        return self.log_joint(x, z) - log_q(z, logits)

    def reconstruction_and_kl(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """One-draw log p(x | z) and the exact KL(q(z | x) || p(z)), each (batch,).

        Of the first no gradient reaches the encoder.
        """
        probability, logits = self.infer(x)
        z = torch.bernoulli(probability.detach())
        return self.log_likelihood(x, z), bernoulli_kl(logits)

    @torch.no_grad()
    def generate(self, n: int) -> tuple[Tensor, Tensor]:
        """The means E[x | z] and draws x ~ p(x | z) for ``n`` codes, each (n, pixels).

        Networks are in evaluation mode meanwhile.
        """
        check_sizes(n=n)
        weight = next(self.parameters())
        z = torch.randint(0, 2, (n, self.latent), device=weight.device).to(weight.dtype)
        with evaluating(self):
            return self.decoder.mean_and_sample(2 * z - 1)

    def predicted_cost(self, x: Tensor) -> Tensor:
        """The network c(x), shape (batch,), which training brings near the mean of log w.

        Raises:
            InputError: the model was made without it.
        """
        if self.baseline is None:
            raise InputError("the model has no learned baseline: make it with baseline=100")
        return self.baseline(x - self.centre)[:, 0].to(x.dtype)

    @torch.no_grad()
    def running_cost(self, cost: Tensor) -> Tensor:
        """The mean cost of the steps before this one, (); in training ``cost`` is then added."""
        before = torch.where(self.cost_weight > 0, self.cost_sum / self.cost_weight, 0.0)
        if self.training:
            self.cost_sum.lerp_(cost.mean().to(self.cost_sum), 1 - DECAY)
            self.cost_weight.lerp_(torch.ones_like(self.cost_weight), 1 - DECAY)
        return before.to(cost.dtype)
