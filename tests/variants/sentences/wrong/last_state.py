"""Wrong ways of writing ``last_state``, and what their messages say."""

import torch

EDITS = """
    return torch.cat([forward[:, -1], backward[:, 0]], -1)
        # the state after the last column is taken, which is padding
    return outputs[rows, lengths - 1]  # the backward one has read everything at the first word
    return outputs[:, -1]  # both directions are read in the last column
    return torch.stack([forward[rows, lengths - 1], backward[:, 0]]).view(len(outputs), -1)
        # the states of different sentences are mixed
    return outputs.mean(1)  # the states are averaged over the places
    return torch.cat([backward[:, 0], forward[rows, lengths - 1]], -1)
        # the directions are exchanged
"""


def one_too_far(outputs, lengths):
    """"""
    hidden = outputs.shape[-1] // 2
    place = lengths.clamp(max=outputs.shape[1] - 1)
    forward = outputs[torch.arange(len(outputs)), place, :hidden]
    return torch.cat([forward, outputs[:, 0, hidden:]], 1)
