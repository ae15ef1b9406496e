"""The model of bits and its estimators against sums over all codes."""

import functools
import itertools
import math
from typing import Any

import pytest
import torch
from torch import Tensor, nn
from torch.distributions import Bernoulli, kl_divergence
from torch.testing import assert_close

from labsupport import data, discrete, evaluation, models, training
from labsupport.errors import InputError
from labsupport.models.binary_vae import BinaryVAE, bernoulli_kl, log_q

BITS = 3
CODES = torch.tensor([*itertools.product((0.0, 1.0), repeat=BITS)], dtype=torch.float64)
UNBIASED = ("score", "running", "learned", "leave_one_out", "disarm", "measure_valued")


def make(dtype: torch.dtype = torch.float64, **settings: Any) -> tuple[BinaryVAE, Tensor]:
    torch.manual_seed(1)
    model = BinaryVAE(5, (4,), BITS, baseline=6, **settings).to(dtype)
    for parameter in model.parameters():
        nn.init.normal_(parameter, std=0.8)
    x = torch.tensor([[1, 0, 1, 1, 0], [0, 0, 1, 0, 1]], dtype=dtype)
    model.start_from_mean(x.mean(0, keepdim=True).clamp(0.2, 0.8))
    return model, x


def parts(model: BinaryVAE) -> list[nn.Parameter]:
    """The encoder's and the decoder's parameters."""
    return [*model.encoder.parameters(), *model.decoder.parameters()]


def flat(value: Tensor, model: BinaryVAE) -> Tensor:
    found = torch.autograd.grad(value, parts(model))
    return torch.cat([g.flatten() for g in found])


def exact_bound(model: BinaryVAE, x: Tensor, draws: int = 1) -> Tensor:
    """The bound of one or two draws, by the sum over all outcomes; (batch,)."""
    logits = model.infer(x)[1]
    log_p = model.log_joint(x, CODES[:, None].expand(-1, len(x), -1))
    log_q_z = torch.stack([Bernoulli(logits=logits).log_prob(z).sum(-1) for z in CODES])
    log_w = log_p - log_q_z
    if draws == 1:
        return (log_q_z.exp() * log_w).sum(0)
    pairs = torch.logaddexp(log_w[:, None], log_w[None]) - math.log(2)
    return ((log_q_z[:, None] + log_q_z[None]).exp() * pairs).sum((0, 1))


def far_off(found: Tensor, right: Tensor) -> Tensor:
    """Distances of the means from what is right, in standard errors."""
    error = found.std(0) / len(found) ** 0.5
    return ((found.mean(0) - right) / error.clamp_min(1e-12)).abs()


def gradients(estimator: str, n: int = 1500, **settings: Any) -> tuple[Tensor, Tensor]:
    """n gradients in all parameters, and the values."""
    model, x = make()
    model.eval()
    torch.manual_seed(5)
    found, values = [], []
    for _ in range(n):
        value = discrete.objective(model, x, estimator=estimator, **settings).sum()
        found.append(flat(value, model))
        values.append(value.detach())
    return torch.stack(found), torch.stack(values)


# --- the model


def test_the_divergence_is_that_of_torch():
    logits = torch.linspace(-9, 9, 40, dtype=torch.float64).reshape(4, 10)
    right = kl_divergence(Bernoulli(logits=logits), Bernoulli(torch.full_like(logits, 0.5))).sum(-1)
    assert_close(bernoulli_kl(logits), right)
    far = torch.tensor([[1e4, -1e4]])
    assert_close(bernoulli_kl(far), torch.tensor([2 * math.log(2)]))


def test_log_w_is_an_unbiased_estimate_of_the_evidence():
    model, x = make()
    evidence = torch.logsumexp(model.log_joint(x, CODES[:, None].expand(-1, 2, -1)), 0)
    torch.manual_seed(0)
    weights = torch.exp(model.log_w(x, 20_000).detach() - evidence.detach())
    assert far_off(weights, torch.ones(2).double()).max() < 4
    estimate = evaluation.log_likelihood(model, x, 20_000)
    error = (weights.std(0) / 20_000**0.5).max()
    assert (estimate - evidence).abs().max() < 5 * error
    posterior = model.infer(x)
    assert model.log_w(x, 3, posterior).shape == (3, 2)


def test_the_joint_density_has_the_sum_1():
    model, _ = make()
    images = torch.tensor([*itertools.product((0.0, 1.0), repeat=5)], dtype=torch.float64)
    total = sum(model.log_joint(images, z.expand(len(images), -1)).exp().sum() for z in CODES)
    assert_close(total, torch.tensor(1.0).double())


def test_codes_and_images_are_generated_by_the_model():
    model, _ = make()
    torch.manual_seed(0)
    mean, x = model.generate(40_000)
    right = torch.stack([model.decoder.mean_and_sample(2 * z - 1)[0] for z in CODES]).mean(0)
    assert mean.shape == x.shape == (40_000, 5)
    assert far_off(x, right.detach()).max() < 4.5


def test_evaluation_draws_as_many_codes_as_it_says():
    """Two published code bases print "samples: 100" and draw between two and four."""
    model, x = make()
    counts = []

    class Counting:
        def infer(self, x: Tensor) -> tuple[Tensor, Tensor]:
            return model.infer(x)

        def log_w(self, x: Tensor, k: int, posterior: Any) -> Tensor:
            log_w = model.log_w(x, k, posterior)
            counts.append(len(log_w))
            return log_w

    for k in (100, 1000, 37):
        counts.clear()
        evaluation.log_likelihood(Counting(), x, k)
        assert sum(counts) == k


def test_a_model_is_kept_in_a_file(tmp_path):
    model, x = make(activation=nn.LeakyReLU)
    model.train()
    model.running_cost(torch.ones(2, 2).double())
    models.save(model, tmp_path / "model.pt")
    again = models.load(tmp_path / "model.pt")
    assert_close(again.infer(x), model.infer(x))
    assert_close(again.cost_sum, model.cost_sum)


def test_linear_layers_are_enough():
    model = BinaryVAE(5, (), 2)
    assert sum(p.numel() for p in model.parameters()) == 5 * 2 + 2 + 2 * 5 + 5


def test_bad_input_gets_one_sentence():
    with pytest.raises(InputError, match="hidden"):
        BinaryVAE(5, 7)  # type: ignore[arg-type]
    model, x = make()
    for wrong in (x[:, :4], x.long(), x[0]):
        with pytest.raises(InputError, match="observations"):
            model.log_w(wrong)
    with pytest.raises(InputError, match="Bernoulli"):
        model.check_data(2 * x)
    with pytest.raises(InputError, match="number of draws"):
        model.log_w(x, 0)
    for settings in (
        {"estimator": "rloo"},
        {"estimator": "leave_one_out", "k": 1},
        {"estimator": "disarm", "k": 3},
        {"estimator": "relaxed", "temperature": 0.0},
    ):
        with pytest.raises(InputError):
            discrete.objective(model, x, **settings)
    with pytest.raises(InputError, match="baseline=100"):
        discrete.objective(BinaryVAE(5, (), 2).double(), x, estimator="learned")
    with pytest.raises(InputError, match="draws"):
        discrete.vimco(x[:1], x[:1])


@pytest.mark.parametrize(
    "objective",
    [training.elbo, training.elbo_with_exact_kl, training.importance_weighted],
)
def test_an_objective_that_trains_no_encoder_is_refused(objective):
    model, x = make()
    with pytest.raises(InputError, match=r"labsupport\.discrete"):
        training.fit(model, x, epochs=1, objective=objective, progress=False)


# --- the estimators


@pytest.mark.parametrize("estimator", UNBIASED)
def test_the_gradient_is_that_of_the_bound_in_the_mean(estimator):
    model, x = make()
    exact = flat(exact_bound(model, x).sum(), model)
    n = 400 if estimator == "measure_valued" else 1500
    found, values = gradients(estimator, n)
    assert far_off(found, exact).max() < 4
    assert far_off(values, exact_bound(model, x).sum().detach()).max() < 4


def test_vimco_has_the_gradient_of_the_bound_of_k_draws():
    model, x = make()
    bound = exact_bound(model, x, 2).sum()
    found, values = gradients("vimco", 2500)
    assert far_off(found, flat(bound, model)).max() < 4
    assert far_off(values, bound.detach()).max() < 4
    # ... and not that of one draw:
    assert far_off(found, flat(exact_bound(model, x).sum(), model)).max() > 8


def test_vimcos_signals_are_differences_of_two_bounds():
    log_w = torch.tensor([[0.3, -2.0], [1.1, 400.0], [-0.7, 0.5]]).double()
    log_q_z = torch.zeros(3, 2).double().requires_grad_()
    (found,) = torch.autograd.grad(discrete.vimco(log_w, log_q_z).sum(), log_q_z)
    for j, b in itertools.product(range(3), range(2)):
        others = [float(log_w[i, b]) for i in range(3) if i != j]
        guess = [*others, sum(others) / 2]
        with_guess = math.log(sum(math.exp(each) for each in guess) / 3)
        whole = math.log(sum(math.exp(each) for each in log_w[:, b].tolist()) / 3)
        assert_close(found[j, b].item(), whole - with_guess, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("estimator", ["relaxed", "straight_through"])
def test_what_is_biased_is_told_from_what_is_not(estimator):
    model, x = make()
    found, _ = gradients(estimator, 1500, temperature=1.0)
    assert far_off(found, flat(exact_bound(model, x).sum(), model)).max() > 8


def test_the_bias_of_relaxed_bits_falls_with_the_temperature():
    model, x = make()
    exact = flat(exact_bound(model, x).sum(), model)
    biases = [
        (gradients("relaxed", 1500, temperature=t)[0].mean(0) - exact).norm() for t in (2.0, 0.3)
    ]
    assert biases[1] < 0.5 * biases[0]


def test_baselines_pairs_and_exchanged_bits_lower_the_variance():
    encoder = sum(parameter.numel() for parameter in make()[0].encoder.parameters())
    spread = {name: gradients(name, 600)[0][:, :encoder].var(0).sum() for name in UNBIASED}
    assert spread["leave_one_out"] < 0.5 * spread["score"]
    assert spread["disarm"] < spread["leave_one_out"]
    assert spread["measure_valued"] < spread["disarm"]


def test_an_antithetic_pair_has_the_right_margins_and_differs_as_often_as_it_can():
    logits = torch.tensor([-2.0, 0.0, 1.0]).double()
    torch.manual_seed(0)
    z, other = discrete.antithetic_pair(logits, 50_000)
    probability = torch.sigmoid(logits)
    for code in (z, other):
        assert far_off(code, probability).max() < 4
    differ = 2 * torch.minimum(probability, 1 - probability)
    assert (far_off((z != other).double(), differ) * (differ < 1)).max() < 4


def test_rounding_a_relaxed_bit_gives_the_bit_at_every_temperature():
    logits = torch.tensor([-1.0, 0.4]).double()
    for temperature in (0.1, 1.0, 5.0):
        torch.manual_seed(0)
        z = discrete.relaxed_bits(logits, temperature, 50_000)
        assert far_off((z > 0.5).double(), torch.sigmoid(logits)).max() < 4


def test_straight_through_bits_are_bits_with_the_slope_of_their_probability():
    logits = torch.tensor([-1.0, 0.4]).double().requires_grad_()
    z = discrete.straight_through_bits(logits, 7)
    assert ((z == 0) | (z == 1)).all()
    (slope,) = torch.autograd.grad(z.sum(), logits)
    probability = torch.sigmoid(logits.detach())
    assert_close(slope, 7 * probability * (1 - probability))


def test_the_learned_baseline_learns_and_the_running_one_knows_only_earlier_steps():
    model, x = make()
    model.train()
    assert model.running_cost(torch.tensor([3.0])) == 0  # nothing is known before the first step
    assert_close(model.running_cost(torch.tensor([50.0])), torch.tensor(3.0))
    model.eval()
    before = model.running_cost(torch.tensor([0.0]))
    assert_close(model.running_cost(torch.tensor([9.0])), before)
    assert model.baseline is not None
    optimizer = torch.optim.Adam(model.baseline.parameters(), lr=0.02)
    torch.manual_seed(0)
    for _ in range(300):
        optimizer.zero_grad()
        (-discrete.objective(model, x, estimator="learned", k=8).sum()).backward()
        optimizer.step()
    assert (model.predicted_cost(x) - exact_bound(model, x)).abs().max() < 0.25


@pytest.mark.parametrize("estimator", discrete.ESTIMATORS)
def test_every_estimator_trains_in_the_common_loop(estimator, tmp_path):
    x = data.load("digits").train.x[:100]
    torch.manual_seed(0)
    model = BinaryVAE(64, (16,), 4, baseline=8)
    model.start_from_mean(x)
    objective = functools.partial(discrete.objective, estimator=estimator)
    settings: dict[str, Any] = {
        "objective": objective,
        "binarize": True,
        "device": "cpu",
        "progress": False,
    }
    records = training.fit(model, x, epochs=2, x_validation=x, **settings)
    assert all(math.isfinite(record["validation"]) for record in records)
    assert records[-1]["train"] > -64 * math.log(2)


@pytest.mark.parametrize("estimator", discrete.ESTIMATORS)
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_any_dtype_and_any_device_without_a_look_at_a_number(estimator, dtype):
    """On the device meta there are no numbers to look at or to wait for."""
    with torch.device("meta"):
        model = BinaryVAE(5, (4,), 3, baseline=2).to(dtype)
        x = torch.rand(2, 5, dtype=dtype)
    value = discrete.objective(model, x, estimator=estimator)
    assert value.is_meta
    assert value.dtype == dtype
    value.sum().backward()
    for parameter in model.encoder.parameters():
        assert parameter.grad is not None
        assert parameter.grad.is_meta
    assert model.log_w(x, 3).shape == (3, 2)
    assert model.generate(4)[1].is_meta


def test_log_q_is_that_of_independent_bits():
    logits = torch.randn(2, 3, dtype=torch.float64)
    right = Bernoulli(logits=logits).log_prob(CODES[:, None].expand(-1, 2, -1)).sum(-1)
    assert_close(log_q(CODES[:, None], logits), right)
