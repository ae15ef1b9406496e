"""What ``chapters/vae/theory.md`` says around its formulas, and that the code agrees.

The formulas themselves are computed from their print in test_vae.py.

The bound and its terms are proved in test_vae.py; how a proof is tied to the page: conftest.py.
"""

import math

import numpy as np
import pytest
import sympy
import torch
from scipy.optimize import minimize
from torch import distributions

s, sigma = sympy.symbols("s sigma", positive=True)


def test_squared_error_plus_weighted_kl_is_a_scaled_elbo(formula):
    m_1, m_2, x_1, x_2 = sympy.symbols("m_1 m_2 x_1 x_2", real=True)
    label, kl = "eq-vae-kl-weight", {r"\mathrm{KL}": "K"}
    weight = formula(label, 2, values={"sigma": sigma})
    log_p = formula("eq-vae-gaussian", i=2, values={"s_1": sigma, "s_2": sigma})
    left = formula(
        label,
        side=0,
        names=kl | {r"\lVert x - m \rVert^2": "S"},
        values={"S": (x_1 - m_1) ** 2 + (x_2 - m_2) ** 2, "lamda": weight},
    )
    right = formula(
        label,
        names=kl | {r"\log p_\theta(x \mid z)": "P"},
        values={"P": log_p, "D": 2, "sigma": sigma},
    )
    assert sympy.simplify(sympy.expand_log(left - right, force=True)) == 0


@pytest.mark.parametrize(
    ("data_variance", "noise"), [(2.0, 0.5), (1.0, 0.9), (0.5, 0.7), (1.0, 3.0)]
)
def test_a_direction_is_used_if_its_variance_exceeds_the_noise(formula, data_variance, noise):

    def kl(a: float, log_tau2: float) -> float:
        return 0.5 * (a**2 * data_variance + math.exp(log_tau2) - 1 - log_tau2)

    def negative_elbo(parameters: np.ndarray) -> float:
        """The mean over x ~ N(0, v) for q(z | x) = N(a x, tau²) and p(x | z) = N(w z, noise)."""
        weight, a, log_tau2 = parameters
        error = data_variance * (1 - weight * a) ** 2 + weight**2 * math.exp(log_tau2)
        return 0.5 * (math.log(2 * math.pi * noise) + error / noise) + kl(a, log_tau2)

    best = min(
        (minimize(negative_elbo, start, tol=1e-12) for start in ([1, 0.5, 0.1], [0.3, 1, -1.0])),
        key=lambda result: result.fun,
    )
    values = {"v": data_variance, "sigma": math.sqrt(noise)}
    weight2, divergence = (formula("eq-vae-threshold", side, values=values) for side in (1, 2))
    assert best.x[0] ** 2 == pytest.approx(float(weight2), abs=1e-3)
    assert kl(*best.x[1:]) == pytest.approx(float(divergence), abs=1e-3)


@pytest.mark.parametrize("likelihood", ["eq-vae-bernoulli", "eq-vae-gaussian"])
def test_the_best_answer_of_a_free_decoder_is_a_weighted_average(formula, likelihood):
    m = sympy.Symbol("m", positive=True)
    values = {f"{letter}_{n}": sympy.Symbol(f"{letter}{n}") for letter in "xr" for n in (1, 2, 3)}
    best = formula("eq-vae-best-mean", names={r"q_\phi(z \mid x_n)": "r_n"}, values=values, n=3)
    total = sum(
        values[f"r_{n}"]
        * formula(
            likelihood,
            i=1,
            values={"x_1": values[f"x_{n}"], "m_1": m, "s_1": s, "a_1": sympy.log(m / (1 - m))},
        )
        for n in (1, 2, 3)
    )
    slope = sympy.diff(total, m)
    assert sympy.simplify(slope.subs(m, best)) == 0
    # Concave at sample values, so the zero is the maximum.
    sample = {"x1": 0, "x2": 1, "x3": 1, "r1": 0.2, "r2": 0.5, "r3": 0.1, s: 0.4}
    assert all(sympy.diff(slope, m).subs(sample | {m: at}) < 0 for at in (0.1, 0.5, 0.9))


@pytest.mark.parametrize("seed", [0, 1])
def test_the_best_diagonal_gaussian_still_misses_a_correlated_posterior(formula, seed):
    generator = np.random.default_rng(seed)
    root = generator.normal(size=(3, 3))
    precision, centre = root @ root.T + 0.3 * np.eye(3), generator.normal(size=3)
    p = distributions.MultivariateNormal(
        torch.tensor(centre), precision_matrix=torch.tensor(precision)
    )

    def divergence(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        t = torch.tensor(parameters, requires_grad=True)
        q = distributions.MultivariateNormal(t[:3], torch.diag(t[3:].exp()))
        kl = distributions.kl_divergence(q, p)
        return kl.item(), torch.autograd.grad(kl, t)[0].numpy()

    found = minimize(divergence, np.zeros(6), jac=True, tol=1e-12)
    printed_gap = formula(
        "eq-vae-diagonal-gap",
        names={r"\det \Lambda": "H", r"\Lambda_{jj}": "a_j"},
        values={f"a_{j + 1}": precision[j, j] for j in range(3)} | {"H": np.linalg.det(precision)},
        j=3,
    )
    assert found.fun == pytest.approx(float(printed_gap), rel=1e-6)
    assert found.fun > 0.05
    assert np.exp(found.x[3:]) == pytest.approx(1 / np.diag(precision), rel=1e-4)
