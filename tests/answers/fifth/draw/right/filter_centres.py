"""Right answers to filter_centres."""

import torch
from torch import Tensor


def offsets_times_stride(g: Tensor, log_delta: Tensor, size: int, longest: int, n: int) -> Tensor:
    """The numbers of the filters minus their mean, times the stride."""
    number = torch.arange(n, dtype=g.dtype, device=g.device)
    middle = (size + 1) / 2 * (g + 1) - 1
    stride = (longest - 1) / (n - 1) * log_delta.exp()
    return middle[:, None] + (number - number.mean()) * stride[:, None]


def between_first_and_last(g: Tensor, log_delta: Tensor, size: int, longest: int, n: int) -> Tensor:
    """The grid is half as wide as the longest side to both sides, times the zoom."""
    share = torch.linspace(-1, 1, n, dtype=g.dtype, device=g.device)
    half_width = 0.5 * (longest - 1) * torch.exp(log_delta)
    middle = 0.5 * (size + 1) * (1 + g) - 1
    return torch.addcmul(middle.unsqueeze(1), half_width.unsqueeze(1), share)


def filter_by_filter(g: Tensor, log_delta: Tensor, size: int, longest: int, n: int) -> Tensor:
    """A loop over the filters, with a column for each."""
    stride = torch.exp(log_delta) * (longest - 1) / (n - 1)
    first = (size + 1) * (g + 1) / 2 - 1 - (n - 1) / 2 * stride
    return torch.stack([first + i * stride for i in range(n)], dim=-1)


def image_by_image(g: Tensor, log_delta: Tensor, size: int, longest: int, n: int) -> Tensor:
    """One window, and vmap; numbers counted from 1, so that the middle is (n + 1) / 2."""
    numbers = torch.arange(1, n + 1, dtype=g.dtype, device=g.device)

    def one(place: Tensor, zoom: Tensor) -> Tensor:
        stride = (longest - 1) / (n - 1) * zoom.exp()
        return (size + 1) / 2 * (place + 1) - 1 + (numbers - (n + 1) / 2) * stride

    return torch.vmap(one)(g, log_delta)
