"""Two classifiers to measure RAM by: with DRAW's reader, and a convolutional network.

Chapter ``draw``. The first is section 4.1 of Gregor et al. (2015): an LSTM that chooses where to
read, with a window that has a gradient, so that backpropagation trains everything. The second is
the two-layer network of Mnih et al. (2014).
"""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from labsupport.errors import InputError
from labsupport.models import check_sizes
from labsupport.models.draw import Window, read_patch, window


class AttentionClassifier(nn.Module):
    """Reads patches of an image, one after the other, and names its class after the last.

    Args:
        shape: rows and columns of an image.
        classes: number of classes.
        glimpses: how many patches it reads.
        patch: rows and columns of a patch.
        hidden: width of the LSTM.
    """

    def __init__(
        self,
        shape: tuple[int, int],
        classes: int = 10,
        glimpses: int = 8,
        patch: int = 12,
        hidden: int = 256,
    ) -> None:
        super().__init__()
        rows, columns = (int(size) for size in shape)
        check_sizes(
            [hidden], rows=rows, columns=columns, classes=classes, glimpses=glimpses, patch=patch
        )
        self.shape, self.glimpses, self.patch = (rows, columns), int(glimpses), int(patch)
        self.core = nn.LSTMCell(patch**2, hidden)
        self.where = nn.Linear(hidden, 5)
        self.classifier = nn.Linear(hidden, classes)
        # Filters as wide as half the first window's stride: what they see leaves no gaps.
        stride = (max(self.shape) - 1) / max(patch - 1, 1)
        with torch.no_grad():
            self.where.bias.copy_(torch.tensor([0.0, 0.0, 2 * math.log(stride / 2), 0.0, 0.0]))
        self.arguments = {
            "shape": [rows, columns], "classes": int(classes), "glimpses": self.glimpses,
            "patch": self.patch, "hidden": int(hidden),
        }  # fmt: skip

    def forward(self, x: Tensor) -> tuple[Tensor, Window]:
        """Logits (batch, classes) and windows, each field (glimpses, batch), for ``x``."""
        check_images(x, self.shape)
        image = x.unflatten(-1, self.shape)
        h = x.new_zeros(len(x), self.core.hidden_size)
        state = (h, h)
        windows = []
        for _ in range(self.glimpses):
            at = window(self.where(state[0]).to(x.dtype), self.shape, self.patch)
            state = self.core(read_patch(image, at, self.patch).flatten(1), state)
            windows.append(at)
        stacked = Window(*(torch.stack(parts) for parts in zip(*windows, strict=True)))
        return self.classifier(state[0]), stacked

    def logits(self, x: Tensor) -> Tensor:
        """Logits of the classes, (batch, classes)."""
        return self(x)[0]


class ConvolutionalClassifier(nn.Module):
    """Filters of 10 × 10 pixels at every fifth place, and a hidden layer.

    Args:
        shape: rows and columns of an image, at least 10 each.
        classes: number of classes.
        channels: number of filters.
        hidden: width of the hidden layer.
    """

    def __init__(
        self, shape: tuple[int, int], classes: int = 10, channels: int = 8, hidden: int = 256
    ) -> None:
        super().__init__()
        rows, columns = (int(size) for size in shape)
        check_sizes([hidden], rows=rows, columns=columns, classes=classes, channels=channels)
        if min(rows, columns) < 10:
            raise InputError(f"the filters have 10 × 10 pixels; {rows} × {columns} is too small")
        self.shape = (rows, columns)
        self.filters = nn.Conv2d(1, channels, 10, stride=5)
        places = ((rows - 10) // 5 + 1) * ((columns - 10) // 5 + 1)
        self.hidden = nn.Linear(channels * places, hidden)
        self.classifier = nn.Linear(hidden, classes)
        self.arguments = {
            "shape": [rows, columns], "classes": int(classes), "channels": int(channels),
            "hidden": int(hidden),
        }  # fmt: skip

    def forward(self, x: Tensor) -> Tensor:
        """Logits (batch, classes) for ``x`` (batch, pixels)."""
        check_images(x, self.shape)
        found = F.relu(self.filters(x.unflatten(-1, self.shape)[:, None])).flatten(1)
        return self.classifier(F.relu(self.hidden(found)))

    def logits(self, x: Tensor) -> Tensor:
        """Logits of the classes, (batch, classes)."""
        return self(x)


def check_images(x: Tensor, shape: tuple[int, int]) -> None:
    """Raise InputError unless ``x`` has the shape (batch, rows * columns)."""
    if x.dim() != 2 or x.shape[1] != shape[0] * shape[1]:
        raise InputError(
            f"images have the shape (batch, {shape[0] * shape[1]}), not {tuple(x.shape)}"
        )


def objective(model: nn.Module, x: Tensor, labels: Tensor) -> Tensor:
    """The log-probability of the label, in nats, shape (batch,), for `training.fit`."""
    return -F.cross_entropy(model.logits(x), labels, reduction="none")  # type: ignore[operator]
