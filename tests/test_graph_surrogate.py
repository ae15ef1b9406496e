"""The reference of exercise ``graph_surrogate`` of topic ``gradients``, by the mean cost itself."""

import torch

from labsupport.checks.gradients import graphs
from labsupport.checks.inputs import Inputs
from solutions.gradients import graph_surrogate


def mean_cost(theta, loc):
    """Over both bits; the variance of the noise is 1."""
    one = torch.sigmoid(theta)
    return torch.stack([1 - one, one]) @ ((loc - theta) ** 2 + 1)


def test_the_mean_over_all_outcomes_is_the_gradient_of_the_mean_cost():
    for seed in range(5):
        given = graphs.inputs(Inputs(torch.Generator().manual_seed(seed)), 2)
        right = torch.func.grad(mean_cost, (0, 1))(*given[:2])
        for found, exact in zip(graphs.RIGHT(*given), right, strict=True):
            assert torch.allclose(found, exact)


def test_normal_noise_gives_the_same_mean():
    theta, loc, *_ = graphs.inputs(Inputs(torch.Generator().manual_seed(7)), 2)
    right = torch.func.grad(mean_cost, (0, 1))(theta, loc)
    generator = torch.Generator().manual_seed(8)
    n, groups, found = 2_000, 100, []
    theta.requires_grad_(), loc.requires_grad_()
    for _ in range(groups):
        bits = torch.bernoulli(torch.sigmoid(theta.detach()).expand(n), generator=generator)
        noise = torch.randn(n, generator=generator, dtype=theta.dtype)
        grads = torch.autograd.grad(graph_surrogate(theta, loc, bits, noise), (theta, loc))
        found.append(torch.cat([g.reshape(-1) for g in grads]))
    means = torch.stack(found)
    exact = torch.cat([g.reshape(-1) for g in right])
    assert ((means.mean(0) - exact).abs() < 5 * means.std(0) / groups**0.5).all()
    assert (means.std(0) / groups**0.5 < 0.05).all()


def test_no_mistake_is_right():
    """Each wrong line changes something, and is named as itself."""
    given = graphs.inputs(Inputs(torch.Generator().manual_seed(2)), 3)
    for sentence, wrong in graphs.EDITED.items():
        assert graphs.unbiased(wrong, *given) == sentence
