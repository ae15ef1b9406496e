"""Annealed weights where the evidence is known."""

import pytest
import torch
from torch.distributions import MultivariateNormal, Normal
from torch.testing import assert_close

from labsupport.annealing import annealed_log_w, hamiltonian_step
from labsupport.models.linear_gaussian import LinearGaussian

MODEL = LinearGaussian(
    torch.tensor([[1.5, 0.3], [0.8, -1.0]]).double(),
    torch.tensor([0.1, -0.2]).double(),
    torch.tensor(0.3).double(),
)
X = torch.tensor([1.2, 0.4]).double()
Q = Normal(torch.tensor([0.0, 0.3]).double(), torch.tensor([0.9, 0.7]).double())
CHAINS = 20_000


def log_q(z):
    return Q.log_prob(z).sum(-1)


def log_p(z):
    return MODEL.log_joint(X, z)


def test_a_hamiltonian_step_leaves_its_density_as_it_is():
    torch.manual_seed(0)
    posterior = MODEL.posterior(X)
    z = posterior.sample((CHAINS,))
    moved = hamiltonian_step(log_p, z, 0.4, 3)
    rate = (moved != z).any(-1).double().mean()
    assert 0.3 < rate < 0.99  # some are refused: without the refusal it would not hold
    assert_close(moved.mean(0), posterior.mean, atol=0.02, rtol=0)
    assert_close(moved.T.cov(), posterior.covariance_matrix, atol=0.02, rtol=0)


@pytest.mark.parametrize("steps", [1, 4, 16])
def test_forward_weights_have_the_evidence_as_their_mean_and_backward_ones_its_inverse(steps):
    torch.manual_seed(1)
    exact = MODEL.log_evidence(X)
    forward = annealed_log_w(log_q, log_p, Q.sample((CHAINS,)), steps) - exact
    start = MODEL.posterior(X).sample((CHAINS,))
    back = annealed_log_w(log_q, log_p, start, steps, backwards=True) - exact
    for log_ratio in (forward, -back):
        ratio = log_ratio.exp()
        assert (ratio.mean() - 1).abs() < 4 * ratio.std() / CHAINS**0.5
    assert forward.mean() < 0 < back.mean()


def test_more_steps_bring_both_sides_together():
    torch.manual_seed(2)
    gaps = []
    for steps in (1, 8, 64):
        low = annealed_log_w(log_q, log_p, Q.sample((2000,)), steps).mean()
        start = MODEL.posterior(X).sample((2000,))
        gaps.append(annealed_log_w(log_q, log_p, start, steps, backwards=True).mean() - low)
    assert gaps[0] > 3 * gaps[1] > 9 * gaps[2] > 0


def test_one_step_is_importance_sampling():
    z = Q.sample((5,))
    assert_close(annealed_log_w(log_q, log_p, z, 1), log_p(z) - log_q(z))


@pytest.mark.parametrize("backwards", [False, True])
def test_it_runs_for_any_dtype_and_waits_for_no_device(backwards):
    standard = MultivariateNormal(torch.zeros(2), torch.eye(2))
    z = torch.zeros(3, 4, 2)
    found = annealed_log_w(standard.log_prob, standard.log_prob, z, 3, backwards=backwards)
    assert found.shape == (3, 4)
    assert found.dtype == torch.float32
    assert_close(found, torch.zeros(3, 4))
    on_meta = annealed_log_w(
        lambda z: -z.square().sum(-1),
        lambda z: -2 * z.square().sum(-1),
        z.to("meta"),
        3,
        backwards=backwards,
    )
    assert on_meta.is_meta
