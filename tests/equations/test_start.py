"""The equations of chapters/start/theory.md, each proved symbolically or with exact numbers."""

import math

import mpmath
import numpy as np
import pytest
import sympy as sp
import torch

from labsupport.objectives import iwae_bound

ELL = sp.symbols("ell_1:4", real=True)  # three log-weights stand for k of them
M = sp.symbols("m", real=True)


def lme(log_w):
    """The definition, symbolic."""
    return sp.log(sum(sp.exp(each) for each in log_w) / len(log_w))


def exact(log_w):
    """The definition with 60 digits, where no exponential underflows, as a double."""
    with mpmath.workdps(60):
        return float(
            mpmath.log(mpmath.fsum(mpmath.exp(float(each)) for each in log_w) / len(log_w))
        )


@pytest.fixture
def draws():
    """Log-weights of all sizes: (2, 3 or 50) of them, near each other or hundreds of nats apart."""
    generator = torch.Generator().manual_seed(0)
    scales = (0.0, 0.1, 3.0, 300.0)
    return [
        scale * torch.randn(k, generator=generator, dtype=torch.float64) - 1000
        for k in (2, 3, 50)
        for scale in scales
    ]


@pytest.mark.equation("eq-start-log-mean-exp")
def test_the_bound_of_the_package_is_the_log_mean_exp_of_the_page(draws):
    r"""$$ \operatorname{lme}(\ell_1, \dots, \ell_k) =
    \log \frac{1}{k} \sum_{i=1}^{k} e^{\ell_i} . $$"""
    for log_w in draws:
        assert iwae_bound(log_w[:, None]).item() == pytest.approx(exact(log_w), abs=1e-9)
    weights = [sp.Rational(1, 3), sp.Rational(1, 2), sp.Rational(13, 6)]  # their mean is 1
    assert sp.simplify(lme([sp.log(w) for w in weights])) == 0


@pytest.mark.equation("eq-start-range")
@pytest.mark.parametrize(
    ("dtype", "lowest", "highest"), [(np.float32, -104, 88.8), (np.float64, -746, 710)]
)
def test_exponentials_leave_the_range_where_the_page_says(dtype, lowest, highest):
    r"""$$ e^{\ell} \text{ is rounded to } 0 \text{ for } \ell < -104,
    \qquad e^{\ell} \text{ is infinite for } \ell > 88.8 , $$

    Each limit is right to the digit that is given: one unit further in, the number fits.
    """
    unit = 0.1 if isinstance(highest, float) else 1
    with np.errstate(over="ignore", under="ignore"):
        assert dtype(mpmath.exp(lowest)) <= 0  # rounded
        assert dtype(mpmath.exp(lowest + 1)) > 0
        assert np.isinf(dtype(mpmath.exp(highest)))
        assert np.isfinite(dtype(mpmath.exp(highest - unit)))


@pytest.mark.equation("eq-start-shift")
def test_a_common_factor_may_leave_the_mean():
    r"""$$ \log \frac{1}{k} \sum_{i=1}^{k} e^{\ell_i}
    = \log \left( e^{m} \, \frac{1}{k} \sum_{i=1}^{k} e^{\ell_i - m} \right)
    = m + \log \frac{1}{k} \sum_{i=1}^{k} e^{\ell_i - m} . $$"""
    shifted = M + lme([each - M for each in ELL])
    assert sp.simplify(sp.exp(shifted) - sp.exp(lme(ELL))) == 0


@pytest.mark.equation("eq-start-bounds")
def test_the_answer_lies_within_log_k_below_the_largest_and_reaches_both_ends(draws):
    r"""$$ \max_i \ell_i - \log k \;\le\; \operatorname{lme}(\ell_1, \dots, \ell_k)
    \;\le\; \max_i \ell_i . $$"""
    for log_w in draws:
        largest = log_w.max().item()
        assert largest - math.log(len(log_w)) - 1e-9 <= exact(log_w) <= largest + 1e-9
    assert exact([-700.0] * 5) == pytest.approx(-700, abs=1e-9)
    assert exact([-700.0] + [-5000.0] * 4) == pytest.approx(-700 - math.log(5), abs=1e-9)


@pytest.mark.equation("eq-start-jensen")
def test_the_mean_of_logarithms_is_below_and_touches_only_if_all_are_equal(draws):
    r"""$$ \frac{1}{k} \sum_{i=1}^{k} \ell_i
    \;\le\; \operatorname{lme}(\ell_1, \dots, \ell_k) , $$"""
    for log_w in draws:
        gap = exact(log_w) - log_w.mean().item()
        if log_w.std() > 0:
            assert gap > 1e-4
        else:
            assert gap == pytest.approx(0, abs=1e-9)


@pytest.mark.equation("eq-start-gradient")
def test_the_derivative_is_each_weights_share():
    r"""$$ \frac{\partial \operatorname{lme}}{\partial \ell_j}
    = \frac{\frac{1}{k} e^{\ell_j}}{\frac{1}{k} \sum_{i} e^{\ell_i}}
    = \frac{e^{\ell_j}}{\sum_{i} e^{\ell_i}} , $$"""
    total = sum(sp.exp(each) for each in ELL)
    for each in ELL:
        assert sp.simplify(sp.diff(lme(ELL), each) - sp.exp(each) / total) == 0
    log_w = torch.tensor([-800.0, -801.0, -799.5], dtype=torch.float64, requires_grad=True)
    (gradient,) = torch.autograd.grad(iwae_bound(log_w[:, None]).sum(), log_w)
    torch.testing.assert_close(gradient, torch.softmax(log_w.detach(), 0))
