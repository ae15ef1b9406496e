"""Other right ways of writing ``control_variate``."""

import torch


def centred_both(estimates, control, expected):
    g, h = estimates - estimates.mean(0), control - control.mean(0)
    beta = (g * h).mean(0) / h.square().mean(0)
    return estimates + beta * (expected - control)


def by_variances(estimates, control, expected):
    # 4 Cov(g, h) = Var(g + h) - Var(g - h)
    covariance = ((estimates + control).var(0) - (estimates - control).var(0)) / 4
    return estimates - covariance / control.var(0) * (control - expected)


def by_regression(estimates, control, expected):
    n = len(estimates)
    g, h = estimates.reshape(n, -1), control.reshape(n, -1)
    columns = []
    for i in range(g.shape[1]):
        design = torch.stack([torch.ones_like(h[:, i]), h[:, i]], 1)
        beta = torch.linalg.solve(design.T @ design, design.T @ g[:, i])[1]
        columns.append(beta)
    beta = torch.stack(columns).reshape(estimates.shape[1:])
    return estimates - beta * (control - expected)
