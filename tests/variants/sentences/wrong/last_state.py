"""Wrong ways of writing ``last_state``; a docstring is what its message says."""

import torch


def last_column(outputs, lengths):
    """the state after the last column is taken, which is padding"""
    hidden = outputs.shape[-1] // 2
    return torch.cat([outputs[:, -1, :hidden], outputs[:, 0, hidden:]], 1)


def both_at_the_end(outputs, lengths):
    """the backward one has read everything at the first word"""
    return outputs[torch.arange(len(outputs)), lengths - 1]


def both_in_the_last_column(outputs, lengths):
    """both directions are read in the last column"""
    return outputs[:, -1]


def one_too_far(outputs, lengths):
    """"""
    hidden = outputs.shape[-1] // 2
    place = lengths.clamp(max=outputs.shape[1] - 1)
    forward = outputs[torch.arange(len(outputs)), place, :hidden]
    return torch.cat([forward, outputs[:, 0, hidden:]], 1)


def mixed(outputs, lengths):
    """the states of different sentences are mixed"""
    hidden = outputs.shape[-1] // 2
    rows = torch.arange(len(outputs))
    h_n = torch.stack([outputs[rows, lengths - 1, :hidden], outputs[:, 0, hidden:]])
    return h_n.view(len(outputs), -1)


def averaged(outputs, lengths):
    """the states are averaged over the places"""
    return outputs.mean(1)


def exchanged(outputs, lengths):
    """the directions are exchanged"""
    hidden = outputs.shape[-1] // 2
    rows = torch.arange(len(outputs))
    return torch.cat([outputs[:, 0, hidden:], outputs[rows, lengths - 1, :hidden]], 1)
