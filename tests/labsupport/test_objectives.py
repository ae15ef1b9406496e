"""`objectives` against enumeration with exact fractions and plain loops."""

import math
from fractions import Fraction

import pytest
import torch
from torch.testing import assert_close

from labsupport import objectives


@pytest.fixture
def log_w() -> torch.Tensor:
    """Logarithms of the weights 1, 2, 3, 4 and 5, 5, 5, 5: shape (4, 2)."""
    weights = [[1, 5], [2, 5], [3, 5], [4, 5]]
    return torch.tensor(weights, dtype=torch.float64).log()


def test_the_elbo_is_the_mean_logarithm_and_the_iwae_bound_the_logarithm_of_the_mean(log_w):
    assert_close(objectives.elbo(log_w)[0].item(), math.log(24) / 4)
    assert_close(objectives.iwae_bound(log_w)[0].item(), math.log(2.5))
    assert_close(objectives.elbo(log_w)[1].item(), math.log(5))
    assert_close(objectives.iwae_bound(log_w)[1].item(), math.log(5))


def test_effective_sample_size_is_kishs_fraction(log_w):
    expected = [float(Fraction((1 + 2 + 3 + 4) ** 2, 1 + 4 + 9 + 16)), 4.0]
    assert_close(objectives.effective_sample_size(log_w).tolist(), expected)


@pytest.mark.parametrize("function", ["elbo", "iwae_bound", "effective_sample_size"])
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_one_number_for_each_observation_in_the_weights_dtype(function, dtype):
    value = getattr(objectives, function)(torch.zeros(7, 3, dtype=dtype))
    assert value.shape == (3,)
    assert value.dtype == dtype


@pytest.mark.parametrize("shift", [-1e4, 1e4])
def test_a_common_factor_of_ten_thousand_nats_changes_nothing_but_the_bounds_offset(log_w, shift):
    single = log_w.float()
    assert_close(
        objectives.effective_sample_size(single + shift),
        objectives.effective_sample_size(single),
        rtol=2e-3,  # the shift itself costs float32 three digits of every weight
        atol=0,
    )
    assert_close(
        objectives.iwae_bound(single + shift),
        objectives.iwae_bound(single) + shift,
        rtol=1e-6,
        atol=0,
    )


@pytest.mark.parametrize("shift", [-1e4, 1e4])
def test_equal_weights_of_any_size_count_fully(shift):
    log_w = torch.full((1000, 1), shift)
    assert_close(objectives.effective_sample_size(log_w), torch.tensor([1000.0]), rtol=1e-5, atol=0)


def test_weights_of_zero_count_as_draws_and_carry_nothing():
    log_w = torch.tensor([[0.0], [-math.inf], [0.0], [-math.inf]])
    assert_close(objectives.iwae_bound(log_w), torch.tensor([math.log(0.5)]))
    assert_close(objectives.effective_sample_size(log_w), torch.tensor([2.0]))
    assert objectives.elbo(log_w).item() == -math.inf


def test_one_weight_that_dwarfs_the_others_leaves_one_draw():
    log_w = torch.tensor([[1e4], [-1e4], [0.0]])
    assert_close(objectives.effective_sample_size(log_w), torch.tensor([1.0]))
    assert_close(objectives.iwae_bound(log_w), torch.tensor([1e4 - math.log(3)]))


def test_the_gradient_of_the_iwae_bound_is_the_normalized_weights(log_w):
    log_w.requires_grad_()
    objectives.iwae_bound(log_w).sum().backward()
    assert log_w.grad is not None
    assert_close(log_w.grad[:, 0].tolist(), [0.1, 0.2, 0.3, 0.4])


@pytest.mark.parametrize("function", ["elbo", "iwae_bound", "effective_sample_size"])
def test_nothing_waits_for_the_device(function):
    log_w = torch.zeros(5, 2, device="meta")  # has shapes but no numbers: .item() would raise
    assert getattr(objectives, function)(log_w).is_meta
