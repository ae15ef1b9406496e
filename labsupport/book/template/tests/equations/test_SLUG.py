"""The equations of chapters/SLUG/theory.md, each proved symbolically."""

import pytest
import sympy as sp


@pytest.mark.equation("eq-SLUG-log-density")
def test_the_density_integrates_to_one(formula):
    r"""$$
    \log p(x) = \log r - r x
    $$"""
    x, rate = sp.symbols("x", real=True), sp.symbols("r", positive=True)
    log_density = formula("eq-SLUG-log-density").subs(sp.Symbol("x", real=True), x)
    assert sp.integrate(sp.exp(log_density), (x, 0, sp.oo)) == 1
    mean = sp.integrate(x * sp.exp(log_density), (x, 0, sp.oo))
    assert sp.simplify(mean - 1 / rate) == 0
