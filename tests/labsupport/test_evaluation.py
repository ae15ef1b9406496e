"""Likelihood estimates and active units against closed forms."""

import math

import pytest
import torch
from torch import Tensor
from torch.testing import assert_close

from labsupport import evaluation


class Weights:
    """Stands for a model: draw number i has log_w = scale * i + x, so every k has a closed form."""

    def __init__(self, scale: float = 1.0) -> None:
        self.scale = scale
        self.encoded: list[int] = []
        self.decoded: list[int] = []
        self.drawn = 0

    def infer(self, x: Tensor) -> tuple[Tensor, Tensor]:
        self.encoded.append(len(x))
        self.drawn = 0
        return x, x

    def log_w(self, x: Tensor, k: int, posterior: tuple[Tensor, Tensor]) -> Tensor:
        self.decoded.append(k * len(x))
        draws = torch.arange(self.drawn, self.drawn + k, dtype=x.dtype)[:, None]
        self.drawn += k
        return self.scale * draws + posterior[0][:, 0]


@pytest.mark.parametrize(
    ("k", "rows"), [(1, 1), (7, 1), (1, 2000), (7, 150), (20, 150), (5000, 1500), (5000, 2000)]
)
def test_chunks_of_any_size_give_the_logarithm_of_the_mean_weight(k, rows):
    x = torch.linspace(-1e4, 1e4, 130, dtype=torch.float64)[:, None]
    scale = 0.01
    # sum_i exp(scale i) for i < k is a geometric series
    expected = math.log(math.expm1(scale * k) / math.expm1(scale) / k) + x[:, 0]
    assert_close(evaluation.log_likelihood(Weights(scale), x, k, rows=rows), expected)


def test_every_observation_is_encoded_once_and_no_chunk_is_larger_than_asked():
    model = Weights()
    evaluation.log_likelihood(model, torch.zeros(130, 1), 500, rows=1500)
    assert sum(model.encoded) == 130
    assert max(model.decoded) <= 1500
    assert sum(model.decoded) == 130 * 500
    assert sum(model.decoded) / len(model.decoded) > 700  # few large chunks, not many small ones


def test_no_graph_is_kept_and_the_dtype_is_the_datas():
    x = torch.zeros(3, 1, requires_grad=True)
    estimate = evaluation.log_likelihood(Weights(), x, 5)
    assert not estimate.requires_grad
    assert estimate.shape == (3,)
    assert estimate.dtype == torch.float32


def test_weights_of_zero_are_minus_infinity_and_not_nan():
    x = torch.full((2, 1), -math.inf)
    assert evaluation.log_likelihood(Weights(0.0), x, 50, rows=10).tolist() == [-math.inf] * 2


class Means:
    """Posterior means with standard deviations 0, 0.09, 0.11 and 1 over the data."""

    def __init__(self, n: int) -> None:
        scores = torch.randn(n, generator=torch.Generator().manual_seed(0))
        scores = (scores - scores.mean()) / scores.std()
        self.means = scores[:, None] * torch.tensor([0.0, 0.09, 0.11, 1.0]) + 5
        self.calls = 0

    def infer(self, x: Tensor) -> tuple[Tensor, Tensor]:
        means = self.means[x[:, 0].long()]
        self.calls += 1
        return means, means


def test_units_are_active_whose_posterior_mean_varies_more_than_the_threshold():
    model, x = Means(2500), torch.arange(2500.0)[:, None]
    assert evaluation.active_units(model, x).tolist() == [False, False, True, True]
    assert evaluation.active_units(model, x, threshold=0.008).tolist() == [False, True, True, True]
    assert model.calls == 2 * 3  # in parts, so that memory does not grow with the network's width


@pytest.mark.parametrize(("k", "rows"), [(0, 1000), (-3, 1000), (1, 0)])
def test_an_estimate_without_a_draw_is_refused(k, rows):
    with pytest.raises(ValueError, match="at least one draw and one row"):
        evaluation.log_likelihood(Weights(), torch.zeros(3, 1), k, rows=rows)
