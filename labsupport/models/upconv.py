"""Pictures of a style, a view and a transformation (Dosovitskiy et al., 2017), as a VAE.

Chapter ``convolutional`` derives every line. The inference network gets the number of the style
alone, q(z | c); the decoder makes the picture and its mask of z, the view and the transformation,
with two streams of up-convolutions. An observation is a picture and its mask in one row; what it
is conditioned on is a row too: the style as one-hot, the view, the transformation.
Everything is in nats.
"""

import itertools
from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from labsupport.chairs import Pictures, Transformation, View
from labsupport.errors import InputError
from labsupport.models import check_sizes
from labsupport.models.convolutional import UpConvolution
from labsupport.models.vae import VAE

VIEW, TRANSFORMATION = 4, 5  # numbers of a view and of a transformation


def observations(pictures: Pictures) -> Tensor:
    """Pictures and masks as rows, (n, 4 * size * size): red, green, blue, mask."""
    return torch.cat([pictures.rgb, pictures.mask], 1).flatten(1)


def condition(styles: Tensor, count: int, view: View, transformation: Transformation) -> Tensor:
    """What pictures are made of as rows, (n, count + 9): one-hot style, view, transformation.

    Args:
        styles: numbers of the styles, (n,) int64, below ``count``.
        count: how many styles the model knows.
        view, transformation: each field (n,).
    """
    one_hot = F.one_hot(styles, count).to(view.azimuth.dtype)
    return torch.cat([one_hot, view.numbers(), transformation.numbers()], 1)


class StyleEncoder(nn.Module):
    """q(z | c) = N(mu_c, diag sigma_c^2), one mean and one spread for each style.

    Args:
        styles: how many there are.
        latent: number of latent dimensions.
    """

    def __init__(self, styles: int, latent: int) -> None:
        super().__init__()
        self.styles = styles
        self.mu = nn.Linear(styles, latent, bias=False)  # a row of a table, for one-hot styles
        self.log_var = nn.Linear(styles, latent, bias=False)
        nn.init.normal_(self.mu.weight, std=0.3)
        nn.init.constant_(self.log_var.weight, -3.0)

    def forward(self, x: Tensor, condition: Tensor) -> tuple[Tensor, Tensor]:
        """``mu`` and ``log_var``, each (n, latent), of the style alone; ``x`` is not looked at."""
        style = condition[..., : self.styles]
        return self.mu(style), self.log_var(style)


class TwoStreams(nn.Module):
    """The mean of picture and mask, and their log-variances, given z, view and transformation.

    Args:
        styles: how many numbers of a condition stand before the view.
        latent: number of latent dimensions.
        size: rows and columns of a picture, 4 * 2^m.
        hidden: width of the layers in which everything comes together.
        channels: of the picture's stream before each of its m up-convolutions; the mask's stream
            has half as many.
    """

    def __init__(
        self, styles: int, latent: int, size: int, hidden: int, channels: Sequence[int]
    ) -> None:
        super().__init__()
        self.styles, self.size = styles, size
        width = hidden // 4
        self.code = nn.Linear(latent, 2 * width)
        self.view = nn.Linear(VIEW, width)
        self.transformation = nn.Linear(TRANSFORMATION, width)
        self.both = nn.Sequential(
            nn.ReLU(), nn.Linear(4 * width, hidden), nn.ReLU(), nn.Linear(hidden, hidden), nn.ReLU()
        )
        self.picture = _stream(hidden, [*channels, 3])
        self.mask = _stream(hidden, [*(each // 2 for each in channels), 1])
        self.log_var = nn.Parameter(torch.full((2,), -3.0))  # of a pixel's picture, of its mask
        # Training begins with an empty picture: white, and no mask.
        for stream, background in ((self.picture, 1.0), (self.mask, 0.0)):
            nn.init.normal_(stream[-1].weight, std=0.01)  # type: ignore[arg-type]
            nn.init.constant_(stream[-1].bias, background)  # type: ignore[arg-type]

    def forward(self, z: Tensor, condition: Tensor) -> tuple[Tensor, Tensor]:
        """Map ``z`` (n, latent) and ``condition`` to mean and log-variance, each (n, 4 pixels)."""
        view, transformation = condition[:, self.styles :].split([VIEW, TRANSFORMATION], 1)
        parts = [self.code(z), self.view(view), self.transformation(transformation)]
        h = self.both(torch.cat(parts, 1))
        mean = torch.cat([self.picture(h), self.mask(h)], 1).flatten(1)
        pixels = self.size**2
        log_var = torch.cat([self.log_var[0].expand(3 * pixels), self.log_var[1].expand(pixels)])
        return mean, log_var.expand_as(mean)


def _stream(hidden: int, channels: Sequence[int]) -> nn.Sequential:
    """A linear layer that makes maps of 4 × 4, and up-convolutions that double them."""
    layers: list[nn.Module] = [
        nn.Linear(hidden, 16 * channels[0]),
        nn.Unflatten(1, (channels[0], 4, 4)),
    ]
    for before, after in itertools.pairwise(channels):
        layers += [nn.ReLU(), UpConvolution(before, after)]
    return nn.Sequential(*layers)


class UpConvVAE(VAE):
    """p(x, s | z, v, t) with z ~ q(z | c) of the style c (eq-convolutional-bound).

    Picture x and mask s are normal around what the two streams make, each with one variance that
    is learned. It is a `VAE` with the condition (c, v, t), so ``log_w`` and all objectives are its.

    Args:
        styles: how many styles there are.
        size: rows and columns of a picture, 4 times a power of 2.
        latent: number of latent dimensions.
        hidden: width of the layers in which code, view and transformation come together.
        channels: of the picture's stream before each up-convolution, the first ones of as many as
            the size needs.
        min_log_var: lower bound of both log-variances.

    Raises:
        InputError: a size is no whole number from 1 up, or there are too few channels.
    """

    def __init__(
        self,
        styles: int,
        size: int = 64,
        latent: int = 32,
        hidden: int = 512,
        channels: Sequence[int] = (128, 96, 64, 32),
        min_log_var: float = -8.0,
    ) -> None:
        hidden, *widths = check_sizes([hidden, *channels], styles=styles, size=size, latent=latent)
        if size != 4 * 2 ** len(widths):
            raise InputError(
                f"{len(widths)} up-convolutions make {4 * 2 ** len(widths)} rows of 4, not {size}"
            )
        super().__init__(
            4 * size**2, (), latent, likelihood="gaussian", min_log_var=min_log_var,
            condition=styles + VIEW + TRANSFORMATION,
            encoder=StyleEncoder(styles, latent),
            decoder=TwoStreams(styles, latent, size, hidden, widths),
        )  # fmt: skip
        self.styles, self.size = int(styles), int(size)
        self.arguments = {
            "styles": self.styles, "size": self.size, "latent": int(latent),
            "hidden": int(hidden), "channels": widths, "min_log_var": float(min_log_var),
        }  # fmt: skip

    @torch.no_grad()
    def start_from_mean(self, x: Tensor) -> None:
        """Not for this model: its streams begin with nothing in them. Raises InputError."""
        raise InputError("the streams have no bias for each pixel: begin without the mean picture")

    def mean_picture(self, z: Tensor, view: View, transformation: Transformation) -> Tensor:
        """The means of picture and mask, (n, 4, size, size), for codes ``z`` (n, latent)."""
        none = torch.zeros(len(z), dtype=torch.int64, device=z.device)  # the decoder ignores it
        given = condition(none, self.styles, view, transformation)
        mean, _ = self.decoder(z, given)
        return mean.unflatten(-1, (4, self.size, self.size))  # type: ignore[no-any-return]

    def code(self, styles: Tensor) -> Tensor:
        """The means of q(z | c), shape (n, latent), for the numbers of styles (n,)."""
        return self.encoder.mu.weight.T[styles]  # type: ignore[no-any-return]


def elbo_of_styles(pictures_of_a_style: float) -> Any:
    """The bound with one code for all pictures of a style, as an objective.

    The divergence of a style is paid once, so each of its pictures bears its share
    (eq-convolutional-shared).

    Args:
        pictures_of_a_style: how many there are in the training data.

    Returns:
        A function for `training.fit`: of a model, observations and conditions, shape (batch,).
    """

    def objective(model: UpConvVAE, x: Tensor, condition: Tensor) -> Tensor:
        reconstruction, kl = model.reconstruction_and_kl(x, condition)
        return reconstruction - kl / pictures_of_a_style

    return objective
