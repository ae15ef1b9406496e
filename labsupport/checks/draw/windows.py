"""The exercises of topic ``draw`` on attention: filters, reading and writing through a window."""

import torch
from torch import Tensor

from labsupport.checks.declaration import Declaration
from labsupport.checks.inputs import Inputs

# --- filter_centres


def filter_centres(g: Tensor, log_delta: Tensor, size: int, longest: int, n: int) -> Tensor:
    """A grid around the middle, n - 1 strides long."""
    middle = (size + 1) / 2 * (g + 1) - 1
    stride = (longest - 1) / (n - 1) * log_delta.exp()
    number = torch.arange(n, dtype=g.dtype, device=g.device)
    return middle[:, None] + (number - n / 2 + 0.5) * stride[:, None]


def grids(make: Inputs, batch: int, size: int, longest: int, n: int) -> list[object]:
    """Windows of several places and widths."""
    return [make.uniform(-0.8, 0.8, batch), make.uniform(-1.2, 0.4, batch), size, longest, n]


FILTER_CENTRES = Declaration(
    filter_centres,
    grids,
    [(4, 9, 12, 5), (1, 12, 12, 4), (3, 7, 7, 2), (2, 5, 20, 12), (6, 28, 28, 3)],
    edits="""
        - n / 2 + 0.5 -> - n / 2 - 0.5  # the grid is shifted by one stride:
            # i - N/2 - 0.5 is for filters counted from 1; counted from 0 it is i - N/2 + 0.5
        - n / 2 + 0.5 -> - n / 2  # the grid is shifted by half a stride: its middle is (n - 1) / 2
        (number - n / 2 + 0.5) -> number  # the grid begins at the middle;
            # as many filters lie left of it as right
        (number - n / 2 + 0.5) -> (number + 1 - n / 2 + 0.5)  # filters are counted from 1 here;
            # the first should be number 0
        (g + 1) - 1 -> (g + 1)  # everything is one pixel too far: the paper counts pixels from 1,
            # so subtract 1
        (size + 1) / 2 -> (size - 1) / 2  # the middle is scaled with size - 1;
            # it is (size + 1) / 2 * (g + 1) - 1
        (size + 1) -> size  # the middle is scaled with size; it is (size + 1) / 2 * (g + 1) - 1
        (g + 1) - 1 -> g - 1  # g is used as it is; 0 is the middle of the image, so g + 1 is scaled
        (size + 1) / 2 -> (longest + 1) / 2  # the middle is scaled with the longest side;
            # it belongs to this side
        * log_delta.exp() -> * log_delta  # log_delta is a logarithm: the stride has its exponential
        / (n - 1) -> / n  # the stride is divided by n; n filters have n - 1 gaps
        (longest - 1) / (n - 1) -> longest / (n - 1)  # the stride is longest / (n - 1);
            # from the first pixel to the last it is longest - 1
        (longest - 1) / (n - 1) -> (size - 1) / (n - 1)  # the stride is scaled with this side;
            # it is the longest one's, for both directions
        stride = log_delta.exp()  # the stride is exp(log_delta) pixels;
            # it is that many times (longest - 1) / (n - 1)
        middle[:, None] + -> middle[:, None] -  # the order of the filters is reversed
    """,
)


# --- filterbank


def filterbank(centres: Tensor, log_var: Tensor, size: int) -> Tensor:
    """Normal weights over the pixels, each filter's with the sum 1."""
    pixel = torch.arange(size, dtype=centres.dtype, device=centres.device)
    squared = (pixel - centres.unsqueeze(-1)) ** 2
    log_weight = -squared / (2 * log_var.exp()[:, None, None])
    return torch.softmax(log_weight, -1)


def some_filters(make: Inputs, batch: int, n: int, size: int) -> list[object]:
    """Filters in the image and at its border, some narrow, some wide."""
    return [make.uniform(-1.0, float(size), batch, n), make.uniform(0.3, 2.0, batch), size]


OUTSIDE = torch.tensor([[-300.0, -60.0, 90.0, 400.0]])
FILTERBANK = Declaration(
    filterbank,
    some_filters,
    [(3, 4, 6), (1, 2, 5), (2, 1, 9), (4, 3, 1), (2, 5, 5)],
    edits="""
        return torch.exp(log_weight)  # the filters are not normalized: each should have the sum 1
        , -1 -> , -2  # normalized over the filters; the sum over the pixels should be 1
        , -1 -> , 0  # normalized over the batch; the sum over the pixels should be 1
        (2 * log_var.exp()[:, None, None]) -> log_var.exp()[:, None, None]
            # the 2 of the exponent is missing: it is twice the variance
        log_var.exp() -> (2 * log_var).exp()  # the variance is squared:
            # log_var is the logarithm of the variance
        log_var.exp() -> (0.5 * log_var).exp()
            # the standard deviation is used where the variance belongs
        log_var.exp() -> log_var  # log_var is a logarithm: take its exponential
        log_weight = -squared * log_var.exp()[:, None, None] / 2
            # it is multiplied by the variance; divide
        log_weight = -squared / 2  # the variance is not used
        squared = (pixel + 1 - centres.unsqueeze(-1))**2  # pixels are counted from 1 here;
            # the first should be number 0
        squared = (pixel - centres.unsqueeze(-1)).abs()  # the distance is not squared
        -squared -> squared  # far pixels weigh the most: the sign of the exponent is wrong
        return torch.log_softmax(log_weight, -1)  # the logarithms of the weights are returned
        return torch.exp(log_weight) / torch.sqrt(2 * torch.pi * log_var.exp())[:, None, None]
            # this is the normal density; at the border its sum over the pixels is not 1
        return torch.exp(log_weight) / torch.exp(log_weight).amax(-1, keepdim=True)
            # the weights are divided by their largest, not by their sum
        return torch.exp(log_weight) / torch.exp(log_weight).sum((-2, -1), keepdim=True)
            # each filter is divided by the sum over the filters and the pixels
    """,
    hard={
        "a filter far outside of the image has weights of sum 1 too: all of them are rounded to 0 "
        "before they are normalized; subtract the largest exponent first, as softmax does": (
            lambda make: [[OUTSIDE + make.uniform(0.0, 1.0, 1, 4), make.uniform(-2.2, -1.8, 1), 8]]
        )
    },
)


# --- read


def read(x: Tensor, canvas: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """F_y times image times F_x transposed, of the image and of the error."""
    error = x - canvas.sigmoid()
    seen = f_y @ x @ f_x.mT
    missing = f_y @ error @ f_x.mT
    return gamma[:, None, None, None] * torch.stack([seen, missing], 1)


def looks(make: Inputs, batch: int, rows: int, columns: int, n: int) -> list[Tensor]:
    """Images, canvases, and filters that are positive and have no symmetry."""
    return [
        make.uniform(0.1, 0.9, batch, rows, columns),
        make.normal(batch, rows, columns),
        make.uniform(0.1, 0.9, batch, n, rows),
        make.uniform(0.1, 0.9, batch, n, columns),
        make.uniform(1.4, 2.5, batch),
    ]


READ = Declaration(
    read,
    looks,
    [(3, 4, 4, 4), (2, 5, 3, 2), (1, 3, 6, 1), (4, 2, 2, 3)],
    edits="""
        x - canvas.sigmoid() -> x  # the image is read twice, [x, x]; the second is the error image,
            # x - sigmoid(canvas)
        error = x - canvas  # the canvas is subtracted as it is; its logits become pixels by sigmoid
        x - canvas.sigmoid() -> canvas.sigmoid()  # the second patch is what is drawn,
            # not what is missing: x - sigmoid(canvas)
        x - canvas.sigmoid() -> canvas  # the second patch is that of the canvas' logits
        x - canvas.sigmoid() -> canvas.sigmoid() - x  # the error image has the wrong sign:
            # it is what is missing, x - sigmoid(canvas)
        error = x - canvas.tanh()  # the error is computed with tanh; pixels are sigmoid(canvas)
        [seen, missing] -> [missing, seen]  # the error comes first; the image should
        seen = f_x @ x @ f_y.mT; missing = f_x @ error @ f_y.mT
            # the filters over rows and columns are exchanged
        seen = f_x.mT @ x @ f_y; missing = f_x.mT @ error @ f_y
            # the filters over the columns stand on the left: it is f_y x f_x transposed
        f_x. => f_y.  # both filters are those over the rows
        seen = f_y.mT @ x @ f_x; missing = f_y.mT @ error @ f_x
            # the filters are not transposed as they should be: it is f_y x f_x transposed
        torch.stack([seen, missing], 1) -> torch.stack([seen, missing], 1).mT
            # the patches are transposed: rows first
        gamma[:, None, None, None] * ->  # gamma is missing
        return torch.stack([seen, missing], 1) / gamma[:, None, None, None]
            # gamma divides what is read; it multiplies
        return torch.stack([gamma[:, None, None] * seen, missing], 1)
            # gamma multiplies the image alone; it is for both patches
        gamma[:, None, None, None] * -> gamma[:, None, None, None] ** 2 *  # gamma multiplies twice
        missing = f_y @ x @ f_x.mT - torch.sigmoid(f_y @ canvas @ f_x.mT)  # the error is computed
            # between the patches, not between the images: sigmoid comes before the filters
        torch.stack([seen, missing], 1) -> (seen + missing)[:, None]  # the two patches are added;
            # return both
    """,
)


# --- write


def write(patch: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """F_y transposed times patch times F_x, over gamma."""
    return f_y.mT @ patch @ f_x / gamma[:, None, None]


def strokes(make: Inputs, batch: int, rows: int, columns: int, n: int) -> list[Tensor]:
    """Patches, and the filters of `looks`."""
    _, _, f_y, f_x, gamma = looks(make, batch, rows, columns, n)
    return [make.normal(batch, n, n), f_y, f_x, gamma]


WRITE = Declaration(
    write,
    strokes,
    [(3, 4, 4, 4), (2, 5, 3, 2), (1, 3, 6, 1), (4, 2, 2, 3)],
    edits="""
        f_x / gamma -> f_x * gamma  # gamma multiplies what is written; it divides
        / gamma[:, None, None] ->  # gamma is missing: what is written is divided by it
        / gamma[:, None, None] -> / gamma[:, None, None] ** 2  # gamma divides twice
        f_y.mT @ patch @ f_x -> f_x.mT @ patch @ f_y
            # the filters over rows and columns are exchanged
        @ patch @ f_x -> @ patch @ f_y  # both filters are those over the rows
        f_y.mT @ patch -> f_x.mT @ patch  # both filters are those over the columns
        f_y.mT @ patch @ f_x -> f_y @ patch @ f_x.mT  # the filters are used as for reading:
            # writing has f_y transposed on the left
        f_y.mT @ patch -> f_y @ patch  # f_y is not transposed
        @ patch @ f_x -> @ patch @ f_x.mT  # f_x is transposed; in writing it is not
        f_y.mT @ patch @ f_x -> f_y.mT @ patch.mT @ f_x  # the patch is transposed
        f_y.mT @ patch @ f_x -> (f_y.mT @ patch @ f_x).mT  # the image is transposed: rows first
        return torch.sigmoid(f_y.mT @ patch @ f_x / gamma[:, None, None])  # sigmoid is applied;
            # the canvas has logits
    """,
    hard={
        "for a gamma below 1 it is wrong: divide by gamma as it is": lambda make: [
            [*others, gamma / 8] for *others, gamma in [strokes(make, 3, 4, 4, 4)]
        ]
    },
)
