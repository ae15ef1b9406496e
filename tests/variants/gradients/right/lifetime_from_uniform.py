"""Other right ways of writing ``lifetime_from_uniform``."""

import torch


def in_units_of_the_rate(u, rate, wear):
    fresh = -torch.log(1 - u) / rate
    return 2 * fresh / (1 + (1 + 2 * wear * fresh / rate).sqrt())


def reciprocal_root(u, rate, wear):
    """With the age's inverse as the unknown, the root of the other quadratic is wanted."""
    used = torch.log1p(-u).neg()
    inverse = (rate + (rate.square() + 2 * wear * used).sqrt()) / (2 * used)
    return inverse.reciprocal()


def newton_polished(u, rate, wear):
    used = -torch.log1p(-u)
    t = 2 * used / (rate + torch.sqrt(rate * rate + 2 * wear * used))
    for _ in range(2):
        t = t - (rate * t + wear * t * t / 2 - used) / (rate + wear * t)
    return t


def difference_in_double(u, rate, wear):
    """The plain formula where wear is large, a series where it is small."""
    used = -torch.log1p(-u)
    x = wear * used / rate**2
    small = x.abs() < 1e-3
    safe = torch.where(small, torch.ones_like(x), x)
    series = 1 - x / 2 + x**2 / 2 - 5 * x**3 / 8
    return used / rate * torch.where(small, series, (torch.sqrt(1 + 2 * safe) - 1) / safe)


def by_hypotenuse(u, rate, wear):
    used = torch.special.log1p(-u).abs()
    root = torch.sqrt(torch.addcmul(rate**2, 2 * wear, used))
    return used.mul(2).div(root + rate)


def entry_by_entry(u, rate, wear):
    u, rate, wear = torch.broadcast_tensors(u, rate, wear)
    times = []
    for v, a, b in zip(u.reshape(-1), rate.reshape(-1), wear.reshape(-1), strict=True):
        used = -(1 - v).log()
        times.append(2 * used / (a + (a * a + 2 * b * used) ** 0.5))
    return torch.stack(times).view(u.shape)
