"""The VAE against torch.distributions, quadrature and Monte Carlo."""

import math
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
import torch
from torch import distributions
from torch.testing import assert_close

from labsupport import objectives, training
from labsupport.errors import InputError
from labsupport.evaluation import log_likelihood
from labsupport.models import vae
from labsupport.models.vae import VAE

LIKELIHOODS = ["bernoulli", "gaussian"]


def make(likelihood="bernoulli", dtype=torch.float64, device="cpu", **settings) -> VAE:
    """A small VAE with random weights large enough that nothing is nearly zero."""
    torch.manual_seed(0)
    model = VAE(6, (5, 4), 3, likelihood=likelihood, **settings).to(device, dtype)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.mul_(2)
    return model


def images(n=4, dtype=torch.float64, device="cpu") -> torch.Tensor:
    if device == "meta":
        return torch.empty(n, 6, dtype=dtype, device="meta")
    return (torch.rand(n, 6, generator=torch.Generator().manual_seed(1)) > 0.5).to(device, dtype)


# --- the terms -----------------------------------------------------------------------------------


@pytest.fixture
def mu():
    return torch.randn(2, 5, 3, dtype=torch.float64, generator=torch.Generator().manual_seed(2))


@pytest.fixture
def log_var():
    return torch.randn(2, 5, 3, dtype=torch.float64, generator=torch.Generator().manual_seed(3))


def test_the_kl_is_that_of_torch_distributions(mu, log_var):
    q = distributions.Normal(mu, (log_var / 2).exp())
    prior = distributions.Normal(torch.zeros_like(mu), torch.ones_like(mu))
    assert_close(vae.gaussian_kl(mu, log_var), distributions.kl_divergence(q, prior).sum(-1))


def test_the_kl_is_what_monte_carlo_finds(mu, log_var):
    torch.manual_seed(4)
    q = distributions.Normal(mu, (log_var / 2).exp())
    z = q.sample((200_000,))
    draws = (q.log_prob(z) - distributions.Normal(0, 1).log_prob(z)).sum(-1)
    error = draws.std(0) / len(z) ** 0.5
    assert ((draws.mean(0) - vae.gaussian_kl(mu, log_var)).abs() < 5 * error).all()


def test_the_gaussian_log_likelihood_is_that_of_torch_distributions(mu, log_var):
    x = torch.linspace(-2, 2, 3, dtype=torch.float64)
    expected = distributions.Normal(mu, (log_var / 2).exp()).log_prob(x).sum(-1)
    assert_close(vae.gaussian_log_likelihood(x, mu, log_var), expected)


def test_the_bernoulli_log_likelihood_is_that_of_torch_distributions(mu):
    x = torch.tensor([0.0, 1.0, 1.0], dtype=torch.float64)
    expected = distributions.Bernoulli(logits=mu).log_prob(x).sum(-1)
    assert_close(vae.bernoulli_log_likelihood(x, mu), expected)


def test_the_bernoulli_log_likelihood_is_exact_for_huge_logits():
    logits = torch.tensor([[1e4, -1e4], [-1e4, 1e4]])
    x = torch.tensor([1.0, 0.0])
    assert_close(vae.bernoulli_log_likelihood(x, logits), torch.tensor([0.0, -2e4]))


def test_draws_have_the_mean_the_variance_and_independent_entries():
    torch.manual_seed(5)
    mu, log_var = torch.tensor([1.0, -2.0]), torch.tensor([0.5, -1.0])
    z = vae.reparameterize(mu.expand(100_000, 2), log_var.expand(100_000, 2))
    assert_close(z.mean(0), mu, atol=0.02, rtol=0)
    assert_close(z.T.cov(), log_var.exp().diag(), atol=0.03, rtol=0)


def test_draws_carry_gradients_of_both_parameters():
    mu = torch.zeros(4, requires_grad=True)
    log_var = torch.full((4,), 0.6, requires_grad=True)
    z = vae.reparameterize(mu, log_var)
    z.sum().backward()
    assert mu.grad is not None
    assert log_var.grad is not None
    assert_close(mu.grad, torch.ones(4))
    assert_close(log_var.grad, 0.5 * z.detach())  # dz/dlog_var = sigma epsilon / 2 = (z - 0) / 2


# --- log_w ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("likelihood", LIKELIHOODS)
def test_log_w_is_what_torch_distributions_say_of_the_same_draws(likelihood):
    model, x = make(likelihood), images()
    noise = torch.randn(7, 4, 3, dtype=torch.float64)
    log_w = model.log_w(x, 7, noise=noise)
    mu, log_var = model.infer(x)
    z = mu + (log_var / 2).exp() * noise
    q = distributions.Independent(distributions.Normal(mu, (log_var / 2).exp()), 1)
    prior = distributions.Independent(
        distributions.Normal(torch.zeros(3).double(), torch.ones(3).double()), 1
    )
    p: distributions.Distribution
    if likelihood == "bernoulli":
        p = distributions.Bernoulli(logits=model.decoder(z)[0])
    else:
        mean, log_variance = model.decoder(z)
        p = distributions.Normal(mean, (log_variance / 2).exp())
    expected = p.log_prob(x.expand(7, 4, 6)).sum(-1) + prior.log_prob(z) - q.log_prob(z)
    assert_close(log_w, expected)


@pytest.mark.parametrize("likelihood", LIKELIHOODS)
def test_log_w_draws_anew_for_every_draw_and_observation(likelihood):
    x = images(1).expand(4, 6)
    log_w = make(likelihood).log_w(x, 5)
    assert log_w.shape == (5, 4)
    assert len(log_w.unique()) == 20


def test_log_w_uses_the_posterior_it_is_given():
    model, x = make(), images()
    mu, log_var = model.infer(x)
    torch.manual_seed(6)
    expected = model.log_w(x, 3)
    torch.manual_seed(6)
    assert_close(model.log_w(x, 3, (mu, log_var)), expected, rtol=0, atol=0)
    torch.manual_seed(6)
    assert (model.log_w(x, 3, (mu + 1, log_var)) - expected).abs().min() > 1e-3


def test_log_w_has_gradients_for_every_parameter():
    model = make("gaussian")
    model.log_w(images(), 2).sum().backward()
    for name, parameter in model.named_parameters():
        assert parameter.grad is not None, name
        assert parameter.grad.abs().sum() > 0, name


@pytest.mark.parametrize("likelihood", LIKELIHOODS)
def test_the_mean_weight_is_the_likelihood_found_by_quadrature(likelihood):
    torch.manual_seed(0)
    model = VAE(6, (8,), 1, likelihood=likelihood).double()
    x = images(3)
    z = torch.linspace(-12, 12, 20_001, dtype=torch.float64)[:, None, None]  # (points, 1, latent)
    with torch.no_grad():
        log_joint = (
            model.decoder.log_likelihood(x, z) + distributions.Normal(0, 1).log_prob(z)[..., 0]
        )
    exact = torch.logsumexp(log_joint, 0) + math.log(24 / 20_000)
    torch.manual_seed(7)
    assert_close(log_likelihood(model, x, 100_000), exact, atol=0.01, rtol=0)
    elbo = objectives.elbo(model.log_w(x, 1000))
    assert (elbo < exact).all()


def test_the_probabilities_of_all_binary_images_add_up_to_one():
    torch.manual_seed(0)
    model = VAE(4, (5,), 2).double()
    x = torch.tensor(list(product([0.0, 1.0], repeat=4)), dtype=torch.float64)
    assert_close(log_likelihood(model, x, 50_000).exp().sum().item(), 1.0, atol=0.005, rtol=0)


def test_reconstruction_and_kl_add_up_to_the_elbo():
    model, x = make(), images()
    torch.manual_seed(8)
    many = x.repeat(20_000, 1)
    with torch.no_grad():
        reconstruction, kl = model.reconstruction_and_kl(many)
        assert reconstruction.shape == kl.shape == (80_000,)
        elbo = (reconstruction - kl).view(-1, 4)
        other = model.log_w(x, 20_000)
    error = (elbo.var(0) / 20_000 + other.var(0) / 20_000).sqrt()
    assert ((elbo.mean(0) - other.mean(0)).abs() < 5 * error).all()


# --- generating, and every method on every device and dtype --------------------------------------


def test_bernoulli_draws_are_binary_and_have_the_means_that_come_with_them():
    torch.manual_seed(9)
    means, draws = make().generate(50_000)
    assert means.shape == draws.shape == (50_000, 6)
    assert not means.requires_grad
    assert draws.unique().tolist() == [0.0, 1.0]
    error = (means * (1 - means)).mean(0).sqrt() / 50_000**0.5
    assert ((draws - means).mean(0).abs() < 5 * error).all()


def test_gaussian_draws_scatter_around_their_means_by_the_decoders_variance():
    model = make("gaussian")
    with torch.no_grad():  # one mean and one log-variance for every z
        model.decoder.head.weight.zero_()
        model.decoder.head.bias.copy_(torch.arange(12.0) / 10)
    torch.manual_seed(9)
    means, draws = model.generate(50_000)
    assert_close(means[0], torch.arange(6.0).double() / 10)
    raw = torch.arange(6, 12).double() / 10
    variance = (-6 + (1 + (raw + 6).exp()).log()).exp()
    assert_close((draws - means).var(0), variance, rtol=0.05, atol=0)


def test_generated_images_differ_in_z():
    means, _ = make().generate(20)
    assert len(means.unique(dim=0)) == 20


@pytest.mark.parametrize("floor", [-6.0, -1.0])
def test_the_floor_bounds_the_variance_and_keeps_its_gradient(floor):
    model = make("gaussian", min_log_var=floor)
    with torch.no_grad():
        model.decoder.head.weight.zero_()
        model.decoder.head.bias.fill_(-20.0)
    _, log_var = model.decoder(torch.zeros(1, 3, dtype=torch.float64))
    assert_close(log_var, torch.full_like(log_var, floor), atol=1e-4, rtol=0)
    log_var.sum().backward()
    assert model.decoder.head.bias.grad is not None
    assert (model.decoder.head.bias.grad[6:] > 0).all()


def test_without_a_floor_the_log_variance_is_what_the_network_says():
    model = make("gaussian", min_log_var=-math.inf)
    with torch.no_grad():
        model.decoder.head.weight.zero_()
        model.decoder.head.bias.fill_(-20.0)
    _, log_var = model.decoder(torch.zeros(1, 3, dtype=torch.float64))
    assert_close(log_var, torch.full_like(log_var, -20))


@pytest.mark.parametrize("likelihood", LIKELIHOODS)
def test_a_model_that_starts_from_the_mean_generates_the_mean_image(likelihood):
    model, x = make(likelihood), torch.linspace(0, 1, 24, dtype=torch.float64).view(4, 6)
    x[:, 5] = 0  # a pixel that is never on, whose log-odds would be infinite
    with torch.no_grad():
        model.decoder.head.weight.zero_()
    before = model.decoder.head.bias[6:].clone()
    model.start_from_mean(x)
    means, _ = model.generate(3)
    assert_close(means, x.mean(0).expand(3, 6), atol=1.1e-3, rtol=0)
    assert model.decoder.head.bias.isfinite().all()
    assert_close(model.decoder.head.bias[6:], before)  # the Gaussian's variances


def test_an_unknown_likelihood_is_refused():
    with pytest.raises(InputError, match="'poisson'"):
        VAE(6, likelihood="poisson")  # type: ignore[arg-type]


def test_the_decoder_has_the_encoders_widths_in_reverse_and_the_activation_asked_for():
    model = VAE(10, (7, 3), 2, torch.nn.ELU)
    shapes = [tuple(p.shape) for p in model.decoder.parameters() if p.dim() == 2]
    assert shapes == [(3, 2), (7, 3), (10, 7)]
    assert sum(isinstance(module, torch.nn.ELU) for module in model.modules()) == 4


@pytest.mark.parametrize("likelihood", LIKELIHOODS)
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize("device", ["cpu", "meta"])
def test_every_method_keeps_device_and_dtype_and_waits_for_nothing(likelihood, dtype, device):
    # On the device "meta" there are no numbers, so that .item() or a branch on one would raise.
    model, x = make(likelihood, dtype, device), images(4, dtype, device)
    model.start_from_mean(x)
    results = {
        "infer": (model.infer(x), (4, 3)),
        "log_w": ([model.log_w(x), model.log_w(x)], (1, 4)),
        "log_w, k": ([model.log_w(x, 5)], (5, 4)),
        "log_w, encoded": ([model.log_w(x, 5, model.infer(x))], (5, 4)),
        "parts": (model.reconstruction_and_kl(x), (4,)),
        "generate": (model.generate(4), (4, 6)),
    }
    for name, (tensors, shape) in results.items():
        for tensor in tensors:
            assert tensor.shape == shape, name
            assert tensor.dtype == dtype, name
            assert tensor.device.type == device, name


def test_the_densities_keep_full_precision_under_mixed_precision():
    model, x = make("gaussian", torch.float32), images(4, torch.float32)
    with torch.autocast("cpu", torch.bfloat16):
        mu, log_var = model.infer(x)
        log_w = model.log_w(x, 5)
    assert mu.dtype == log_var.dtype == log_w.dtype == torch.float32


# --- data that the likelihood does not have ------------------------------------------------------


@pytest.mark.parametrize("value", [-0.01, 1.01, 16.0, math.nan])
def test_pixels_that_no_bernoulli_has_are_refused_wherever_they_enter(value):
    # With pixels of 0 to 16 the "log-likelihood" of a trained model is far above 0.
    model, x = make(), images()
    x[2, 3] = value
    entrances: dict[str, Callable[[], object]] = {
        "log_w": lambda: model.log_w(x),
        "parts": lambda: model.reconstruction_and_kl(x),
        "elbo": lambda: training.elbo(model, x),
        "exact KL": lambda: training.elbo_with_exact_kl(model, x),
        "mean": lambda: model.start_from_mean(x),
        "fit": lambda: training.fit(model, x, epochs=1, device="cpu", progress=False),
        "validation": lambda: training.fit(
            model, images(), epochs=1, x_validation=x, device="cpu", progress=False
        ),
    }
    for name, entrance in entrances.items():
        with pytest.raises(InputError, match=r"some of these are outside or NaN"):
            pytest.fail(f"{name} believes {entrance()}")
    other = make("gaussian")
    assert other.log_w(x).isfinite().any()
    assert training.elbo(make(), torch.tensor([[0.0, 1.0] * 3]).double()).isfinite().all()


def test_where_looking_would_wait_such_pixels_are_nan(monkeypatch):
    # As on a GPU: the values are not looked at, and cannot be believed.
    monkeypatch.setattr(torch.compiler, "is_compiling", lambda: True)
    model, x = make(), images()
    torch.manual_seed(0)
    expected = model.log_w(x, 3)
    x[2, 3] = 1.01
    torch.manual_seed(0)
    log_w = model.log_w(x, 3)
    assert log_w[:, 2].isnan().all()
    kept = [0, 1, 3]
    assert_close(log_w[:, kept], expected[:, kept], rtol=0, atol=0)
    assert model.reconstruction_and_kl(x)[0].isnan().tolist() == [False, False, True, False]


def test_log_w_maps_over_observations():
    # Inside of vmap nothing can be looked at either.
    model, x = make(), images()
    mapped = torch.vmap(lambda row: model.log_w(row[None])[0, 0], randomness="different")(x)
    assert mapped.isfinite().all()


@pytest.mark.parametrize(
    "x", [torch.rand(4, 5), torch.rand(6), torch.rand(2, 4, 6), torch.ones(4, 6, dtype=torch.int64)]
)
def test_observations_of_another_shape_or_dtype_are_one_sentence(x):
    for method in (VAE.infer, VAE.log_w, VAE.reconstruction_and_kl):
        with pytest.raises(InputError, match=r"of shape \(batch, 6\), not torch\."):
            method(make(), x)


def test_no_draw_is_no_estimate():
    with pytest.raises(InputError, match="k is a number of draws, from 1 up, not 0"):
        make().log_w(images(), 0)
    with pytest.raises(InputError, match="n is a whole number from 1 up, not 0"):
        make().generate(0)
    with pytest.raises(InputError, match=r"the noise has the shape \(2, 4, 3\), not \(1, 4, 3\)"):
        make().log_w(images(), 2, noise=torch.zeros(1, 4, 3))


# --- conditions, and networks of one's own -------------------------------------------------------


def exact_of(model: VAE, x: torch.Tensor, c: torch.Tensor) -> torch.Tensor:
    """log p(x | c) by quadrature over a latent space of one dimension."""
    z = torch.linspace(-12, 12, 20_001, dtype=torch.float64)[:, None, None]
    with torch.no_grad():
        log_joint = (
            model.decoder.log_likelihood(x, z, c) + distributions.Normal(0, 1).log_prob(z)[..., 0]
        )
    return torch.logsumexp(log_joint, 0) + math.log(24 / 20_000)


@pytest.mark.parametrize("likelihood", LIKELIHOODS)
def test_a_conditional_model_is_a_model_for_each_condition(likelihood):
    torch.manual_seed(0)
    model = VAE(6, (8,), 1, likelihood=likelihood, condition=2).double()
    x, c = images(3), torch.tensor([[1.0, 0.0], [0.0, 1.0], [0.5, -2.0]]).double()
    exact = exact_of(model, x, c)
    torch.manual_seed(7)
    assert_close(log_likelihood(model, x, 20_000, condition=c), exact, atol=0.03, rtol=0)
    many, given = x.repeat(20_000, 1), c.repeat(20_000, 1)
    with torch.no_grad():
        drawn = training.elbo(model, many, given).view(-1, 3)
        parts = training.elbo_with_exact_kl(model, many, given).view(-1, 3)
    error = (drawn.var(0) / 20_000 + parts.var(0) / 20_000).sqrt()
    assert ((drawn.mean(0) - parts.mean(0)).abs() < 5 * error).all()
    assert not torch.allclose(exact, exact_of(model, x, c.roll(1, 0)), atol=0.01)


def test_generated_images_obey_their_condition():
    model = VAE(6, (), 2, condition=2).double()
    with torch.no_grad():  # the first half of the pixels is on for (1, 0), the second for (0, 1)
        model.decoder.head.weight.zero_()
        model.decoder.head.bias.zero_()
        model.decoder.head.weight[:3, 2] = 20.0
        model.decoder.head.weight[3:, 2] = -20.0
        model.decoder.head.weight[:3, 3] = -20.0
        model.decoder.head.weight[3:, 3] = 20.0
    c = torch.tensor([[1.0, 0.0], [0.0, 1.0]]).double()
    means, draws = model.generate(2, condition=c)
    expected = torch.tensor([[1.0] * 3 + [0.0] * 3, [0.0] * 3 + [1.0] * 3]).double()
    assert_close(means, expected, atol=1e-6, rtol=0)
    assert_close(draws, expected)
    with pytest.raises(InputError, match=r"has the shape \(3, 2\), not \(2, 2\)"):
        model.generate(3, condition=c)


def test_a_condition_too_much_or_too_little_is_one_sentence():
    x, c = images(), torch.zeros(4, 2).double()
    for method in (VAE.infer, VAE.log_w, VAE.reconstruction_and_kl):
        with pytest.raises(InputError, match=r"the condition of 4 rows has the shape None, not"):
            method(make(), x, condition=c)
        with pytest.raises(InputError, match=r"has the shape \(4, 2\), not None"):
            method(make(condition=2), x)
    with pytest.raises(InputError, match=r"has the shape \(4, 2\), not \(1, 2\)"):
        make(condition=2).log_w(x, condition=c[:1])


class OwnEncoder(torch.nn.Module):
    """Two heads; with a condition a second argument."""

    def __init__(self, condition: int = 0) -> None:
        super().__init__()
        self.mu, self.log_var = (torch.nn.Linear(6 + condition, 3) for _ in range(2))

    def forward(self, x, *condition):
        x = torch.cat([x, *condition], -1)
        return self.mu(x), self.log_var(x)


class OwnDecoder(torch.nn.Module):
    """A convolution, which knows one leading axis alone, and dropout."""

    def __init__(self, outputs: int = 1, condition: int = 0) -> None:
        super().__init__()
        self.outputs = outputs
        self.up = torch.nn.ConvTranspose1d(3 + condition, outputs, 6)
        self.dropout = torch.nn.Dropout(0.5)

    def forward(self, z, *condition):
        assert z.dim() == 2
        output = self.dropout(self.up(torch.cat([z, *condition], -1)[..., None]))
        return output[:, 0] if self.outputs == 1 else (output[:, 0], output[:, 1])


@pytest.mark.parametrize("condition", [0, 2])
@pytest.mark.parametrize("likelihood", LIKELIHOODS)
def test_networks_of_ones_own_are_trained_and_evaluated_like_the_packages(likelihood, condition):
    torch.manual_seed(0)
    outputs = 1 if likelihood == "bernoulli" else 2
    networks = OwnEncoder(condition), OwnDecoder(outputs, condition)
    model = VAE(
        6,
        latent=3,
        likelihood=likelihood,
        min_log_var=-1.0,
        condition=condition,
        encoder=networks[0],
        decoder=networks[1],
    )
    x, c = images(40, torch.float32), torch.randn(40, 2)
    given: dict[str, Any] = {"condition": c} if condition else {}
    before = [parameter.clone() for parameter in model.parameters()]
    training.fit(
        model,
        (x, c) if condition else x,
        epochs=2,
        batch_size=10,
        device="cpu",
        progress=False,
    )
    assert all(not torch.equal(p, q) for p, q in zip(before, model.parameters(), strict=True))
    assert model.log_w(x, 5, **given).shape == (5, 40)
    # the likelihood is that of the class, of what the network returns
    z = torch.randn(7, 40, 3)
    parameters = model.decoder(z, *given.values())
    assert [p.shape for p in parameters] == [(7, 40, 6)] * outputs
    own = networks[1](z[2], *given.values())
    assert_close(parameters[0][2], own if outputs == 1 else own[0])
    if outputs == 2:
        assert (parameters[1] > -1.0).all()
    model.train()
    torch.manual_seed(1)
    means, _ = model.generate(40, **given)
    torch.manual_seed(1)
    assert_close(means, model.eval().generate(40, **given)[0], rtol=0, atol=0)  # without dropout


def test_the_labs_networks_are_networks_of_ones_own():
    from labsupport.borrow import vae as lab

    torch.manual_seed(0)
    model = VAE(6, latent=3, encoder=lab.Encoder(6, 5, 3), decoder=lab.Decoder(6, 5, 3)).double()
    assert model.log_w(images(), 5).shape == (5, 4)


@pytest.mark.parametrize(
    ("networks", "sentence"),
    [
        ({"encoder": torch.nn.Linear(6, 6)}, "the encoder returns a pair, mu and log_var"),
        ({"encoder": lambda x: (x, x)}, r"of shape \(4, 3\), not \(4, 6\) and \(4, 6\)"),
        ({"decoder": torch.nn.Linear(3, 5)}, r"makes logits of shape \(8, 6\), not \["),
        ({"decoder": torch.nn.Linear(3, 6), "likelihood": "gaussian"}, "makes mean and log_var of"),
    ],
)
def test_a_network_that_returns_something_else_is_one_sentence(networks, sentence):
    if not isinstance(networks.get("encoder"), torch.nn.Module | None):
        networks = {
            "encoder": type("Wrong", (torch.nn.Module,), {"forward": lambda s, x: (x, x)})()
        }
    model = VAE(6, latent=3, **networks).double()
    with pytest.raises(InputError, match=sentence):
        model.log_w(images(), 2)


def test_the_bias_of_ones_own_decoder_is_ones_own():
    model = VAE(6, latent=3, decoder=OwnDecoder())
    with pytest.raises(InputError, match="set the bias of its last layer yourself"):
        model.start_from_mean(images(dtype=torch.float32))
