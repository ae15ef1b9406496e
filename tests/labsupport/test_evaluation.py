"""Likelihood estimates and active units against closed forms."""

import math
import platform
import subprocess
import sys
from typing import Any

import pytest
import torch
from torch import Tensor, nn
from torch.testing import assert_close

from labsupport import evaluation
from labsupport.errors import InputError
from labsupport.models.vae import VAE


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


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="speaks of glibc's allocator")
def test_a_chunk_is_decoded_in_the_memory_that_the_last_one_has_freed():
    program = """
import resource, torch
from labsupport.evaluation import log_likelihood
from labsupport.models.vae import VAE
torch.set_num_threads(1)
model, x = VAE(784, (8,), 2), torch.ones(1, 784)
def faults():
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt
log_likelihood(model, x, 10_000)
before = faults()
log_likelihood(model, x, 10_000)
print(faults() - before)
"""
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    # 20 chunks of three arrays of 1.6 MB: 8,000 pages, if they were handed back each time
    assert int(run.stdout) < 1000


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


def with_dropout() -> VAE:
    """A model whose encoder forgets nine of ten inputs while it trains."""
    torch.manual_seed(0)
    model = VAE(6, (5,), 2)
    model.encoder.trunk = nn.Sequential(nn.Dropout(0.9), *model.encoder.trunk)
    return model


@pytest.mark.parametrize("function", ["log_likelihood", "active_units"])
def test_dropout_is_off_and_every_module_keeps_its_mode(function):
    model: Any = with_dropout().train()
    model.decoder.eval()  # frozen by somebody
    modes = [module.training for module in model.modules()]
    x = torch.rand(50, 6, generator=torch.Generator().manual_seed(0))
    functions: dict[str, Any] = {
        "log_likelihood": lambda: evaluation.log_likelihood(model, x, 200),
        "active_units": lambda: evaluation.active_units(model, x, 1e-4).double(),
    }
    torch.manual_seed(1)
    found = functions[function]()
    assert [module.training for module in model.modules()] == modes
    model.eval()
    torch.manual_seed(1)
    assert_close(found, functions[function](), rtol=0, atol=0)


def test_the_mode_comes_back_after_an_error():
    model = with_dropout().train()
    with pytest.raises(InputError):
        evaluation.log_likelihood(model, torch.rand(5, 7), 3)
    assert all(module.training for module in model.modules())


@pytest.mark.parametrize("value", [-0.01, 1.01, 16.0, math.nan])
def test_what_a_bernoulli_model_cannot_have_made_has_no_likelihood(value):
    x = torch.rand(5, 6)
    x[3, 2] = value
    with pytest.raises(InputError, match=r"in \[0, 1\], and some of these are outside or NaN"):
        evaluation.log_likelihood(VAE(6, (5,), 2), x, 3)
    if not math.isnan(value):
        model = VAE(6, (5,), 2, likelihood="gaussian")
        assert evaluation.log_likelihood(model, x, 3).isfinite().all()


def test_a_condition_goes_with_its_observation():
    torch.manual_seed(0)
    model = VAE(6, (5,), 2, condition=3).double()
    x, c = torch.rand(30, 6).double(), torch.randn(30, 3).double()
    torch.manual_seed(1)
    whole = evaluation.log_likelihood(
        model, x, 2000, condition=c, rows=4000
    )  # 50 at once, in parts
    for i in (0, 7, 29):
        (one,) = evaluation.log_likelihood(model, x[i : i + 1], 4000, condition=c[i : i + 1])
        assert_close(whole[i], one, atol=0.05, rtol=0)
    (other,) = evaluation.log_likelihood(model, x[:1], 4000, condition=c[1:2])
    assert (other - whole[0]).abs() > 0.1
    assert evaluation.active_units(model, x, condition=c).shape == (2,)
    with pytest.raises(ValueError, match="29 conditions for 30 observations"):
        evaluation.log_likelihood(model, x, 3, condition=c[:29])
    with pytest.raises(InputError, match=r"has the shape \(30, 3\), not None"):
        evaluation.log_likelihood(model, x, 3)


def test_one_observation_has_no_active_units():
    with pytest.raises(ValueError, match="at least two observations"):
        evaluation.active_units(Means(10), torch.zeros(1, 1))
