"""Right answers to last_state."""

import torch
from torch import Tensor


def rows_and_places(outputs: Tensor, lengths: Tensor) -> Tensor:
    """Indexing with a pair of row and place; the other direction ends in the first column."""
    forward, backward = outputs.chunk(2, -1)
    rows = torch.arange(len(outputs), device=outputs.device)
    return torch.cat([forward[rows, lengths.to(outputs.device) - 1], backward[:, 0]], -1)


def gathered(outputs: Tensor, lengths: Tensor) -> Tensor:
    """One gather whose places are the last word for one half and the first for the other."""
    batch, _, width = outputs.shape
    places = outputs.new_zeros(batch, 1, width, dtype=torch.int64)
    places[:, 0, : width // 2] = (lengths - 1).unsqueeze(1)
    return outputs.gather(1, places).squeeze(1)


def sentence_by_sentence(outputs: Tensor, lengths: Tensor) -> Tensor:
    """A loop that cuts the padding off each sentence and takes both ends of what remains."""
    hidden = outputs.shape[-1] // 2
    states = []
    for row, length in zip(outputs, lengths.tolist(), strict=True):
        words = row[:length]
        states.append(torch.cat((words[-1, :hidden], words[0, hidden:])))
    return torch.stack(states)
