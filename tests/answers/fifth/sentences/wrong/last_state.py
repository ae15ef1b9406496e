"""Wrong answers to last_state."""

import torch
from torch import Tensor


def last_column(outputs: Tensor, lengths: Tensor) -> Tensor:
    """The forward state is that of the last column, which is padding for shorter sentences."""
    forward, backward = outputs.chunk(2, -1)
    return torch.cat([forward[:, -1], backward[:, 0]], -1)


def both_at_the_last_word(outputs: Tensor, lengths: Tensor) -> Tensor:
    """The backward state too is taken at the last word, of which alone it has read."""
    return outputs[torch.arange(len(outputs), device=outputs.device), lengths - 1]


def one_place_too_far(outputs: Tensor, lengths: Tensor) -> Tensor:
    """The place is counted from 1, and cut off at the end of the longest sentence."""
    forward, backward = outputs.chunk(2, -1)
    rows = torch.arange(len(outputs), device=outputs.device)
    places = lengths.clamp(max=outputs.shape[1] - 1)
    return torch.cat([forward[rows, places], backward[:, 0]], -1)


def axis_of_one_lost(outputs: Tensor, lengths: Tensor) -> Tensor:
    """The squeeze after gather also takes the axis of a batch of one."""
    hidden = outputs.shape[-1] // 2
    places = (lengths - 1)[:, None, None].expand(-1, 1, hidden)
    last = outputs[..., :hidden].gather(1, places).squeeze()
    return torch.cat([last, outputs[:, 0, hidden:].squeeze()], -1)


def directions_interleaved(outputs: Tensor, lengths: Tensor) -> Tensor:
    """Takes every other number for a direction, not the halves."""
    forward, backward = outputs[..., 0::2], outputs[..., 1::2]
    rows = torch.arange(len(outputs), device=outputs.device)
    return torch.cat([forward[rows, lengths - 1], backward[:, 0]], -1)


def backward_first(outputs: Tensor, lengths: Tensor) -> Tensor:
    """The directions are put together in the wrong order."""
    forward, backward = outputs.chunk(2, -1)
    rows = torch.arange(len(outputs), device=outputs.device)
    return torch.cat([backward[:, 0], forward[rows, lengths - 1]], -1)
