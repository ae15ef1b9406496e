"""Declared exercises: independent references, edits that change something, right solutions."""

import importlib
import inspect
import math
import pkgutil
from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch.distributions import (
    Cauchy,
    Laplace,
    MultivariateNormal,
    Normal,
    Pareto,
    Weibull,
    kl_divergence,
)

import labsupport.checks
from labsupport.checks.declaration import Declaration
from labsupport.checks.edits import EditError, edited
from labsupport.checks.formula import same
from labsupport.checks.parts import all_same


def declarations() -> dict[str, Declaration]:
    """All of them, by topic and exercise."""
    found = {}
    for module in pkgutil.walk_packages(labsupport.checks.__path__, "labsupport.checks."):
        for value in vars(importlib.import_module(module.name)).values():
            for one in value.values() if isinstance(value, dict) else [value]:
                if isinstance(one, Declaration):
                    slug = one.reference.__module__.split(".")[2]
                    found[f"{slug}-{one.reference.__name__}"] = one
    return found


DECLARED = declarations()


def cases(declared: Declaration, seed: int = 3) -> list[list[object]]:
    """The generic inputs and those of the other sizes."""
    generator = torch.Generator().manual_seed(seed)
    make = labsupport.checks.inputs.Inputs(generator)
    return [[*declared.given(*declared.draw(make, *size))] for size in declared.sizes]


@pytest.mark.parametrize("name", DECLARED)
def test_the_solution_is_right_and_no_mistake_is(name):
    declared = DECLARED[name]
    slug, exercise = name.split("-")
    solution = getattr(importlib.import_module(f"solutions.{slug}"), exercise)
    assert declared.verdict(solution) is None
    assert [*inspect.signature(solution).parameters] == declared.judge.names
    alike = all_same if declared.results else same
    every = cases(declared)
    for sentence in declared.mistakes(*every[0]):
        differs = False
        for inputs in every:
            wrong = declared.mistakes(*inputs).get(sentence)
            right = declared.reference(*inputs)
            differs = differs or (wrong is not None and not alike(wrong, right))
        assert differs, f"{sentence}: this changes nothing"


@pytest.mark.parametrize("name", DECLARED)
def test_a_mistake_is_named_as_itself(name):
    """What an edit gives is called by its own sentence, or by that of one that gives the same."""
    declared = DECLARED[name]
    for sentence, wrong in declared.edits.items():
        said = declared.judge.value(wrong, *cases(declared)[0])
        if said is None:
            continue  # other sizes show it
        other = next((s for s in declared.mistakes(*cases(declared)[0]) if said.endswith(s)), None)
        assert other is not None, (sentence, said)


def gaussian(mean, covariance):
    return MultivariateNormal(mean, covariance, validate_args=False)


def joint(x, z, weight, bias, noise_var):
    prior = Normal(0.0, 1.0).log_prob(z).sum(-1)
    return prior + Normal(z @ weight.mT + bias, noise_var.sqrt()).log_prob(x).sum(-1)


def conditioned(x, weight, bias, noise_var):
    """The posterior from the joint Gaussian of z and x."""
    identity = torch.eye(len(weight), dtype=x.dtype)
    gain = torch.linalg.solve(weight @ weight.T + noise_var * identity, weight).T
    return (x - bias) @ gain.T, torch.eye(len(gain), dtype=x.dtype) - gain @ weight


def from_others(values, scores):
    """The best baseline of each draw, from a list of the others."""
    rows = []
    for i in range(len(values)):
        f, s = (torch.cat([t[:i], t[i + 1 :]]) for t in (values, scores))
        rows.append((f @ s**2) / (s**2).sum(0))
    return torch.stack(rows)


def regressed(estimates, control, expected):
    """What is left of estimates after a regression on the control variate, moved to its mean."""
    g, h = (t.flatten(1) if t.dim() > 1 else t[:, None] for t in (estimates, control))
    columns = []
    for y, x in zip(g.T, h.T, strict=True):
        design = torch.stack([torch.ones_like(x), x], 1)
        slope = torch.linalg.lstsq(design, y[:, None]).solution[1]
        columns.append(y - slope * x)
    left = torch.stack(columns, 1).view_as(estimates)
    return left + (estimates - left) / control * expected


INDEPENDENT: dict[str, Callable[..., Any]] = {
    "start-log_mean_exp": lambda log_w: log_w.logsumexp(0) - math.log(len(log_w)),
    "elbo-log_joint": joint,
    "elbo-gaussian_kl_full": lambda m, c, n, d: kl_divergence(gaussian(m, c), gaussian(n, d)),
    "elbo-posterior_linear_gaussian": conditioned,
    "gradients-optimal_baseline": from_others,
    "gradients-control_variate": regressed,
    "gradients-laplace_from_uniform": lambda u, loc, scale: Laplace(loc, scale).icdf(u),
    "gradients-logistic_from_uniform": lambda u, m, s: m + 2 * s * torch.atanh(2 * u - 1),
    "gradients-cauchy_from_uniform": lambda u, loc, scale: Cauchy(loc, scale).icdf(u),
    "gradients-rayleigh_from_uniform": lambda u, s: Weibull(s * 2**0.5, 0 * s + 2).icdf(u),
    "gradients-pareto_from_uniform": lambda u, scale, alpha: Pareto(scale, alpha).icdf(u),
    "gradients-student_t_from_normal": lambda e, v, df, m, s: (
        m + s * e * torch.exp((df.log() - v.log()) / 2)
    ),
    "monte_carlo-mc_estimate": lambda values: (
        values.sum(0) / len(values),
        (values - values.mean(0)).norm(dim=0) / (len(values) * (len(values) - 1)) ** 0.5,
    ),
    "monte_carlo-effective_sample_size": lambda log_w: (
        log_w.exp().sum(0) ** 2 / log_w.exp().square().sum(0)
    ),
}


@pytest.mark.parametrize("name", INDEPENDENT)
def test_a_reference_agrees_with_another_way(name):
    declared = DECLARED[name]
    for inputs in cases(declared):
        right, other = declared.reference(*inputs), INDEPENDENT[name](*inputs)
        torch.testing.assert_close(right, other, rtol=1e-9, atol=1e-9)


def line(x):
    """A docstring, which no edit changes: - 1."""
    return 2 * x - 1, [
        x,
    ]


def test_edits_are_made_in_the_source():
    assert edited(line, "- 1 -> + 3")(torch.tensor(1.0))[0] == torch.tensor(5.0)
    assert edited(line, "2 * x->x; -1->")(torch.tensor(1.0))[0] == torch.tensor(1.0)


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        ("- 2 -> + 2", "stands in 0 places"),
        ("x -> y", "stands in 3 places"),
        ("- 1", "has no arrow"),
        ("2 * x -> 2 * )", "leaves no valid Python"),
    ],
)
def test_an_edit_that_cannot_be_made_is_an_error(edit, sentence):
    with pytest.raises(EditError, match=sentence):
        edited(line, edit)
