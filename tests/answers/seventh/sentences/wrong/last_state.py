"""Wrong answers to last_state."""

import torch
from torch import Tensor


def last_column(outputs: Tensor, lengths: Tensor) -> Tensor:
    """The forward state is taken from the last column, which is padding for short sentences."""
    forward, backward = outputs.chunk(2, -1)
    return torch.cat([forward[:, -1], backward[:, 0]], -1)


def both_at_the_last_word(outputs: Tensor, lengths: Tensor) -> Tensor:
    """Both directions are read at the last word, where the backward one has seen one word only."""
    rows = torch.arange(len(outputs), device=outputs.device)
    return outputs[rows, lengths - 1]


def squeezed(outputs: Tensor, lengths: Tensor) -> Tensor:
    """The axes of length 1 are all removed, so that a batch of one loses its batch axis."""
    forward, backward = outputs.chunk(2, -1)
    places = (lengths - 1)[:, None, None].expand(-1, 1, forward.shape[-1])
    return torch.cat([forward.gather(1, places), backward[:, :1]], -1).squeeze()


def one_place_late(outputs: Tensor, lengths: Tensor) -> Tensor:
    """The place after the last word is taken, except where the sentence fills its row."""
    forward, backward = outputs.chunk(2, -1)
    rows = torch.arange(len(outputs), device=outputs.device)
    places = lengths.clamp(max=outputs.shape[1] - 1)
    return torch.cat([forward[rows, places], backward[:, 0]], -1)


def directions_interleaved(outputs: Tensor, lengths: Tensor) -> Tensor:
    """The directions are thought to alternate along the last axis, not to be its two halves."""
    rows = torch.arange(len(outputs), device=outputs.device)
    pairs = outputs.reshape(*outputs.shape[:2], -1, 2)
    states = [pairs[rows, lengths - 1, :, 0], pairs[:, 0, :, 1]]
    return torch.stack(states, -1).flatten(1)
