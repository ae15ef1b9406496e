"""Right answers to last_state."""

import torch
from torch import Tensor


def rows_and_places(outputs: Tensor, lengths: Tensor) -> Tensor:
    """The last word's place of each row for the one direction, the first for the other."""
    forward, backward = outputs.chunk(2, -1)
    rows = torch.arange(len(outputs), device=outputs.device)
    return torch.cat([forward[rows, lengths - 1], backward[:, 0]], -1)


def gathered(outputs: Tensor, lengths: Tensor) -> Tensor:
    """One gather along the places, with an index for every number of the last axis."""
    hidden = outputs.shape[-1] // 2
    last = (lengths - 1).to(outputs.device).unsqueeze(1)
    places = torch.cat([last.repeat(1, hidden), torch.zeros_like(last).repeat(1, hidden)], 1)
    return outputs.gather(1, places[:, None, :]).squeeze(1)


def sentence_by_sentence(outputs: Tensor, lengths: Tensor) -> Tensor:
    """A loop over the batch that writes into a table."""
    batch, _, width = outputs.shape
    half = width // 2
    states = outputs.new_zeros(batch, width)
    for i, length in enumerate(lengths.tolist()):
        states[i, :half] = outputs[i, length - 1, :half]
        states[i, half:] = outputs[i, 0, half:]
    return states
