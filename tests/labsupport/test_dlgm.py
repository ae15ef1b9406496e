"""The deep latent Gaussian model with every posterior, against quadrature over z."""

import functools
import math
from typing import Any

import pytest
import torch
from torch import Tensor
from torch.testing import assert_close

from labsupport import evaluation, models, objectives, training
from labsupport.errors import InputError
from labsupport.models.dlgm import DLGM, POSTERIORS, annealed

EVERY = pytest.mark.parametrize("posterior", POSTERIORS)


def made(posterior: str, pixels: int = 4, **more: Any) -> DLGM:
    """A small model whose parameters are far from their start, in float64."""
    torch.manual_seed(0)
    model = DLGM(pixels, (6,), 2, posterior, 2, flow_hidden=5, **more).double()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(0.3 * torch.randn_like(parameter))
        model.head.bias[2:] = 0.5  # a wide q_0, whose weights have a small variance
    return model


def observed(n: int, pixels: int = 4) -> Tensor:
    generator = torch.Generator().manual_seed(1)
    return torch.randint(0, 2, (n, pixels), generator=generator).double()


def by_quadrature(model: DLGM, x: Tensor) -> Tensor:
    """log p(x) of each observation, by a sum over a grid of z."""
    line = torch.linspace(-8, 8, 161, dtype=torch.float64)
    grid = torch.cartesian_prod(line, line)[:, None]
    log_p = model.log_joint(x, grid.expand(-1, len(x), -1))
    return log_p.logsumexp(0) + 2 * math.log(line[1] - line[0])


@EVERY
def test_the_mean_of_the_weights_is_the_evidence_and_the_bound_is_below(posterior):
    model, x = made(posterior), observed(5)
    with torch.no_grad():
        exact = by_quadrature(model, x)
        torch.manual_seed(2)
        log_w = model.log_w(x, 40_000)
        w = (log_w - exact).exp()
        error = w.std(0) / len(w) ** 0.5
        assert ((w.mean(0) - 1).abs() < 4.5 * error).all()
        assert (error < 0.05).all()
        bound_error = log_w.std(0) / len(w) ** 0.5
        assert (log_w.mean(0) + 4.5 * bound_error < exact).all()
        found = evaluation.log_likelihood(model, x, 20_000)
    assert_close(found, exact, rtol=0, atol=0.1)


@EVERY
def test_annealing_weighs_the_joint_and_ends_at_the_bound(posterior):
    model, x = made(posterior), observed(3)
    for step, beta in ((0, 0.01), (99, 0.0199), (5000, 0.51), (9900, 1.0), (50_000, 1.0)):
        torch.manual_seed(3)
        log_p, log_q = model.log_p_and_log_q(x)
        torch.manual_seed(3)
        assert_close(annealed(model, x, step), (beta * log_p - log_q)[0])
    torch.manual_seed(3)
    whole = annealed(model, x)
    torch.manual_seed(3)
    assert_close(whole, model.log_w(x)[0])
    assert training.has_step(functools.partial(annealed, rise=10))


@EVERY
def test_it_trains_by_the_common_loop_and_is_made_again_from_a_file(posterior, tmp_path):
    torch.manual_seed(0)
    model = DLGM(6, (5,), 2, posterior, 2, flow_hidden=4)
    x = torch.tensor([[0.0] * 6, [1.0] * 6]).repeat(20, 1)
    model.start_from_mean(x)
    objective = functools.partial(annealed, rise=20)
    records = training.fit(
        model, x, epochs=60, lr=0.02, objective=objective, x_validation=x, device="cpu",
        progress=False,
    )  # fmt: skip
    # From six fair coins, 4.2 nats, to one bit that all pixels share.
    assert records[-1]["validation"] > records[0]["validation"] + 2
    models.save(model, tmp_path / "model.pt")
    again = models.load(tmp_path / "model.pt")
    assert_close(again.infer(x), model.infer(x))
    mean, drawn = again.generate(4)
    assert mean.shape == drawn.shape == (4, 6)
    assert evaluation.active_units(again, x).shape == (2,)


@EVERY
def test_nothing_waits_for_the_device(posterior):
    model = DLGM(6, (5,), 3, posterior, 2).to("meta")
    x = torch.empty(4, 6, device="meta")
    value = annealed(model, x, 7)
    value.sum().backward()
    assert value.is_meta
    assert value.shape == (4,)
    assert model.log_w(x, 3).shape == (3, 4)
    assert model.generate(2)[0].is_meta


@pytest.mark.parametrize("posterior", [p for p in POSTERIORS if p != "hamiltonian"])
def test_weights_that_move_through_the_draws_have_the_values_and_the_mean_gradient(posterior):
    model, x = made(posterior), observed(3)
    torch.manual_seed(4)
    log_w = model.log_w(x, 6)
    torch.manual_seed(4)
    pathwise, z = model.pathwise_log_w(x, 6)
    assert_close(pathwise, log_w, rtol=1e-7, atol=1e-7)
    assert z.shape == (6, 3, 2)

    def gradients(kind: str, n: int) -> Tensor:
        found = []
        for _ in range(n):
            value = training.importance_weighted(model, x, k=2, gradient=kind).sum()
            found.append(torch.autograd.grad(value, model.head.bias)[0])
        return torch.stack(found)

    torch.manual_seed(5)
    bound, doubly = gradients("iwae", 1200), gradients("dreg", 600)
    error = (bound.var(0) / len(bound) + doubly.var(0) / len(doubly)).sqrt()
    assert ((bound.mean(0) - doubly.mean(0)).abs() < 4.5 * error).all()


def test_the_density_of_a_hamiltonian_posterior_is_not_held_constant():
    model = made("hamiltonian")
    with pytest.raises(InputError, match="contains the model itself"):
        training.importance_weighted(model, observed(2), k=2, gradient="dreg")


def test_leapfrog_steps_bring_the_draws_towards_the_posterior():
    """With a poor q_0 and no training, the joint rises on the way, in the mean."""
    model, x = made("hamiltonian"), observed(4)
    assert model.leapfrog is not None
    with torch.no_grad():
        torch.manual_seed(6)
        z, v = 2.5 * torch.randn(2, 4000, 4, 2, dtype=torch.float64)
        end, _ = model.leapfrog(z, v / 2.5, lambda at: model.log_joint(x, at))
        assert model.log_joint(x, end).mean() > model.log_joint(x, z).mean() + 0.01


def test_a_gaussian_likelihood_has_densities_of_real_numbers():
    model = made("planar", likelihood="gaussian")
    x = torch.randn(3, 4, dtype=torch.float64, generator=torch.Generator().manual_seed(2))
    with torch.no_grad():
        found = evaluation.log_likelihood(model, x, 20_000)
        assert_close(found, by_quadrature(model, x), rtol=0, atol=0.15)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"posterior": "cubic"}, "there is no posterior 'cubic'"),
        ({"likelihood": "poisson"}, "likelihood is"),
        ({"latent": 0}, "latent is a whole number"),
        ({"length": -2}, "whole number from 0 up"),
    ],
)
def test_what_cannot_be_made_is_said_in_a_sentence(arguments, sentence):
    with pytest.raises(InputError, match=sentence):
        DLGM(4, **arguments)
    with pytest.raises(InputError, match="k is a number of draws"):
        made("planar").log_w(observed(2), 0)
    with pytest.raises(InputError, match="observations are numbers"):
        made("planar").log_w(observed(2, 5))
    with pytest.raises(InputError, match="Bernoulli pixels"):
        made("planar").log_w(3 * observed(2) + 2)


def test_objectives_of_importance_weights_take_any_posterior():
    model, x = made("iaf"), observed(2)
    torch.manual_seed(0)
    value = training.importance_weighted(model, x, k=5)
    torch.manual_seed(0)
    assert_close(value, objectives.iwae_bound(model.log_w(x, 5)))
