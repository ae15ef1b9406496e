"""Right answers to last_state."""

import torch
from torch import Tensor


def two_places_by_index(outputs: Tensor, lengths: Tensor) -> Tensor:
    """Forward half at the last word by indexing, backward half at the first word."""
    forward, backward = outputs.chunk(2, -1)
    rows = torch.arange(len(outputs), device=outputs.device)
    return torch.cat([forward[rows, lengths.to(outputs.device) - 1], backward[:, 0]], -1)


def gathered_last_word(outputs: Tensor, lengths: Tensor) -> Tensor:
    """Gathers the forward state along the axis of places, and overwrites a copy of column 0."""
    hidden = outputs.shape[2] // 2
    places = (lengths - 1).view(-1, 1, 1).expand(-1, 1, hidden)
    states = outputs[:, 0].clone()
    states[:, :hidden] = outputs[..., :hidden].gather(1, places).squeeze(1)
    return states
