"""DRAW against quadrature, closed forms and torch.distributions."""

import pytest
import torch
from torch.distributions import Normal, kl_divergence

from labsupport import evaluation, models, training
from labsupport.errors import InputError
from labsupport.models.draw import DRAW, Window, filterbank, read_patch, window, write_patch


def small(seed=0, **sizes):
    """Two steps of one latent dimension, two by two pixels, with weights that matter."""
    torch.manual_seed(seed)
    model = DRAW((2, 2), steps=2, hidden=4, latent=1, **sizes).double()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.normal_(0, 0.7)
    return model


def evidence(model, x, points=121):
    """log p(x) by a sum over a grid of both codes, with the decoder run step by step."""
    at = torch.linspace(-7, 7, points, dtype=torch.float64)
    z = torch.cartesian_prod(at, at)
    canvas, h = model.canvas.expand(len(z), -1), model.h_dec.expand(len(z), -1)
    cell = torch.zeros_like(h)
    for t in range(2):
        h, cell = model.decoder(z[:, t : t + 1], (h, cell))
        canvas = canvas + model._write(h, [])
    log_p = Normal(0.0, 1.0).log_prob(z).sum(-1)
    log_p = log_p + torch.distributions.Bernoulli(logits=canvas).log_prob(x).sum(-1)
    return (log_p.logsumexp(0) + 2 * torch.log(at[1] - at[0])).item()


@pytest.mark.parametrize("sizes", [{}, {"read_size": 2, "write_size": 3}], ids=["plain", "window"])
@torch.no_grad()
def test_the_weights_have_the_evidence_as_their_mean_and_the_bound_is_the_kl_form(sizes):
    model, x = small(**sizes), torch.tensor([[1.0, 0.0, 0.0, 1.0]]).double()
    exact = evidence(model, x[0])
    torch.manual_seed(1)
    k = 40_000
    log_w = model.log_w(x, k)
    assert log_w.shape == (k, 1)
    ratio = (log_w - exact).exp()
    assert abs(ratio.mean() - 1) < 5 * ratio.std() / k**0.5
    assert ratio.std() / k**0.5 < 0.02  # else the line above says nothing
    reconstruction, kl = model.reconstruction_and_kl(x.expand(k, -1))
    bound = reconstruction - kl
    error = 5 * (bound.std() ** 2 / k + log_w.std() ** 2 / k) ** 0.5
    assert abs(bound.mean() - log_w.mean()) < error
    assert error < 0.2
    assert bound.mean() < exact


@torch.no_grad()
def test_the_latent_loss_counts_every_coordinate_of_every_step():
    torch.manual_seed(0)
    model = DRAW((3, 3), steps=4, hidden=5, latent=3).double()
    x = torch.rand(6, 9).double()
    torch.manual_seed(2)
    trace = model.trace(x)
    torch.manual_seed(2)
    _, kl = model.reconstruction_and_kl(x)
    right = kl_divergence(Normal(trace.mu, (trace.log_var / 2).exp()), Normal(0.0, 1.0))
    torch.testing.assert_close(kl, right.sum((0, 2)))


@torch.no_grad()
def test_every_step_has_noise_of_its_own():
    model = small()
    torch.manual_seed(0)
    z = model.trace(n=20_000).z[..., 0]
    assert abs((z[0] * z[1]).mean()) < 6 / 20_000**0.5  # 1 if the noise were drawn once
    assert (z.var(1) - 1).abs().max() < 6 * (2 / 20_000) ** 0.5
    x = torch.rand(20_000, 4).double()
    trace = model.trace(x)
    noise = (trace.z - trace.mu) * torch.exp(-0.5 * trace.log_var)
    assert abs((noise[0] * noise[1]).mean()) < 6 / 20_000**0.5


@pytest.mark.parametrize("n", [4, 5])
def test_a_window_of_zeros_spans_the_image_and_is_centred(n):
    at = window(torch.zeros(5, dtype=torch.float64), (12, 9), n)
    assert at.x == pytest.approx(4)
    assert at.y == pytest.approx(5.5)
    narrow = torch.tensor(1e-3).double()
    pixel = torch.arange(12.0).double()
    weights = filterbank(at.y, at.stride, narrow, n, 12) @ pixel
    assert weights[0] == pytest.approx(0)
    assert weights[-1] == pytest.approx(11)  # one stride less if the grid were shifted
    assert weights.mean() == pytest.approx(5.5, abs=0.51)  # narrow filters see whole pixels


def test_filters_are_normal_and_safe_far_away():
    torch.manual_seed(0)
    centre, stride, variance = torch.rand(3).double() * 5, torch.rand(3).double(), torch.tensor(2.0)
    found = filterbank(centre, stride, variance.double().expand(3), 3, 7)
    at = centre[:, None] + torch.tensor([-1.0, 0.0, 1.0]).double() * stride[:, None]
    bell = Normal(at[..., None], 2**0.5).log_prob(torch.arange(7.0).double()).exp()
    torch.testing.assert_close(found, bell / bell.sum(-1, keepdim=True))
    for far in (-1e4, 1e4):
        centre = torch.tensor(far, requires_grad=True)
        weights = filterbank(centre, torch.tensor(1.0), torch.tensor(0.1), 2, 7)
        assert weights.sum(-1).tolist() == pytest.approx([1, 1])
        (slope,) = torch.autograd.grad(weights[0, 0], centre)
        assert slope.isfinite()


def test_a_constant_is_read_as_itself_and_writing_is_the_transpose_of_reading():
    torch.manual_seed(0)
    at = Window(*(torch.rand(5, dtype=torch.float64) * 4 + 0.5))
    flat = read_patch(torch.full((6, 8), 0.3).double(), at, 3)
    torch.testing.assert_close(flat, at.intensity * torch.full((3, 3), 0.3).double())
    image, patch = torch.rand(6, 8).double(), torch.rand(3, 3).double()
    left = (read_patch(image, at, 3) * patch).sum() / at.intensity
    right = (image * write_patch(patch, at, (6, 8))).sum() * at.intensity
    torch.testing.assert_close(left, right)


@pytest.mark.parametrize("attention", [False, True])
def test_everything_learns(attention):
    model = small(**({"read_size": 2, "write_size": 2} if attention else {}))
    model.log_w(torch.rand(3, 4).double(), 2).sum().backward()
    for name, parameter in model.named_parameters():
        assert parameter.grad is not None, name
        assert parameter.grad.abs().sum() > 0, name


def test_it_trains_with_the_common_loop_and_its_likelihood_is_evaluated():
    torch.manual_seed(0)
    x = (torch.rand(60, 4) < torch.tensor([0.9, 0.1, 0.9, 0.1])).float()
    model = DRAW((2, 2), steps=2, hidden=8, latent=2, write_size=2)
    model.start_from_mean(x)
    records = training.fit(
        model, x, epochs=3, objective=training.elbo_with_exact_kl, device="cpu", progress=False
    )
    assert len(records) == 3
    assert evaluation.log_likelihood(model, x[:5], 20).shape == (5,)
    assert evaluation.active_units(model, x).shape == (4,)


def test_generating_can_show_every_step():
    model = small()
    means, draws = model.generate(7)
    assert means.shape == draws.shape == (7, 4)
    assert bool(((draws == 0) | (draws == 1)).all())
    every, _ = model.generate(7, every_step=True)
    assert every.shape == (2, 7, 4)
    assert bool(((every > 0) & (every < 1)).all())


@pytest.mark.parametrize("read_size", [0, 3])
def test_nothing_waits_for_the_device_or_is_made_elsewhere(read_size):
    model = DRAW((4, 5), steps=3, hidden=6, latent=2, read_size=read_size, write_size=read_size)
    model = model.to("meta")
    x = torch.rand(3, 20, device="meta")
    log_w = model.log_w(x, 2)
    log_w.sum().backward()
    assert log_w.is_meta
    assert log_w.shape == (2, 3)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_results_have_the_dtype_of_the_images(dtype):
    model = DRAW((4, 4), steps=2, hidden=6, latent=2, read_size=2, write_size=2).to(dtype)
    assert model.log_w(torch.rand(3, 16, dtype=dtype)).dtype == dtype
    assert model.generate(2)[0].dtype == dtype


def test_it_is_loaded_as_it_was_saved(tmp_path):
    model = DRAW((4, 5), steps=3, hidden=6, latent=2, read_size=2)
    models.save(model, tmp_path / "draw.pt")
    again = models.load(tmp_path / "draw.pt")
    assert again.arguments == model.arguments
    for one, other in zip(model.parameters(), again.parameters(), strict=True):
        assert torch.equal(one, other)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: DRAW((4, 4), steps=0), "steps is a whole number"),
        (lambda: DRAW((4, 4), hidden=0), "hidden widths"),
        (lambda: DRAW((4, 4), read_size=-1), "read_size is a whole number"),
        (lambda: small().log_w(torch.rand(2, 5).double()), "shape"),
        (lambda: small().log_w(torch.rand(2, 4).double(), 0), "k is a whole number"),
        (lambda: small().check_data(torch.full((2, 4), 2.0)), "scale them"),
    ],
)
def test_bad_input_gets_a_sentence(call, sentence):
    with pytest.raises(InputError, match=sentence):
        call()
