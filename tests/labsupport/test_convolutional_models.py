"""Up-convolution against its definition; the convolutional VAE and the one of chairs."""

import math
from typing import Any

import pytest
import torch
from torch.distributions import Normal, kl_divergence
from torch.nn import functional as F

from labsupport import chairs, evaluation, models, training
from labsupport.chairs import Transformation, View
from labsupport.errors import InputError
from labsupport.models import upconv
from labsupport.models.convolutional import ConvolutionalVAE, UpConvolution, unpool
from labsupport.models.upconv import UpConvVAE


@pytest.mark.parametrize("stride", [1, 2, 3])
def test_unpooling_puts_each_entry_in_the_corner_of_its_block(stride):
    x = torch.arange(1.0, 13).reshape(1, 1, 3, 4)
    found = unpool(x, stride)
    assert found.shape == (1, 1, 3 * stride, 4 * stride)
    assert torch.equal(found[..., ::stride, ::stride], x)
    assert found.sum() == x.sum()  # all else is 0


@pytest.mark.parametrize(("size", "stride"), [(5, 2), (3, 2), (3, 3), (1, 2), (5, 1)])
def test_an_up_convolution_is_unpooling_and_a_convolution(size, stride):
    torch.manual_seed(0)
    layer = UpConvolution(3, 2, size, stride).double()
    with torch.no_grad():
        layer.bias.normal_()
    x = torch.randn(2, 3, 4, 5, dtype=torch.float64)
    plain = F.conv2d(unpool(x, stride), layer.weight, layer.bias, padding=size // 2)
    torch.testing.assert_close(layer(x), plain)


def test_a_kernel_without_a_middle_is_refused():
    with pytest.raises(InputError, match="odd"):
        UpConvolution(1, 1, size=4)


@pytest.mark.parametrize("likelihood", ["bernoulli", "gaussian"])
def test_a_convolutional_vae_has_the_bound_of_its_kl_form(likelihood):
    torch.manual_seed(0)
    model = ConvolutionalVAE((4, 8), (3, 4), 2, likelihood).double()
    x = torch.rand(3, 32, dtype=torch.float64).round()
    with torch.no_grad():
        log_w = model.log_w(x, 4000)
        parts = [model.reconstruction_and_kl(x) for _ in range(400)]
    bound = torch.stack([reconstruction - kl for reconstruction, kl in parts])
    error = 5 * (log_w.var(0) / 4000 + bound.var(0) / 400).sqrt()
    assert bool((log_w.mean(0) - bound.mean(0)).abs().lt(error).all())
    assert error.max() < 1


def test_a_convolutional_vae_begins_with_the_mean_and_is_made_again_from_a_file(tmp_path):
    torch.manual_seed(0)
    x = torch.rand(20, 64)
    model = ConvolutionalVAE((8, 8), (4, 8), 3)
    network: Any = model.decoder.network
    with torch.no_grad():
        for layer in network.layers:
            for parameter in layer.parameters():
                parameter.zero_()
    model.start_from_mean(x)
    mean, _ = model.generate(2)
    torch.testing.assert_close(mean, x.mean(0).expand(2, -1))
    models.save(model, tmp_path / "model.pt")
    again = models.load(tmp_path / "model.pt")
    assert torch.equal(again.infer(x)[0], model.infer(x)[0])
    with pytest.raises(InputError, match="cannot be halved"):
        ConvolutionalVAE((28, 30), (4, 8), 3)


def test_a_convolutional_vae_trains_with_the_common_loop():
    torch.manual_seed(0)
    stripes = (torch.arange(8) % 2).float().repeat(8)
    x = torch.stack([stripes, 1 - stripes]).repeat(40, 1)
    model = ConvolutionalVAE((8, 8), (8, 16), 2)
    records = training.fit(
        model, x, epochs=30, batch_size=20, lr=5e-3, device="cpu", progress=False
    )
    assert records[-1]["train"] > -5 > records[0]["train"]  # log 2, and little more
    assert evaluation.log_likelihood(model, x[:2], 100).mean() > -5


def small(styles=3, size=8):
    torch.manual_seed(0)
    return UpConvVAE(styles, size, latent=2, hidden=16, channels=[4])


def made(n=6, size=8):
    generator = torch.Generator().manual_seed(1)
    view = View(torch.rand(n, generator=generator) * 6, torch.full((n,), 0.4))
    transformation = Transformation.random(n, generator)
    return chairs.pictures(torch.arange(n) % 3, view, transformation, size=size)


def given(pictures, styles=3):
    return upconv.observations(pictures), upconv.condition(
        pictures.style, styles, pictures.view, pictures.transformation
    )


def test_what_a_picture_is_made_of_is_a_row():
    view = View(torch.tensor([0.0, math.pi / 2]), torch.tensor([0.5, 0.0]))
    rows = upconv.condition(torch.tensor([2, 0]), 3, view, Transformation.none(2))
    assert rows.shape == (2, 12)
    assert rows[0, :3].tolist() == [0, 0, 1]
    assert rows[0, 3:7].tolist() == pytest.approx([0, math.sin(0.5), 1, math.cos(0.5)])
    assert rows[1, 7:].tolist() == pytest.approx([0, 1, 0, 0, 0])


@torch.no_grad()
def test_the_code_of_a_style_does_not_depend_on_the_picture():
    model, pictures = small(), made()
    x, condition = given(pictures)
    mu, log_var = model.infer(x, condition)
    assert torch.equal(mu[0], mu[3])  # pictures 0 and 3 have one style
    assert not torch.equal(mu[0], mu[1])
    assert torch.equal(model.infer(0 * x, condition)[0], mu)
    assert torch.equal(model.code(pictures.style), mu)
    assert log_var.shape == (6, 2)


@torch.no_grad()
def test_the_bound_has_a_term_for_the_picture_and_one_for_the_mask():
    model, pictures = small().double(), made()
    x, condition = (part.double() for part in given(pictures))
    reconstruction, kl = model.reconstruction_and_kl(x, condition)
    mu, log_var = model.infer(x, condition)
    q = Normal(mu, (log_var / 2).exp())
    torch.testing.assert_close(kl, kl_divergence(q, Normal(0.0, 1.0)).sum(1))
    torch.manual_seed(3)
    first = model.decoder.log_likelihood(x, mu, condition)
    view = View(*(part.double() for part in pictures.view))
    transformation = Transformation(*(part.double() for part in pictures.transformation))
    mean = model.mean_picture(mu, view, transformation)
    floor = model.decoder.min_log_var
    sigma = (0.5 * (floor + F.softplus(model.decoder.network.log_var - floor))).exp()
    of_x = Normal(mean[:, :3], sigma[0]).log_prob(pictures.rgb.double()).sum((1, 2, 3))
    of_s = Normal(mean[:, 3:], sigma[1]).log_prob(pictures.mask.double()).sum((1, 2, 3))
    torch.testing.assert_close(first, of_x + of_s)
    assert reconstruction.shape == (6,)


@torch.no_grad()
def test_a_style_pays_once_for_all_its_pictures():
    model, pictures = small(), made()
    x, condition = given(pictures)
    _, kl = model.reconstruction_and_kl(x, condition)
    torch.manual_seed(5)
    each = training.elbo_with_exact_kl(model, x, condition)
    torch.manual_seed(5)
    shared = upconv.elbo_of_styles(2)(model, x, condition)
    torch.testing.assert_close(shared - each, kl / 2)


def test_it_learns_one_picture_of_each_style_by_heart(tmp_path):
    pictures = made(3)
    x, condition = given(pictures)
    model = small()
    training.fit(
        model, (x, condition), epochs=400, objective=training.elbo_with_exact_kl, lr=5e-3,
        device="cpu", progress=False,
    )  # fmt: skip
    with torch.no_grad():
        found = model.mean_picture(
            model.code(pictures.style), pictures.view, pictures.transformation
        )
    error = (found[:, :3] - pictures.rgb).square().mean()
    assert error < 0.3 * (pictures.rgb.mean(0) - pictures.rgb).square().mean()
    assert model.log_w(x, 5, condition=condition).shape == (5, 3)
    models.save(model, tmp_path / "chairs.pt")
    again = models.load(tmp_path / "chairs.pt")
    assert torch.equal(again.code(pictures.style), model.code(pictures.style))


def test_sizes_that_do_not_fit_are_refused():
    with pytest.raises(InputError, match="up-convolutions make 16 rows"):
        UpConvVAE(3, 64, channels=[8, 4])
    with pytest.raises(InputError, match="no bias for each pixel"):
        small().start_from_mean(torch.rand(2, 256))
