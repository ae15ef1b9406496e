"""Other right ways of writing ``last_state``."""

import torch


def gather(outputs, lengths):
    hidden = outputs.shape[-1] // 2
    at = (lengths - 1).view(-1, 1, 1).expand(-1, 1, hidden)
    forward = outputs[:, :, :hidden].gather(1, at).squeeze(1)
    return torch.cat((forward, outputs[:, 0, hidden:]), dim=1)


def loop(outputs, lengths):
    hidden = outputs.shape[2] // 2
    rows = []
    for states, length in zip(outputs, lengths.tolist(), strict=True):
        rows.append(torch.cat([states[length - 1, :hidden], states[0, hidden:]]))
    return torch.stack(rows)


def one_hot(outputs, lengths):
    hidden = outputs.shape[2] // 2
    place = torch.arange(outputs.shape[1], device=outputs.device)
    last = (place == lengths[:, None] - 1).to(outputs.dtype)
    forward = torch.einsum("bt,bth->bh", last, outputs[..., :hidden])
    return torch.hstack([forward, outputs[:, 0, hidden:]])


def view(outputs, lengths):
    batch, longest, both = outputs.shape
    directions = outputs.view(batch, longest, 2, both // 2)
    rows = torch.arange(batch, device=outputs.device)
    ends = torch.stack([directions[rows, lengths - 1, 0], directions[:, 0, 1]], 1)
    return ends.reshape(batch, both)
