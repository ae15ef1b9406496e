"""The recurrent attention model, RAM (Mnih, Heess, Graves and Kavukcuoglu, 2014).

Chapter ``draw``: a classifier that looks at an image through a few glimpses, and draws where to
look next. A hard glimpse has no gradient in its place, so the network that chooses places is
trained by REINFORCE with a learned baseline (eq-draw-reinforce).
"""

import math
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from labsupport.errors import InputError
from labsupport.models import check_sizes


class Glimpses(NamedTuple):
    """What happened while a batch was looked at."""

    logits: Tensor  # of the classes after the last glimpse, (batch, classes)
    locations: Tensor  # drawn, (glimpses - 1, batch, 2); the first glimpse is in the middle
    means: Tensor  # of their normal distributions, the same shape
    baselines: Tensor  # expected rewards, (glimpses - 1, batch)


class RAM(nn.Module):
    """Glimpses of several scales, an LSTM, a network for the next place, and a classifier.

    A place is a pair (horizontal, vertical) between -1 and 1, the image's edges. It is drawn from a
    normal distribution of a fixed standard deviation in training; in evaluation it is the mean.

    Args:
        shape: rows and columns of an image.
        classes: number of classes.
        glimpses: how many looks, the first of which is at the middle.
        patch: rows and columns of a glimpse, at every scale.
        scales: how many; each covers twice the length of the one before with as many numbers.
        hidden: width of the LSTM and of what it is fed.
        std: standard deviation of a place.

    Raises:
        InputError: a size is no whole number from 1 up, or ``std`` is not above 0.
    """

    def __init__(
        self,
        shape: tuple[int, int],
        classes: int = 10,
        glimpses: int = 8,
        patch: int = 12,
        scales: int = 4,
        hidden: int = 256,
        std: float = 0.05,
    ) -> None:
        super().__init__()
        rows, columns = (int(size) for size in shape)
        check_sizes(
            [hidden], rows=rows, columns=columns, classes=classes, glimpses=glimpses, patch=patch,
            scales=scales,
        )  # fmt: skip
        if not 0 < std < math.inf:
            raise InputError(f"std is a number above 0, such as 0.05, not {std}")
        self.shape, self.glimpses, self.patch = (rows, columns), int(glimpses), int(patch)
        self.scales, self.std = int(scales), float(std)
        half = max(hidden // 2, 1)
        self.what = nn.Sequential(nn.Linear(scales * patch**2, half), nn.ReLU())
        self.where = nn.Sequential(nn.Linear(2, half), nn.ReLU())
        self.glimpse = nn.Sequential(nn.Linear(2 * half, hidden), nn.ReLU())
        self.core = nn.LSTMCell(hidden, hidden)
        self.locator = nn.Sequential(nn.Linear(hidden, half), nn.ReLU(), nn.Linear(half, 2))
        self.baseline = nn.Linear(hidden, 1)
        self.classifier = nn.Linear(hidden, classes)
        self.arguments = {
            "shape": [rows, columns], "classes": int(classes), "glimpses": self.glimpses,
            "patch": self.patch, "scales": self.scales, "hidden": int(hidden), "std": self.std,
        }  # fmt: skip

    def averages(self, x: Tensor) -> list[Tensor]:
        """``x`` (batch, pixels) averaged over squares of 1, 2, 4, … pixels, black outside.

        The first has the image's size. The others have one row and one column more: squares of an
        even length have their middle between pixels, and one at each edge.
        """
        image = x.unflatten(-1, self.shape)[:, None]
        found = [image]
        for n in (2**scale for scale in range(1, self.scales)):  # columns, then rows: less to add
            over_columns = F.avg_pool2d(image, (1, n), stride=1, padding=(0, n // 2))
            found.append(F.avg_pool2d(over_columns, (n, 1), stride=1, padding=(n // 2, 0)))
        return found

    def sensor(self, averages: list[Tensor], place: Tensor) -> Tensor:
        """The glimpses of all scales at a place: (batch, scales * patch * patch).

        Args:
            averages: of the images, at every scale.
            place: shape (batch, 2).
        """
        n = self.patch
        # Two units of place are the whole image.
        offset = 2 * torch.arange(n, dtype=place.dtype, device=place.device) - (n - 1)
        seen = []
        for scale, image in enumerate(averages):
            x = place[:, 0, None] + 2**scale * offset / self.shape[1]
            y = place[:, 1, None] + 2**scale * offset / self.shape[0]
            x, y = x[:, None, :].expand(-1, n, n), y[:, :, None].expand(-1, n, n)
            # Between pixels it interpolates; outside of the image everything is black.
            at_edges = scale > 0  # where the outermost averages have their middle
            grid = torch.stack([x, y], -1)
            seen.append(F.grid_sample(image, grid, align_corners=at_edges).flatten(1))
        return torch.cat(seen, -1)

    def forward(self, x: Tensor) -> Glimpses:
        """Look at ``x`` (batch, pixels)."""
        if x.dim() != 2 or x.shape[1] != self.shape[0] * self.shape[1]:
            raise InputError(
                f"images have the shape (batch, {self.shape[0] * self.shape[1]}), not "
                f"{tuple(x.shape)}"
            )
        averages = self.averages(x)
        place = x.new_zeros(len(x), 2)
        h = x.new_zeros(len(x), self.core.hidden_size)
        state = (h, h)
        locations: list[Tensor] = []
        means: list[Tensor] = []
        baselines: list[Tensor] = []
        for glimpse in range(self.glimpses):
            if glimpse:
                h = state[0].detach()
                mean = torch.tanh(self.locator(h))
                noise = self.std * torch.randn_like(mean) if self.training else 0.0
                # A place that is drawn is data from here on: with a gradient, the derivative of
                # its log-density in the mean would cancel to zero.
                place = (mean + noise).detach()
                locations.append(place)
                means.append(mean)
                baselines.append(self.baseline(h)[:, 0])
            seen = self.what(self.sensor(averages, place))
            state = self.core(self.glimpse(torch.cat([seen, self.where(place)], -1)), state)
        if not locations:  # one glimpse, whose place nobody chooses
            nothing = x.new_zeros(0, len(x), 2)
            return Glimpses(self.classifier(state[0]), nothing, nothing, nothing[..., 0])
        chosen = (torch.stack(part) for part in (locations, means, baselines))
        return Glimpses(self.classifier(state[0]), *chosen)

    def logits(self, x: Tensor) -> Tensor:
        """Logits of the classes, (batch, classes)."""
        return self(x).logits


def location_loss(
    locations: Tensor, means: Tensor, std: float, reward: Tensor, baselines: Tensor
) -> Tensor:
    """What the locator and the baseline minimize, shape (batch,) (eq-draw-location-loss).

    Its gradient in the means is the REINFORCE estimate of minus the expected reward's; that in the
    baselines is of their squared error, and of nothing else. The places are constants.

    Args:
        locations: drawn, shape (glimpses, batch, 2).
        means: of their normal distributions, the same shape.
        std: their standard deviation.
        reward: of each image, shape (batch,).
        baselines: expected rewards, shape (glimpses, batch).
    """
    error = (locations.detach() - means) / std
    log_prob = -0.5 * (error.square() + math.log(2 * math.pi * std**2)).sum(-1)
    advantage = reward.detach() - baselines
    return (advantage.square() - advantage.detach() * log_prob).sum(0)


def objective(model: RAM, x: Tensor, labels: Tensor, weight: float = 0.01) -> Tensor:
    """What training maximizes, shape (batch,): minus the cross-entropy and `location_loss`.

    The reward is 1 for the right class and 0 for a wrong one. Only the class's logits teach the
    core; place and baseline see it as a constant.

    Args:
        model: in training mode.
        x: images, shape (batch, pixels).
        labels: shape (batch,), int64.
        weight: of the location loss beside the cross-entropy.
    """
    found = model(x)
    reward = (found.logits.argmax(-1) == labels).to(x.dtype)
    loss = F.cross_entropy(found.logits, labels, reduction="none")
    where = location_loss(found.locations, found.means, model.std, reward, found.baselines)
    return -loss - weight * where
