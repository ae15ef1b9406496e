"""Right answers to control_variate."""

import torch
from torch import Tensor


def covariance_over_variance(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """Both with n - 1: the covariance by hand, the variance by torch.var."""
    n = len(estimates)
    dg = estimates - estimates.mean(dim=0, keepdim=True)
    dh = control - control.mean(dim=0, keepdim=True)
    beta = (dg * dh).sum(dim=0) / (n - 1) / torch.var(control, dim=0)
    return estimates - beta * (control - expected)


def least_squares_slope(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """beta is the slope of a straight line that is fitted to each column."""
    g = estimates.flatten(1) if estimates.dim() > 1 else estimates[:, None]
    h = control.reshape(g.shape)
    design = torch.stack([h - h.mean(0), torch.ones_like(h)], dim=-1).transpose(0, 1)
    normal = design.mT @ design
    coefficients = torch.linalg.solve(normal, design.mT @ g.T.unsqueeze(-1))
    beta = coefficients[:, 0, 0].reshape(estimates.shape[1:])
    return estimates - beta * (control - expected)


def column_by_column(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """A loop over the columns, each with torch.cov of g and h."""
    g, h = estimates.reshape(len(estimates), -1), control.reshape(len(control), -1)
    known = expected.reshape(-1)
    columns = []
    for j in range(g.shape[1]):
        table = torch.cov(torch.stack([g[:, j], h[:, j]]))
        columns.append(g[:, j] - table[0, 1] / table[1, 1] * (h[:, j] - known[j]))
    return torch.stack(columns, dim=1).reshape(estimates.shape)


def means_of_products(estimates: Tensor, control: Tensor, expected: Tensor) -> Tensor:
    """Moves h by its known mean first, and takes means of products of what is left."""
    h = control - expected
    dh = h - h.mean(0)
    cov = torch.mean(estimates * dh, 0)
    var = torch.mean(h * dh, 0)
    return torch.addcmul(estimates, (cov / var).expand_as(h), h, value=-1)
