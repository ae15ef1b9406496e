"""Right answers to fit_mixture."""

import torch
from torch import Tensor


def sgd_that_maximizes(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """torch.optim.SGD with maximize=True, on copies."""
    a, b, c = (t.detach().clone().requires_grad_(True) for t in (logits, means, log_stds))
    optimizer = torch.optim.SGD([a, b, c], lr=lr, maximize=True)
    for _ in range(steps):
        optimizer.zero_grad()
        mixture_log_prob(x, a, b, c).mean().backward()
        optimizer.step()
    return a.detach(), b.detach(), c.detach()


def backward_and_grad(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """loss.backward(), an update without a graph, and gradients that are set to None."""
    params = [t.detach().clone() for t in (logits, means, log_stds)]
    for p in params:
        p.requires_grad = True
    for _ in range(steps):
        loss = -mixture_log_prob(x, *params).mean()
        loss.backward()
        with torch.no_grad():
            for p in params:
                p -= lr * p.grad
                p.grad = None
    return params[0].detach(), params[1].detach(), params[2].detach()


def gradients_on_paper(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """The three gradients from the responsibilities, without autograd."""
    x, a, m, s = x.detach(), logits.detach(), means.detach(), log_stds.detach()
    for _ in range(steps):
        z = (x[:, None] - m) / s.exp()
        r = torch.softmax(torch.log_softmax(a, 0) - s - 0.5 * z**2, dim=1)
        da = r.mean(0) - torch.softmax(a, 0)
        dm = (r * z).mean(0) / s.exp()
        ds = (r * (z**2 - 1)).mean(0)
        a, m, s = a + lr * da, m + lr * dm, s + lr * ds
    return a, m, s


def torch_func_grad(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """torch.func.grad in all three arguments at once."""

    def objective(a: Tensor, m: Tensor, s: Tensor) -> Tensor:
        return mixture_log_prob(x.detach(), a, m, s).mean()

    slopes = torch.func.grad(objective, argnums=(0, 1, 2))
    point = (logits.detach(), means.detach(), log_stds.detach())
    for _ in range(steps):
        point = tuple(p + lr * g for p, g in zip(point, slopes(*point), strict=True))
    return point
