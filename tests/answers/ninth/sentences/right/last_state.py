"""Right answers to last_state."""

import torch
from torch import Tensor


def gathers_along_the_places(outputs: Tensor, lengths: Tensor) -> Tensor:
    """Gathers the forward half at the last word, and takes the first column of the other half."""
    half = outputs.shape[-1] // 2
    index = (lengths - 1)[:, None, None].expand(-1, 1, half)
    forward = outputs[..., :half].gather(1, index).squeeze(1)
    return torch.cat([forward, outputs[:, 0, half:]], -1)


def sentence_by_sentence(outputs: Tensor, lengths: Tensor) -> Tensor:
    """Cuts each sentence to its length, and joins its last forward and first backward state."""
    rows = []
    for states, length in zip(outputs, lengths.tolist(), strict=True):
        forward, backward = states[:length].chunk(2, dim=-1)
        rows.append(torch.cat((forward[-1], backward[0])))
    return torch.stack(rows)
