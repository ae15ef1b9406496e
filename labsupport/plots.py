"""The few figures that the chapters and the labs share; each function returns its Figure.

Colours are those of Okabe and Ito (2008), with grey for their yellow, and nothing is told by colour
alone, so that colour-blind people and black-and-white print lose nothing. A figure is closed before
it is returned: a notebook shows it once, as the value of its cell, and holds none open.
"""

import math
from collections.abc import Mapping, Sequence

import matplotlib.pyplot as plt
import torch
from cycler import cycler
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from torch import Tensor

OKABE_ITO = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#808080")
LINE_STYLES = ("-", "--", "-.", ":", (0, (5, 1)), (0, (3, 1, 1, 1)), (0, (1, 1)), (0, (8, 3)))


def axes(width: float = 6.0, height: float = 3.6) -> tuple[Figure, Axes]:
    """An empty figure of the given size (inches) and its axes, in the style of this course."""
    figure, ax = plt.subplots(figsize=(width, height), dpi=100, layout="constrained")
    plt.close(figure)
    ax.set_prop_cycle(cycler(color=OKABE_ITO) + cycler(linestyle=LINE_STYLES))
    ax.spines[["top", "right"]].set_visible(False)
    return figure, ax


def images(
    x: Tensor,
    shape: tuple[int, int],
    columns: int = 10,
    title: str | None = None,
    row_names: Sequence[str] = (),
) -> Figure:
    """Grey images in a grid, filled row by row; 0 is black and 1 is white.

    Args:
        x: images with pixels in [0, 1], shape (n, rows * columns of ``shape``).
        shape: rows and columns of one image.
        columns: images in a row of the grid.
        title: written above the grid.
        row_names: written left of the rows of the grid, from the top.
    """
    rows = math.ceil(len(x) / columns)
    height, width = shape[0] + 1, shape[1] + 1  # one pixel of gap right of and below each image
    tiles = torch.full((rows * columns, height, width), math.nan)
    tiles[: len(x), :-1, :-1] = x.detach().float().cpu().reshape(-1, *shape)
    grid = tiles.reshape(rows, columns, height, width).transpose(1, 2)
    grid = grid.reshape(rows * height, columns * width)[:-1, :-1]

    figure, ax = axes(6.4, 0.4 + 6.4 * grid.shape[0] / grid.shape[1])
    ax.imshow(grid.numpy(), cmap="gray", vmin=0, vmax=1, interpolation="nearest")
    ax.spines[:].set_visible(False)
    ax.set_xticks([])
    ax.set_yticks([(i + 0.5) * height - 1 for i in range(len(row_names))], list(row_names))
    ax.tick_params(length=0)
    if title:
        ax.set_title(title)
    return figure


def latent_map(mu: Tensor, labels: Tensor, title: str | None = None) -> Figure:
    """Posterior means in a two-dimensional latent space, each drawn as its own label.

    Args:
        mu: posterior means, shape (n, 2).
        labels: class of each point, a digit, shape (n,).
        title: written above the map.
    """
    figure, ax = axes(6.0, 5.6)
    points = mu.detach().cpu()
    for label in labels.unique().tolist():
        z = points[labels.cpu() == label].numpy()
        colour = OKABE_ITO[label % len(OKABE_ITO)]
        ax.scatter(z[:, 0], z[:, 1], marker=f"${label}$", color=colour, s=42, linewidths=0.3)
    ax.axhline(0, color="0.8", linewidth=0.8, zorder=0)
    ax.axvline(0, color="0.8", linewidth=0.8, zorder=0)
    ax.set_aspect("equal")
    ax.set_xlabel("$\\mu_1$ (prior standard deviations)")
    ax.set_ylabel("$\\mu_2$ (prior standard deviations)")
    if title:
        ax.set_title(title)
    return figure


def curves(
    series: Mapping[str, Sequence[float] | Tensor],
    xlabel: str,
    ylabel: str,
    x: Sequence[float] | Tensor | None = None,
    title: str | None = None,
) -> Figure:
    """Named lines over a common axis, told apart by colour and by line style.

    Args:
        series: name of each line and its values.
        xlabel: label of the horizontal axis, with its unit.
        ylabel: label of the vertical axis, with its unit.
        x: where the values stand; counted from 1 if not given.
        title: written above the lines.
    """
    figure, ax = axes()
    for name, values in series.items():
        y = torch.as_tensor(values).detach().cpu()
        at = torch.arange(1, len(y) + 1) if x is None else torch.as_tensor(x)[: len(y)]
        ax.plot(at.numpy(), y.numpy(), label=name)
    ax.set_xlabel(xlabel)
    ax.set_ylabel(ylabel)
    if len(series) > 1:
        ax.legend(frameon=False)
    if title:
        ax.set_title(title)
    return figure


def kl_per_dimension(kl: Tensor, title: str | None = None) -> Figure:
    """The divergence of each latent dimension as bars, largest first.

    Args:
        kl: nats, shape (latent,), or (n, latent) to be averaged over the n images.
        title: written above the bars.
    """
    mean = kl.detach().cpu().reshape(-1, kl.shape[-1]).mean(0)
    values, order = mean.sort(descending=True)
    figure, ax = axes(6.0, 3.2)
    ax.bar([str(i + 1) for i in order.tolist()], values.numpy(), color=OKABE_ITO[0])
    ax.set_xlabel("latent dimension, largest first")
    ax.set_ylabel("KL(q(z|x) ‖ p(z)) (nats per image)")
    if title:
        ax.set_title(title)
    return figure
