"""Wrong answers to fit_mixture."""

import torch
from torch import Tensor


def gradients_pile_up(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Never clears the gradients: right in the first step, too fast from the second on."""
    learned = [p.detach().clone().requires_grad_() for p in (logits, means, log_stds)]
    for _ in range(steps):
        mixture_log_prob(x, *learned).mean().backward()
        with torch.no_grad():
            for p in learned:
                p += lr * p.grad
    return learned[0].detach(), learned[1].detach(), learned[2].detach()


def with_momentum(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """SGD with momentum 0.9: right in the first step only."""
    learned = [p.detach().clone().requires_grad_() for p in (logits, means, log_stds)]
    optimizer = torch.optim.SGD(learned, lr=lr, momentum=0.9, maximize=True)
    for _ in range(steps):
        optimizer.zero_grad()
        mixture_log_prob(x, *learned).mean().backward()
        optimizer.step()
    return learned[0].detach(), learned[1].detach(), learned[2].detach()


def one_parameter_after_the_other(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Each parameter moves by a gradient in which those before it have moved already."""
    learned = [p.detach() for p in (logits, means, log_stds)]
    for _ in range(steps):
        for i in range(3):
            learned[i] = learned[i].requires_grad_()
            (slope,) = torch.autograd.grad(mixture_log_prob(x, *learned).mean(), learned[i])
            learned[i] = (learned[i] + lr * slope).detach()
    return learned[0], learned[1], learned[2]


def gradient_clipped(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Scales the gradient down to length 1 where it is longer: far from the data it is."""
    learned = [p.detach().clone().requires_grad_() for p in (logits, means, log_stds)]
    optimizer = torch.optim.SGD(learned, lr=lr, maximize=True)
    for _ in range(steps):
        optimizer.zero_grad()
        mixture_log_prob(x, *learned).mean().backward()
        torch.nn.utils.clip_grad_norm_(learned, 1.0)
        optimizer.step()
    return learned[0].detach(), learned[1].detach(), learned[2].detach()


def best_so_far(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Returns the parameters with the highest likelihood on the way, not those after the last step."""
    learned = [p.detach() for p in (logits, means, log_stds)]
    best, highest = learned, float("-inf")
    for step in range(steps + 1):
        start = [p.detach().requires_grad_() for p in learned]
        value = mixture_log_prob(x, *start).mean()
        if value.item() > highest:
            best, highest = learned, value.item()
        if step < steps:
            slopes = torch.autograd.grad(value, start)
            learned = [(p + lr * g).detach() for p, g in zip(start, slopes, strict=True)]
    return best[0], best[1], best[2]


def logits_normalized_on_the_way(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Replaces the logits by log-weights in every step: the same mixture, but other logits."""
    learned = [p.detach() for p in (logits, means, log_stds)]
    for _ in range(steps):
        start = [p.detach().requires_grad_() for p in learned]
        slopes = torch.autograd.grad(mixture_log_prob(x, *start).mean(), start)
        learned = [(p + lr * g).detach() for p, g in zip(start, slopes, strict=True)]
        learned[0] = torch.log_softmax(learned[0], 0)
    return learned[0], learned[1], learned[2]


def widths_move_along_the_wrong_scale(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """By hand, but the slope of log_stds is that by the standard deviation: a factor is missing."""
    a, m, s = logits.detach(), means.detach(), log_stds.detach()
    for _ in range(steps):
        away = (x[:, None] - m) / s.exp()
        shares = torch.softmax(a - s - away.square() / 2, dim=1)
        slope_s = (shares * (away.square() - 1)).mean(0) / s.exp()
        slope_m = (shares * away).mean(0) / s.exp()
        a = a + lr * (shares.mean(0) - torch.softmax(a, 0))
        m, s = m + lr * slope_m, s + lr * slope_s
    return a.detach(), m.detach(), s.detach()


def stops_when_little_changes(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Stops as soon as the mean rises by less than 1e-3: not all steps are made."""
    learned, before = [p.detach() for p in (logits, means, log_stds)], float("-inf")
    for _ in range(steps):
        start = [p.detach().requires_grad_() for p in learned]
        value = mixture_log_prob(x, *start).mean()
        if value.item() - before < 1e-3:
            break
        before = value.item()
        slopes = torch.autograd.grad(value, start)
        learned = [(p + lr * g).detach() for p, g in zip(start, slopes, strict=True)]
    return learned[0], learned[1], learned[2]


def moves_the_tensors_of_the_caller(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Works on .data of the arguments: the caller's starting point has moved too."""
    learned = [logits.detach(), means.detach(), log_stds.detach()]
    for _ in range(steps):
        start = [p.clone().requires_grad_() for p in learned]
        slopes = torch.autograd.grad(mixture_log_prob(x, *start).mean(), start)
        for p, slope in zip(learned, slopes, strict=True):
            p.add_(slope, alpha=lr)
    return learned[0], learned[1], learned[2]


def narrow_components_held_up(
    x: Tensor, logits: Tensor, means: Tensor, log_stds: Tensor, steps: int, lr: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Clamps log_stds at -2 after each step, so that no component can become narrow."""
    learned = [p.detach() for p in (logits, means, log_stds)]
    for _ in range(steps):
        start = [p.detach().requires_grad_() for p in learned]
        slopes = torch.autograd.grad(mixture_log_prob(x, *start).mean(), start)
        learned = [(p + lr * g).detach() for p, g in zip(start, slopes, strict=True)]
        learned[2] = learned[2].clamp(min=-2)
    return learned[0], learned[1], learned[2]
