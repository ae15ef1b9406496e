"""Convolutional networks for a variational autoencoder: pictures to a code, and a code to pictures.

Chapter ``convolutional`` derives every line: up-convolution as in Dosovitskiy et al. (2017), and
the two networks that take their places in `labsupport.models.vae.VAE`. Everything is in nats.
"""

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from labsupport.errors import InputError
from labsupport.models import check_sizes
from labsupport.models.vae import VAE, Likelihood


def unpool(x: Tensor, stride: int = 2) -> Tensor:
    """Each entry in the top left corner of a block of zeros (eq-convolutional-unpool).

    Args:
        x: maps, shape (..., rows, columns).
        stride: rows and columns of a block.

    Returns:
        Shape (..., stride * rows, stride * columns), in the dtype and on the device of ``x``.
    """
    check_sizes(stride=stride)
    rows, columns = x.shape[-2:]
    blocks = x.new_zeros(*x.shape[:-2], rows, stride, columns, stride)
    blocks[..., :, 0, :, 0] = x
    return blocks.reshape(*x.shape[:-2], stride * rows, stride * columns)


class UpConvolution(nn.Module):
    """Unpooling and a convolution, computed as one transposed convolution, without the zeros.

    eq-convolutional-transposed: the kernel is turned by half a turn, and input and output channels
    change places.

    Args:
        inputs: channels of what comes in.
        outputs: channels of what goes out.
        size: rows and columns of the kernel, odd.
        stride: rows and columns of a block.

    Raises:
        InputError: a size is no whole number from 1 up, or the kernel has no middle.
    """

    def __init__(self, inputs: int, outputs: int, size: int = 5, stride: int = 2) -> None:
        super().__init__()
        check_sizes(inputs=inputs, outputs=outputs, size=size, stride=stride)
        if size % 2 == 0:
            raise InputError(
                f"the kernel has an odd number of rows, so that it has a middle: {size}"
            )
        like = nn.Conv2d(inputs, outputs, size)
        # A pixel sees one entry in stride^2: without this factor what goes out would be smaller.
        self.weight = nn.Parameter(like.weight.detach() * stride)  # (outputs, inputs, size, size)
        self.bias = nn.Parameter(torch.zeros(outputs))
        self.stride = stride

    def forward(self, x: Tensor) -> Tensor:
        """Map (n, inputs, rows, columns) to (n, outputs, stride * rows, stride * columns)."""
        turned = self.weight.flip(-1, -2).transpose(0, 1)
        padding = self.weight.shape[-1] // 2
        return F.conv_transpose2d(
            x, turned, self.bias, self.stride, padding, output_padding=self.stride - 1
        )


class ConvolutionalEncoder(nn.Module):
    """q(z | x): convolutions of stride 2, each followed by ELU, then one linear layer.

    Args:
        shape: rows and columns of a picture, each divisible by 2 for every convolution.
        channels: of the convolutions, first to last.
        latent: number of latent dimensions.
    """

    def __init__(self, shape: tuple[int, int], channels: Sequence[int], latent: int) -> None:
        super().__init__()
        self.shape = shape
        small = _smallest(shape, channels)
        layers: list[nn.Module] = []
        for inputs, outputs in zip([1, *channels], channels, strict=False):
            layers += [nn.Conv2d(inputs, outputs, 3, stride=2, padding=1), nn.ELU()]
        self.trunk = nn.Sequential(*layers, nn.Flatten())
        self.head = nn.Linear(channels[-1] * small[0] * small[1], 2 * latent)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Map ``x`` (n, pixels) to ``mu`` and ``log_var``, each (n, latent)."""
        mu, log_var = self.head(self.trunk(x.unflatten(-1, (1, *self.shape)))).chunk(2, -1)
        return mu, log_var


class ConvolutionalDecoder(nn.Module):
    """p(x | z): one linear layer, then an up-convolution for each convolution of the encoder.

    Args:
        shape: rows and columns of a picture.
        channels: of the encoder's convolutions, first to last; here in reverse.
        latent: number of latent dimensions.
        likelihood: ``"bernoulli"``, or ``"gaussian"`` with a learned variance for each pixel of
            each picture.
    """

    def __init__(
        self,
        shape: tuple[int, int],
        channels: Sequence[int],
        latent: int,
        likelihood: Likelihood = "bernoulli",
    ) -> None:
        super().__init__()
        small = _smallest(shape, channels)
        self.gaussian = likelihood == "gaussian"
        layers: list[nn.Module] = [
            nn.Linear(latent, channels[-1] * small[0] * small[1]),
            nn.Unflatten(1, (channels[-1], *small)),
        ]
        outputs = [*channels[-2::-1], 2 if self.gaussian else 1]
        for before, after in zip(channels[::-1], outputs, strict=True):
            layers += [nn.ELU(), UpConvolution(before, after)]
        self.layers = nn.Sequential(*layers)
        # A bias for each pixel, not for each channel, so that training can begin with the mean.
        self.bias = nn.Parameter(torch.zeros(shape[0] * shape[1]))

    def forward(self, z: Tensor) -> Tensor | tuple[Tensor, Tensor]:
        """Map ``z`` (n, latent) to logits (n, pixels), or to a mean and a log-variance."""
        maps = self.layers(z).flatten(2)
        first = maps[:, 0] + self.bias
        return (first, maps[:, 1]) if self.gaussian else first


def _smallest(shape: tuple[int, int], channels: Sequence[int]) -> tuple[int, int]:
    """Rows and columns after all convolutions; InputError if they would not be whole."""
    factor = 2 ** len(check_sizes(channels))
    if not channels or shape[0] % factor or shape[1] % factor:
        raise InputError(
            f"each of {len(channels)} convolutions halves rows and columns, and {shape[0]} × "
            f"{shape[1]} cannot be halved so often"
        )
    return shape[0] // factor, shape[1] // factor


class ConvolutionalVAE(VAE):
    """A `VAE` whose two networks are convolutional.

    Between the layers stands ELU: with ReLU, training on small pictures by one draw stays where it
    begins, at a decoder that ignores the code.

    Args:
        shape: rows and columns of a picture.
        channels: of the encoder's convolutions; the decoder has them in reverse.
        latent: number of latent dimensions.
        likelihood: ``"bernoulli"`` for pixels in [0, 1], ``"gaussian"`` for real values.
        min_log_var: lower bound of the Gaussian's log-variance, see `vae.Decoder`.

    Raises:
        InputError: a size is no whole number from 1 up, or rows and columns cannot be halved.
    """

    def __init__(
        self,
        shape: tuple[int, int],
        channels: Sequence[int] = (32, 64),
        latent: int = 50,
        likelihood: Likelihood = "bernoulli",
        min_log_var: float = -6.0,
    ) -> None:
        rows, columns = (int(size) for size in shape)
        widths = check_sizes(channels, rows=rows, columns=columns, latent=latent)
        super().__init__(
            rows * columns, (), latent, likelihood=likelihood, min_log_var=min_log_var,
            encoder=ConvolutionalEncoder((rows, columns), widths, latent),
            decoder=ConvolutionalDecoder((rows, columns), widths, latent, likelihood),
        )  # fmt: skip
        self.arguments = {
            "shape": [rows, columns], "channels": widths, "latent": int(latent),
            "likelihood": likelihood, "min_log_var": float(min_log_var),
        }  # fmt: skip

    @torch.no_grad()
    def start_from_mean(self, x: Tensor) -> None:
        """Let the pixels' biases be the mean of ``x`` (n, pixels), before training."""
        mean = self._observations(x).mean(0)
        if self.decoder.likelihood == "bernoulli":
            mean = mean.clamp(0.001, 0.999).logit()
        self.decoder.network.bias.copy_(mean)  # type: ignore[union-attr, operator]
