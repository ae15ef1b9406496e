"""Other right ways of writing ``sample_on_grid``."""

import torch


def in_logarithms(log_f, grid, u):
    half = 0.5 * torch.diff(grid)
    log_mass = torch.logaddexp(log_f[:-1], log_f[1:]) + half.log()
    log_z = log_mass.logsumexp(0)
    share = (log_mass - log_z).exp()
    cdf = torch.cat([share.new_zeros(1), torch.cumsum(share, 0)])
    cell = torch.searchsorted(cdf[1:-1].contiguous(), u, right=True)
    inside = (u - cdf[cell]) / share[cell]
    return torch.lerp(grid[cell], grid[cell + 1], inside), log_z


def with_trapezoids(log_f, grid, u):
    shift = log_f.max().detach()
    f = torch.exp(log_f - shift)
    upper = torch.cumulative_trapezoid(f, grid)
    z = torch.trapezoid(f, grid)
    lower = torch.cat([torch.zeros_like(upper[:1]), upper[:-1]])
    wanted = u * z
    cell = torch.bucketize(wanted.detach(), upper.detach()[:-1])
    step = grid[cell + 1] - grid[cell]
    x = grid[cell] + step * (wanted - lower[cell]) / (upper[cell] - lower[cell])
    return [x, shift + torch.log(z)]


def loop(log_f, grid, u):
    largest = log_f.max()
    f = (log_f - largest).exp()
    masses = [(f[i] + f[i + 1]) * (grid[i + 1] - grid[i]) / 2 for i in range(len(grid) - 1)]
    z = torch.stack(masses).sum()
    points = []
    for each in u:
        before = torch.zeros_like(z)
        i = 0
        while i < len(masses) - 1 and (before + masses[i]) / z < each:
            before = before + masses[i]
            i += 1
        points.append(grid[i] + (each * z - before) / masses[i] * (grid[i + 1] - grid[i]))
    return torch.stack(points), z.log() + largest


def by_comparison(log_f, grid, u):
    weights = torch.softmax(log_f, 0)
    mass = (weights[1:] + weights[:-1]) * grid.diff() / 2
    total = mass.sum()
    cdf = torch.nn.functional.pad(mass.cumsum(0), (1, 0)) / total
    cell = (cdf[1:-1] <= u[:, None]).sum(1)
    rate = grid.diff()[cell] / (mass[cell] / total)
    return grid[cell] + (u - cdf[cell]) * rate, total.log() + log_f.logsumexp(0)
