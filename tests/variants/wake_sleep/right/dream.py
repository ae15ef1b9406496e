"""Other right ways of writing ``dream``."""

import torch


def where(u2, u1, u_x, to_x, bias_x, to_1, bias_1, bias_2):
    def unit(u, odds):
        p = torch.sigmoid(odds)
        return torch.where(u < p, torch.ones_like(u), torch.zeros_like(u))

    h2 = unit(u2, bias_2)
    h1 = unit(u1, torch.nn.functional.linear(h2, to_1, bias_1))
    return unit(u_x, torch.nn.functional.linear(h1, to_x, bias_x)), h1, h2


def by_logits(u2, u1, u_x, to_x, bias_x, to_1, bias_1, bias_2):
    h2 = (torch.log(u2) - torch.log1p(-u2) < bias_2).type_as(to_x)
    h1 = (torch.logit(u1) < torch.einsum("nj,ij->ni", h2, to_1) + bias_1).type_as(to_x)
    x = (torch.logit(u_x) < torch.einsum("ni,pi->np", h1, to_x) + bias_x).type_as(to_x)
    return x, h1, h2


def dream_by_dream(u2, u1, u_x, to_x, bias_x, to_1, bias_1, bias_2):
    xs, lower, upper = [], [], []
    for n in range(len(u2)):
        h2 = torch.heaviside(
            torch.sigmoid(bias_2) - u2[n], torch.zeros((), dtype=u2.dtype, device=u2.device)
        )
        h1 = (torch.sigmoid(to_1 @ h2 + bias_1) > u1[n]) * torch.ones_like(u1[n])
        xs.append((torch.sigmoid(to_x @ h1 + bias_x) > u_x[n]) * torch.ones_like(u_x[n]))
        lower.append(h1)
        upper.append(h2)
    return torch.stack(xs), torch.stack(lower), torch.stack(upper)
