"""The path of exercise ``mixture_path`` of topic ``gradients``, by the quantile it avoids."""

import torch

from labsupport.checks.gradients import mixtures
from labsupport.checks.inputs import Inputs
from solutions.gradients import mixture_path


def quantile(u, logits, loc, scale):
    """The z with P(Z <= z) = u, by bisection."""
    low, high = torch.full_like(u, -30.0), torch.full_like(u, 30.0)
    for _ in range(80):
        middle = (low + high) / 2
        below = torch.special.ndtr((middle[:, None] - loc) / scale) @ torch.softmax(logits, 0)
        low, high = torch.where(below < u, middle, low), torch.where(below < u, high, middle)
    return low


def test_slopes_are_those_of_the_quantile():
    z, *parameters = mixtures.inputs(Inputs(torch.Generator().manual_seed(1)), 6, 3)
    weights, at = torch.softmax(parameters[0], 0), (z[:, None] - parameters[1]) / parameters[2]
    u = torch.special.ndtr(at) @ weights
    assert torch.allclose(quantile(u, *parameters), z)
    leaves = [p.clone().requires_grad_() for p in parameters]
    moved = mixture_path(z, *leaves)
    for n in range(len(z)):
        found = torch.autograd.grad(moved[n], leaves, retain_graph=True)
        for which, gradient in enumerate(found):
            for k in range(3):
                step = torch.zeros(3, dtype=torch.float64)
                step[k] = 1e-5
                up, down = (
                    quantile(
                        u, *[p + s * step if i == which else p for i, p in enumerate(parameters)]
                    )
                    for s in (1, -1)
                )
                assert abs((up - down)[n] / 2e-5 - gradient[k]) < 1e-5 * (1 + abs(gradient[k]))


def test_no_mistake_is_right():
    """Each wrong line changes something, and is named as itself or as one that gives the same."""
    given = mixtures.inputs(Inputs(torch.Generator().manual_seed(2)), *mixtures.SIZES[0])
    for sentence, wrong in {**mixtures.EDITED, **mixtures.VALUES}.items():
        assert str(mixtures.moves(wrong, *given)).endswith(sentence)
