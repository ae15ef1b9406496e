"""Other right ways of writing ``pathwise_gradient``."""

import torch
from torch.distributions import Normal


def by_rsample(f, loc, scale, num_samples):
    mean = loc.detach().repeat(num_samples).requires_grad_()
    std = scale.detach().repeat(num_samples).requires_grad_()
    f(Normal(mean, std).rsample()).sum().backward()
    return torch.stack([mean.grad, std.grad], dim=1)


def from_the_draw(f, loc, scale, num_samples):
    x = Normal(loc, scale).sample((num_samples, 1)).requires_grad_()
    value = f(x)
    value.backward(torch.ones_like(value))
    return torch.cat([x.grad, x.grad * (x.detach() - loc) / scale], dim=1)


def one_by_one(f, loc, scale, num_samples):
    rows = []
    for _ in range(num_samples):
        both = torch.stack([loc, scale]).detach().requires_grad_()
        (row,) = torch.autograd.grad(
            f(both[0] + both[1] * torch.randn((), dtype=loc.dtype, device=loc.device)), both
        )
        rows.append(row)
    return torch.stack(rows)
