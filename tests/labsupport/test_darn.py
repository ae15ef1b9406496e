"""The deep autoregressive network against sums over all latents and all images."""

import functools

import pytest
import torch
from torch import Tensor
from torch.testing import assert_close

from labsupport import discrete, evaluation, models, training
from labsupport.errors import InputError
from labsupport.models.darn import DARN

leave_one_out = functools.partial(discrete.objective, estimator="leave_one_out")


def made(latent: int = 3, pixels: int = 3) -> DARN:
    """A small model with random weights, in float64."""
    torch.manual_seed(0)
    model = DARN(pixels, (4,), latent).double()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(torch.randn_like(parameter))
    return model


def all_bits(n: int) -> Tensor:
    return torch.cartesian_prod(*[torch.tensor([0.0, 1.0]).double()] * n)


def exact(model: DARN, x: Tensor) -> tuple[Tensor, Tensor]:
    """log p(x) and the ELBO, by sums over all h, each (batch,)."""
    h = all_bits(model.latent)[:, None].expand(-1, len(x), -1)
    log_p = model.log_joint(x, h)
    _, logits = model.infer(x)
    q = torch.distributions.Bernoulli(logits=logits)
    log_q = q.log_prob(h).sum(-1)
    return log_p.logsumexp(0), (log_q.exp() * (log_p - log_q)).sum(0)


def test_all_images_together_have_the_probability_1():
    model = made()
    assert_close(exact(model, all_bits(3))[0].logsumexp(0), torch.tensor(0.0).double())


def test_a_unit_sees_those_before_it_alone():
    model = made(4, 5)
    h, x = all_bits(4)[9], all_bits(5)[21]
    slopes = torch.autograd.functional.jacobian(lambda at: model.log_joint(x, at), h)
    assert slopes.shape == (4,)
    # log p(x_i | x_<i, h) is the difference of two sums over the later pixels.
    rest = all_bits(5)
    for i in range(1, 5):
        same = (rest[:, :i] == x[:i]).all(1)
        both = same & (rest[:, i] == x[i])
        chance = model.log_joint(rest[both], h).logsumexp(0)
        chance = chance - model.log_joint(rest[same], h).logsumexp(0)
        weight = (model.neighbours * model.lower_x)[i]
        logit = model.decoder(h)[i] + weight[:i] @ x[:i]
        right = torch.distributions.Bernoulli(logits=logit).log_prob(x[i])
        assert_close(chance, right)


def test_the_estimates_have_the_mean_of_the_exact_sums():
    model, x = made(), all_bits(3)[[1, 6]]
    evidence, bound = exact(model, x)
    with torch.no_grad():
        torch.manual_seed(1)
        log_w = model.log_w(x, 40_000)
        w = (log_w - evidence).exp()
        assert ((w.mean(0) - 1).abs() < 4.5 * w.std(0) / 200).all()
        assert ((log_w.mean(0) - bound).abs() < 4.5 * log_w.std(0) / 200).all()
        assert (bound < evidence).all()
        found = evaluation.log_likelihood(model, x, 20_000)
    assert_close(found, evidence, rtol=0, atol=0.05)


def test_the_gradient_of_leave_one_out_is_that_of_the_bound_in_the_mean():
    model, x = made(), all_bits(3)[[3]]
    parameters = [model.head.bias, model.prior.bias, model.neighbours]
    right = torch.autograd.grad(exact(model, x)[1].sum(), parameters)
    torch.manual_seed(2)
    found, plain = [], []
    for _ in range(4000):
        value = leave_one_out(model, x, k=2)
        found.append(torch.cat([g.flatten() for g in torch.autograd.grad(value, parameters)]))
        log_w = model.log_w(x, 2).mean()
        plain.append(torch.autograd.grad(log_w, model.head.bias)[0])
    estimates = torch.stack(found)
    error = estimates.std(0) / len(estimates) ** 0.5
    expected = torch.cat([g.flatten() for g in right])
    assert ((estimates.mean(0) - expected).abs() <= 4.5 * error + 1e-12).all()
    # Without the score the encoder's gradient is another one.
    without = torch.stack(plain)
    off = (without.mean(0) - right[0]).abs() / (without.std(0) / len(plain) ** 0.5)
    assert off.max() > 6


def test_what_it_generates_has_its_distribution():
    model = made()
    torch.manual_seed(3)
    mean, drawn = model.generate(60_000)
    codes = (drawn @ torch.tensor([4.0, 2.0, 1.0]).double()).long()
    share = torch.bincount(codes, minlength=8) / len(codes)
    p = exact(model, all_bits(3))[0].exp()
    assert ((share - p).abs() < 4.5 * (p * (1 - p) / len(codes)).sqrt()).all()
    assert ((mean >= 0) & (mean <= 1)).all()


def test_it_trains_by_the_common_loop_and_is_made_again_from_a_file(tmp_path):
    torch.manual_seed(0)
    model = DARN(6, (5,), 3)
    x = torch.tensor([[0.0] * 6, [1.0] * 6]).repeat(20, 1)
    model.start_from_mean(x)
    records = training.fit(
        model, x, epochs=80, lr=0.02, objective=leave_one_out, device="cpu", progress=False
    )
    assert records[-1]["train"] > records[0]["train"] + 2
    models.save(model, tmp_path / "model.pt")
    again = models.load(tmp_path / "model.pt")
    assert_close(again.infer(x), model.infer(x))
    assert evaluation.active_units(again, x).shape == (3,)


def test_without_neighbours_pixels_are_independent_given_h():
    model = DARN(4, (5,), 3, visible=False)
    with torch.no_grad():
        model.neighbours.normal_()
    h, x = torch.tensor([1.0, 0.0, 1.0]), torch.tensor([[0.0, 1.0, 1.0, 0.0]])
    right = torch.distributions.Bernoulli(logits=model.decoder(h)).log_prob(x).sum(-1)
    prior = model.log_joint(x, h) - right
    assert_close(prior, model.log_joint(1 - x, h) - torch.distributions.Bernoulli(
        logits=model.decoder(h)).log_prob(1 - x).sum(-1))  # fmt: skip


def test_nothing_waits_for_the_device():
    model = DARN(6, (5,), 3).to("meta")
    value = leave_one_out(model, torch.empty(4, 6, device="meta"), k=3)
    value.sum().backward()
    assert value.is_meta
    assert model.log_w(torch.empty(4, 6, device="meta"), 2).shape == (2, 4)


def test_bad_input_gets_a_sentence():
    model = DARN(4, (5,), 3)
    with pytest.raises(InputError, match="observations are numbers"):
        model.log_w(torch.zeros(2, 5))
    with pytest.raises(InputError, match=r"pixels are in \[0, 1\]"):
        model.check_data(torch.full((2, 4), 2.0))
    with pytest.raises(InputError, match="k is a number of draws"):
        model.log_w(torch.zeros(2, 4), 0)
