"""DRAW, a deep recurrent attentive writer (Gregor, Danihelka, Graves, Rezende and Wierstra, 2015).

Chapter ``draw`` derives every line. The file is in the chapter's order: windows and their filters,
reading and writing, and the model, which draws on a canvas in several steps and has a latent
variable at each. Everything is in nats. Places are pixels, counted from 0.
"""

import math
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn

from labsupport.evaluation import evaluating
from labsupport.models import check_bernoulli, check_rows, check_sizes
from labsupport.models.vae import (
    bernoulli_log_likelihood,
    gaussian_kl,
    gaussian_log_likelihood,
    reparameterize,
)


class Window(NamedTuple):
    """A grid of n × n Gaussian filters on an image; each field has the shape (...)."""

    x: Tensor  # its centre's column
    y: Tensor  # its centre's row
    stride: Tensor  # pixels between two neighbours
    variance: Tensor  # of each filter, pixels squared
    intensity: Tensor  # factor of what is read


def window(parameters: Tensor, shape: tuple[int, int], n: int) -> Window:
    """The window that five numbers of a network stand for (eq-draw-window; paper, eq. 21 to 24).

    Args:
        parameters: centre (horizontal, vertical; -1 and 1 lie half a pixel beyond the image's
            first and last one), log variance, log stride (0 spans the image), log intensity;
            shape (..., 5).
        shape: rows and columns of the image.
        n: filters in each direction.

    Returns:
        The window, in the dtype and on the device of ``parameters``.
    """
    x, y, log_variance, log_stride, log_intensity = parameters.unbind(-1)
    rows, columns = shape
    full = (max(shape) - 1) / max(n - 1, 1)
    return Window(
        (columns + 1) / 2 * (x + 1) - 1,
        (rows + 1) / 2 * (y + 1) - 1,
        full * log_stride.exp(),
        log_variance.exp(),
        log_intensity.exp(),
    )


def filterbank(centre: Tensor, stride: Tensor, variance: Tensor, n: int, size: int) -> Tensor:
    """``n`` Gaussian filters over ``size`` pixels (eq-draw-centres, eq-draw-filter).

    Every filter has the sum 1, wherever its centre is: the largest exponent is subtracted before
    the exponential, so nothing is divided by zero.

    Args:
        centre, stride, variance: of a `Window`, each of shape (...).
        n: filters.
        size: pixels.

    Returns:
        Shape (..., n, size), in the dtype and on the device of ``centre``.
    """
    number = torch.arange(n, dtype=centre.dtype, device=centre.device)
    pixel = torch.arange(size, dtype=centre.dtype, device=centre.device)
    centres = centre[..., None] + (number - (n - 1) / 2) * stride[..., None]
    squared = (pixel - centres[..., None]).square()
    return torch.softmax(-squared / (2 * variance[..., None, None]), -1)


def filters(at: Window, n: int, shape: tuple[int, int]) -> tuple[Tensor, Tensor]:
    """The filters over rows, (..., n, rows), and over columns, (..., n, columns), of a window."""
    return (
        filterbank(at.y, at.stride, at.variance, n, shape[0]),
        filterbank(at.x, at.stride, at.variance, n, shape[1]),
    )


def read_patch(image: Tensor, at: Window, n: int) -> Tensor:
    """What a window sees of an image, times its intensity (eq-draw-read).

    Args:
        image: shape (..., rows, columns).
        at: the windows, each field (...).
        n: filters in each direction.

    Returns:
        Shape (..., n, n).
    """
    f_y, f_x = filters(at, n, (image.shape[-2], image.shape[-1]))
    return at.intensity[..., None, None] * (f_y @ image @ f_x.mT)


def write_patch(patch: Tensor, at: Window, shape: tuple[int, int]) -> Tensor:
    """A patch put where a window is, divided by its intensity (eq-draw-write).

    Args:
        patch: shape (..., n, n).
        at: the windows, each field (...).
        shape: rows and columns of the image.

    Returns:
        Shape (..., rows, columns).
    """
    f_y, f_x = filters(at, patch.shape[-1], shape)
    return f_y.mT @ patch @ f_x / at.intensity[..., None, None]


class Trace(NamedTuple):
    """All that happens while n images are drawn; the first axis is the step."""

    canvases: Tensor  # logits after each step, (steps, n, pixels)
    mu: Tensor  # of q, or of the prior, (steps, n, latent)
    log_var: Tensor  # the same
    z: Tensor  # the draws
    read: Window | None  # each field (steps, n); None without attention, or without an image
    write: Window | None


class DRAW(nn.Module):
    """A canvas on which T latent variables are drawn, one after the other (eq-draw-step).

    p(z_1) … p(z_T) p(x | c_T) with p(z_t) = N(0, I) and Bernoulli pixels of logits c_T; the
    posterior of a step, q(z_t | x, z_1, …, z_{t-1}), is a diagonal Gaussian.

    Args:
        shape: rows and columns of an image.
        steps: T.
        hidden: width of each of the two LSTMs.
        latent: latent dimensions of one step.
        read_size: rows and columns of the patch that attention reads; 0 reads everything.
        write_size: rows and columns of the patch that attention writes; 0 writes everywhere.

    There is no ``pathwise_log_w``: the gradients that need it hold for one stochastic layer, and
    here each step is one.

    Raises:
        InputError: a size is no whole number, or too small.
    """

    def __init__(
        self,
        shape: tuple[int, int],
        steps: int = 10,
        hidden: int = 128,
        latent: int = 10,
        read_size: int = 0,
        write_size: int = 0,
    ) -> None:
        super().__init__()
        rows, columns = (int(size) for size in shape)
        check_sizes([hidden], rows=rows, columns=columns, steps=steps, latent=latent)
        for name, size in (("read_size", read_size), ("write_size", write_size)):
            if size:
                check_sizes((), 0, **{name: size})
        self.shape, self.pixels = (rows, columns), rows * columns
        self.steps, self.latent = int(steps), int(latent)
        self.read_size, self.write_size = int(read_size), int(write_size)
        seen = self.read_size**2 or self.pixels
        self.encoder = nn.LSTMCell(2 * seen + hidden, hidden)
        self.posterior = nn.Linear(hidden, 2 * latent)  # means, and log-variances of their own
        self.decoder = nn.LSTMCell(latent, hidden)
        self.writer = nn.Linear(hidden, self.write_size**2 or self.pixels)
        self.read_window = nn.Linear(hidden, 5) if read_size else None
        self.write_window = nn.Linear(hidden, 5) if write_size else None
        # Where everything begins is learned.
        self.canvas = nn.Parameter(torch.zeros(self.pixels))
        self.h_enc = nn.Parameter(torch.zeros(hidden))
        self.h_dec = nn.Parameter(torch.zeros(hidden))
        self.arguments = {
            "shape": [rows, columns], "steps": self.steps, "hidden": int(hidden),
            "latent": self.latent, "read_size": self.read_size, "write_size": self.write_size,
        }  # fmt: skip

    def check_data(self, x: Tensor) -> None:
        """Raise InputError unless ``x`` (n, pixels) are numbers in [0, 1]; waits for the device."""
        check_rows(x, self.pixels)
        check_bernoulli(x)

    @torch.no_grad()
    def start_from_mean(self, x: Tensor) -> None:
        """Let the canvas begin with the mean of ``x`` (n, pixels), before training."""
        check_rows(x, self.pixels)
        self.canvas.copy_(x.mean(0).clamp(0.001, 0.999).logit())

    def trace(self, x: Tensor | None = None, n: int = 1) -> Trace:
        """Draw on the canvas: guided by images, or from the prior (eq-draw-step).

        Args:
            x: images that the encoder looks at, shape (batch, pixels); without them each z_t comes
                from the prior, and neither encoder nor reading take part (eq-draw-generate).
            n: how many canvases there are if no images are given.

        Returns:
            The `Trace`; every step has fresh noise.
        """
        if x is not None:
            check_rows(x, self.pixels)
            n = len(x)
        dtype = self.canvas.dtype if x is None else x.dtype
        canvas = self.canvas.to(dtype).expand(n, -1)
        h_enc, h_dec = self.h_enc.expand(n, -1), self.h_dec.expand(n, -1)
        cell_enc, cell_dec = torch.zeros_like(h_enc), torch.zeros_like(h_dec)
        rows: list[tuple[Tensor, ...]] = []
        reads: list[Window] = []
        writes: list[Window] = []
        for _ in range(self.steps):
            if x is None:
                mu = log_var = canvas.new_zeros(n, self.latent)
            else:
                error = x - torch.sigmoid(canvas)  # what is still missing
                seen = self._read(x, error, h_dec, reads)
                h_enc, cell_enc = self.encoder(torch.cat([seen, h_dec], -1), (h_enc, cell_enc))
                mu, log_var = self.posterior(h_enc).to(dtype).chunk(2, -1)
            z = reparameterize(mu, log_var)
            h_dec, cell_dec = self.decoder(z, (h_dec, cell_dec))
            canvas = canvas + self._write(h_dec, writes).to(dtype)
            rows.append((canvas, mu, log_var, z))
        canvases, mu, log_var, z = (torch.stack(parts) for parts in zip(*rows, strict=True))
        return Trace(canvases, mu, log_var, z, _stacked(reads), _stacked(writes))

    def _read(self, x: Tensor, error: Tensor, h_dec: Tensor, windows: list[Window]) -> Tensor:
        """Image and error image, whole or through a window: (n, 2 * pixels or patch)."""
        if self.read_window is None:
            return torch.cat([x, error], -1)
        at = window(self.read_window(h_dec).to(x.dtype), self.shape, self.read_size)
        windows.append(at)
        both = torch.stack([x, error], 1).unflatten(-1, self.shape)  # (n, 2, rows, columns)
        shared = Window(*(part[:, None] for part in at))
        return read_patch(both, shared, self.read_size).flatten(1)

    def _write(self, h_dec: Tensor, windows: list[Window]) -> Tensor:
        """What is added to the canvas, (n, pixels)."""
        patch = self.writer(h_dec)
        if self.write_window is None:
            return patch
        at = window(self.write_window(h_dec), self.shape, self.write_size)
        windows.append(at)
        return write_patch(patch.unflatten(-1, (self.write_size,) * 2), at, self.shape).flatten(1)

    def infer(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """``mu`` and ``log_var`` of every step, each (batch, steps * latent).

        Those of a step are given the draws of the steps before it, which are random.
        """
        found = self.trace(x)
        mu, log_var = (part.transpose(0, 1).flatten(1) for part in (found.mu, found.log_var))
        return mu, log_var

    def log_w(self, x: Tensor, k: int = 1, posterior: Any = None) -> Tensor:
        """log p(x, z) - log q(z | x) for ``k`` draws of all z_t: (k, batch), differentiable.

        Args:
            x: observations, shape (batch, pixels).
            k: number of draws of each observation.
            posterior: taken for the sake of `evaluation` and not used: the posterior of a step
                depends on the draws before it, so nothing can be encoded once for all draws.

        Raises:
            InputError: ``k`` is below 1, or a shape is another.
        """
        check_sizes(k=k)
        check_rows(x, self.pixels)
        found = self.trace(x.expand(k, *x.shape).flatten(0, 1))
        log_prior = -0.5 * (math.log(2 * math.pi) + found.z.square()).sum((0, -1))
        log_posterior = gaussian_log_likelihood(found.z, found.mu, found.log_var).sum(0)
        pixels = found.canvases[-1].unflatten(0, (k, len(x)))
        return bernoulli_log_likelihood(x, pixels) + (log_prior - log_posterior).view(k, len(x))

    def reconstruction_and_kl(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """One-draw log p(x | c_T), and the latent loss of its steps, each (batch,).

        The second is the sum of closed-form divergences, one for each step, given the draws before
        (eq-draw-latent-loss). Their difference has the ELBO as its mean.
        """
        found = self.trace(x)
        return (
            bernoulli_log_likelihood(x, found.canvases[-1]),
            gaussian_kl(found.mu, found.log_var).sum(0),
        )

    @torch.no_grad()
    def generate(self, n: int, every_step: bool = False) -> tuple[Tensor, Tensor]:
        """The means E[x | z] and draws x ~ p(x | z) for ``n`` draws of z, each (n, pixels).

        With ``every_step`` the means are those of the canvas after each step, (steps, n, pixels).
        """
        check_sizes(n=n)
        with evaluating(self):
            means = torch.sigmoid(self.trace(n=n).canvases)
        return (means if every_step else means[-1]), torch.bernoulli(means[-1])


def _stacked(windows: list[Window]) -> Window | None:
    """The windows of all steps as one, each field (steps, n)."""
    return (
        Window(*(torch.stack(parts) for parts in zip(*windows, strict=True))) if windows else None
    )
