"""Other right ways of writing ``boltzmann``."""

import torch


def softmax_and_logsumexp(energy, temperature):
    return torch.softmax(-energy / temperature, 1), -temperature * torch.logsumexp(
        -energy / temperature, 1
    )


def from_the_lowest(energy, temperature):
    lowest = energy.min(-1, keepdim=True).values
    weight = torch.exp((lowest - energy) / temperature)
    z = weight.sum(-1, keepdim=True)
    return weight / z, (lowest - temperature * z.log()).squeeze(-1)


def by_its_free_energy(energy, temperature):
    q = torch.nn.functional.softmax(energy / -temperature, dim=-1)
    log_q = torch.nn.functional.log_softmax(energy / -temperature, dim=-1)
    return q, (q * (energy + temperature * log_q)).sum(-1)


def row_by_row(energy, temperature):
    rows = [torch.softmax(-e / temperature, 0) for e in energy]
    least = [-temperature * torch.logsumexp(-e / temperature, 0) for e in energy]
    return torch.stack(rows), torch.stack(least)
