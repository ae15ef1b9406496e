"""Right answers to fit_mixture."""

import torch
from torch import Tensor, nn


def optimizer_of_the_library(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """torch.optim.SGD with maximize=True, on clones."""
    learned = [t.detach().clone().requires_grad_() for t in (logits, means, log_stds)]
    optimizer = torch.optim.SGD(learned, lr=lr, maximize=True)
    for _ in range(steps):
        optimizer.zero_grad()
        mixture_log_prob(x, *learned).mean().backward()
        optimizer.step()
    a, b, c = (t.detach() for t in learned)
    return a, b, c


def gradient_on_paper(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """No autograd: the slopes are averages of responsibilities, derived by hand."""
    a, m, s = logits.detach(), means.detach(), log_stds.detach()
    points = x.detach()[:, None]
    for _ in range(steps):
        away = (points - m) / s.exp()
        shares = torch.softmax(a - s - away.square() / 2, dim=1)
        slope_a = shares.mean(0) - torch.softmax(a, 0)
        slope_m = (shares * away).mean(0) / s.exp()
        slope_s = (shares * (away.square() - 1)).mean(0)
        a, m, s = a + lr * slope_a, m + lr * slope_m, s + lr * slope_s
    return a, m, s


def functional_gradient(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """torch.func.grad by all three arguments of the mean."""

    def objective(a: Tensor, m: Tensor, s: Tensor) -> Tensor:
        return mixture_log_prob(x.detach(), a, m, s).mean()

    slopes = torch.func.grad(objective, argnums=(0, 1, 2))
    state = (logits.detach(), means.detach(), log_stds.detach())
    for _ in range(steps):
        state = tuple(p + lr * g for p, g in zip(state, slopes(*state), strict=True))
    return state[0], state[1], state[2]


def one_table_of_three_rows(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Stacks the parameters into a table (3, k), descends on minus the mean, unpacks it."""
    table = torch.stack([logits, means, log_stds]).detach()
    while steps > 0:
        table.requires_grad_(True)
        loss = -mixture_log_prob(x, table[0], table[1], table[2]).sum() / x.numel()
        (slope,) = torch.autograd.grad(loss, table)
        table = table.detach() - lr * slope
        steps -= 1
    a, m, s = table.detach().unbind(0)
    return a, m, s


def a_module_with_parameters(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Three nn.Parameter, backward, and updates in place under no_grad."""
    learned = nn.ParameterList(nn.Parameter(t.clone().detach()) for t in (logits, means, log_stds))
    for _ in range(steps):
        learned.zero_grad()
        mixture_log_prob(x, *learned).mean().neg().backward()
        with torch.no_grad():
            for parameter in learned:
                if parameter.grad is not None:
                    parameter.sub_(parameter.grad, alpha=lr)
    return learned[0].detach(), learned[1].detach(), learned[2].detach()
