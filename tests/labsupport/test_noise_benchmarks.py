"""What the commands on the number of draws and on overfitting measure, against other ways to it."""

import json
import math
import sys

import matplotlib.pyplot as plt
import torch
from torch.distributions import MultivariateNormal
from torch.testing import assert_close

from benchmarks import draws, overfitting, pictures
from labsupport.models.vae import VAE


def small(latent: int = 2) -> tuple[VAE, torch.Tensor]:
    """A VAE of six pixels with weights that matter, and images."""
    torch.manual_seed(0)
    model = VAE(6, (5,), latent)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.mul_(2)
    return model, (torch.rand(8, 6) > 0.5).float()


def test_the_likelihood_by_the_grid_is_that_of_draws_from_the_fitted_normal():
    model, x = small()
    for noise in (True, False):
        with torch.no_grad():
            mu, log_var = model.infer(x)
        covariance = torch.cov(mu.T, correction=0)
        if noise:  # the moments of the mixture of all q, by many draws
            codes = mu + torch.exp(0.5 * log_var) * torch.randn(100_000, 8, 2)
            covariance = torch.cov(codes.reshape(-1, 2).T)
        prior = MultivariateNormal(mu.mean(0), covariance)
        with torch.no_grad():
            p = model.decoder.log_likelihood(x, prior.sample((50_000, 1))).double().exp()
        error = p.std(0) / p.mean(0) / math.sqrt(len(p))
        found = overfitting.exact_nll(model, x, noise, x)
        assert ((found + p.mean(0).log()).abs() < 5 * error + 2e-3).all()
        assert (5 * error + 2e-3).max() < 0.03


def test_a_variant_without_noise_decodes_the_mean_and_one_without_price_pays_none():
    model, x = small()
    mu, log_var = model.infer(x)
    at_mean = model.decoder.log_likelihood(x, mu)
    price = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum(1)
    variants = overfitting.VARIANTS
    assert_close(overfitting.objective(model, x, variants["no noise, no KL"]), at_mean)
    assert_close(overfitting.objective(model, x, variants["no noise, KL"]), at_mean - price)
    with torch.no_grad():
        drawn = [overfitting.objective(model, x, variants["noise, no KL"]) for _ in range(4000)]
        ten = [overfitting.objective(model, x, variants["VAE, 10 draws"]) for _ in range(4000)]
    variance, of_ten = torch.stack(drawn).var(0), torch.stack(ten).var(0)
    assert ((variance / of_ten / 10).log().abs() < 0.3).all()
    difference = torch.stack(drawn).mean(0) - torch.stack(ten).mean(0) - price
    assert (difference.abs() < 5 * (1.1 * variance / 4000).sqrt()).all()


def test_the_gradient_of_each_image_is_that_of_automatic_differentiation():
    model, x = small()
    noise = torch.randn(8, 2)
    found = draws.gradients(model, x, noise)
    for name, network in (("encoder", model.encoder), ("decoder", model.decoder)):
        for i in range(len(x)):
            bound = model.log_w(x[i : i + 1], 1, noise=noise[None, i : i + 1])
            mu, log_var = model.infer(x[i : i + 1])
            # log q - log p of the draw, and its mean: the closed form takes its place.
            sampled = 0.5 * ((mu + torch.exp(log_var / 2) * noise[i]).square() - noise[i] ** 2)
            sampled = (sampled - log_var / 2).sum()
            price = 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum()
            loss = bound.sum() + sampled - price
            parts = torch.autograd.grad(loss, list(network.parameters()))
            assert_close(found[name][i], torch.cat([part.flatten() for part in parts]))


def test_the_two_variances_are_those_of_all_the_gradients():
    model, x = small()
    torch.manual_seed(1)
    each = [draws.gradients(model, x, torch.randn(8, 2)) for _ in range(30)]
    torch.manual_seed(1)
    found = draws.parts_of_variance(model, x, repeats=30)
    for name in ("encoder", "decoder"):
        g = torch.stack([of[name] for of in each])  # (repeats, images, weights)
        within = g.var(0).mean(0).sum()
        between = g.mean(0).var(0).sum() - within / 30
        assert_close(torch.tensor(found[name]["between_draws"][0]), within, check_dtype=False)
        assert_close(torch.tensor(found[name]["between_images"][0]), between, check_dtype=False)


def test_the_commands_write_what_the_page_reads(tmp_path, monkeypatch):
    path = tmp_path / "r.json"
    monkeypatch.setattr(sys, "argv", ["x", "--seeds", "2", "--epochs", "10", "--output", str(path)])
    overfitting.main()
    kept = json.loads(path.read_text())["figures"]
    assert kept["epochs"] == [10]
    of_two = kept["2 latent dimensions"]["VAE, 1 draw"]
    assert len(of_two["runs"]) == len(of_two["runs"][0]) // 2 == 2
    assert 0 < of_two["nll_test"][0][0] < 45  # independent fair coins cost 44 nats
    assert list(kept["8 latent dimensions"]) == list(overfitting.VARIANTS)
    monkeypatch.setattr(sys, "argv", ["x", "--seeds", "2", "--steps", "30", "--output", str(path)])
    draws.main()
    kept = json.loads(path.read_text())["figures"]
    assert kept["steps"] == [0, 30]
    assert len(kept["variances"]) == 2
    assert list(kept["trained"]) == list(draws.SETTINGS)
    assert all(len(of["test_bound"]) == 2 for of in kept["trained"].values())


def test_pictures_are_those_of_the_model_in_their_order(tmp_path):
    pictures.main(["--data", "digits", "--epochs", "1", "--folder", str(tmp_path)])
    found = json.loads((tmp_path / "vae-pictures.json").read_text())["figures"]
    assert found["2 dimensions"]["validation"] < -15  # nats per image, after a single epoch
    side, columns = 8 * pictures.SCALE, pictures.COLUMNS
    sheet = torch.tensor(plt.imread(tmp_path / "vae-pictures-rows.png"))[..., 0]
    assert sheet.shape == (4 * side, columns * side)
    seen, rebuilt, means, pixels = sheet.split(side)
    for binary, grey in ((seen, rebuilt), (pixels, means)):
        assert set(binary.unique().tolist()) == {0.0, 1.0}
        assert len(grey.unique()) > 20
    plane = torch.tensor(plt.imread(tmp_path / "vae-pictures-plane.png"))[..., 0]
    assert plane.shape == (pictures.SIDE * side, pictures.SIDE * side)


def test_the_plane_grows_to_the_right_and_up_and_a_sheet_is_row_by_row(tmp_path):
    model, _ = small()
    drawn = pictures.plane(model).reshape(pictures.SIDE, pictures.SIDE, 6)
    edge = torch.distributions.Normal(0.0, 1.0).icdf(torch.tensor(0.5 / pictures.SIDE))
    with torch.no_grad():
        right_below, _ = model.decoder.mean_and_sample(torch.stack([-edge, edge])[None])
    assert_close(drawn[-1, -1], right_below[0])
    x = torch.tensor([[0.0, 1.0], [1.0, 1.0], [0.0, 0.0], [1.0, 0.0]])  # of two pixels each
    pictures.grey_sheet(x, (1, 2), 2, tmp_path / "x.png")
    kept = 1 - torch.tensor(plt.imread(tmp_path / "x.png"))[:: pictures.SCALE, :: pictures.SCALE, 0]
    assert kept.tolist() == [[0, 1, 1, 1], [0, 0, 1, 0]]
