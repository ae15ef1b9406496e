"""The autoencoder against PCA, its mixture against densities that are known, and its refusals."""

import math
import warnings

import pytest
import torch
from torch.distributions import Categorical, MixtureSameFamily, MultivariateNormal
from torch.testing import assert_close

from labsupport import training
from labsupport.errors import InputError
from labsupport.models.autoencoder import Autoencoder, fit_mixture, negative_squared_error


def images(n: int = 300, pixels: int = 6) -> torch.Tensor:
    generator = torch.Generator().manual_seed(0)
    noise = torch.randn(n, pixels, generator=generator) * torch.linspace(2.0, 0.3, pixels)
    turn = torch.linalg.qr(torch.randn(pixels, pixels, generator=generator)).Q
    return 0.5 + noise @ turn


def test_without_hidden_layers_training_ends_at_the_error_of_pca():
    x = images()
    torch.manual_seed(0)
    model = Autoencoder(6, (), 2)
    model.start_from_mean(x)
    training.fit(
        model,
        x,
        objective=negative_squared_error,
        epochs=60,
        lr=0.03,
        schedule=lambda step: 1 - step / 180,
        device="cpu",
        progress=False,
    )
    left_out = torch.linalg.svdvals(x - x.mean(0))[2:].square().sum() / len(x)
    error = model.squared_error(x).mean()
    assert left_out - 1e-4 < error < 1.01 * left_out
    a, b = x[:1], x[1:2]  # affine: the image of a midpoint is the midpoint of the images
    assert_close(model((a + b) / 2), (model(a) + model(b)) / 2, atol=1e-5, rtol=1e-5)


def test_widths_are_mirrored_and_leading_axes_are_kept():
    model = Autoencoder(6, (5, 4), 3, activation=torch.nn.ReLU)
    widths = [layer.out_features for layer in model.modules() if isinstance(layer, torch.nn.Linear)]
    assert widths == [5, 4, 3, 4, 5, 6]
    x = images(8).reshape(2, 4, 6)
    assert model.encode(x).shape == (2, 4, 3)
    assert model.squared_error(x).shape == (2, 4)
    assert_close(model(x), model.decode(model.encode(x)))
    assert_close(negative_squared_error(model, x), -((x - model(x)) ** 2).sum(-1))
    assert (model.encode(x) < 0).any()  # nothing follows the last linear map


def test_the_first_reconstruction_of_a_model_that_starts_from_the_mean_is_near_it():
    x, model = images(), Autoencoder(6, (5,), 2)
    model.start_from_mean(x)
    head = model.decoder[-1]
    assert isinstance(head, torch.nn.Linear)
    assert_close(head.bias.detach(), x.mean(0))


def known() -> MixtureSameFamily:
    """A mixture of two Gaussians that hardly overlap."""
    factor = torch.tensor([[[1.0, 0.0], [0.8, 0.5]], [[0.5, 0.0], [-0.3, 1.0]]])
    means = torch.tensor([[4.0, 0.0], [-4.0, 1.0]])
    return MixtureSameFamily(
        Categorical(torch.tensor([0.7, 0.3])), MultivariateNormal(means, scale_tril=factor)
    )


def gaussians(mixture: MixtureSameFamily) -> MultivariateNormal:
    """Its components."""
    assert isinstance(mixture.component_distribution, MultivariateNormal)
    return mixture.component_distribution


def test_a_mixture_that_made_the_codes_is_found_again():
    torch.manual_seed(0)
    truth, n = known(), 20_000
    codes = truth.sample(torch.Size([n]))
    found = fit_mixture(codes, 2)
    weights = found.mixture_distribution.probs
    order = weights.argsort(descending=True)
    # Five standard errors: of a share, of means (the widest is 1.1), of covariances (about 1.3).
    assert (weights[order] - torch.tensor([0.7, 0.3])).abs().max() < 5 * math.sqrt(0.21 / n)
    parts, right = gaussians(found), gaussians(truth)
    few = math.sqrt(0.3 * n)
    assert (parts.mean[order] - right.mean).abs().max() < 5 * 1.1 / few
    scatter = parts.covariance_matrix[order] - right.covariance_matrix
    assert scatter.abs().max() < 5 * math.sqrt(2) * 1.3 / few
    fresh = truth.sample((2000,))
    gap = truth.log_prob(fresh) - found.log_prob(fresh)  # on average KL(truth || found)
    assert -0.01 < gap.mean() < 0.01
    draws = found.sample((n,))
    assert (draws.mean(0) - codes.mean(0)).abs().max() < 5 * math.sqrt(2) * 4 / math.sqrt(n)


def test_the_density_is_that_of_scikit_learn_in_both_forms_and_keeps_the_dtype():
    from sklearn.mixture import GaussianMixture

    torch.manual_seed(0)
    codes = torch.randn(200, 3, dtype=torch.float64) * torch.tensor([1.0, 5.0, 0.1]) + 2
    for covariance in ("full", "diag"):
        theirs = GaussianMixture(3, covariance_type=covariance, random_state=1).fit(codes.numpy())
        ours = fit_mixture(codes, 3, covariance, seed=1)  # type: ignore[arg-type]
        assert_close(ours.log_prob(codes), torch.from_numpy(theirs.score_samples(codes.numpy())))
        single = fit_mixture(codes.float(), 3, covariance, seed=1)  # type: ignore[arg-type]
        assert single.sample((4,)).dtype == torch.float32
        assert single.sample((4,)).shape == (4, 3)
        assert_close(
            single.log_prob(codes.float()).double(), ours.log_prob(codes), atol=1e-3, rtol=1e-3
        )
    axes = gaussians(ours).covariance_matrix
    assert_close(axes, torch.diag_embed(axes.diagonal(dim1=1, dim2=2)))


def test_the_seed_decides_and_a_ridge_keeps_every_gaussian_wide():
    codes = torch.randn(60, 2, generator=torch.Generator().manual_seed(0))
    first, second = (fit_mixture(codes, 4, seed=3).log_prob(codes) for _ in range(2))
    assert torch.equal(first, second)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # so many Gaussians that k-means finds equal codes
        wide = gaussians(fit_mixture(codes, 30, ridge=0.01)).covariance_matrix
    assert torch.linalg.eigvalsh(wide).min() > 0.0099


@pytest.mark.parametrize(
    ("codes", "components", "covariance", "sentence"),
    [
        (torch.randn(10), 2, "full", r"the shape \(n, latent\), not \(10,\)"),
        (torch.ones(10, 2, dtype=torch.int64), 2, "full", "codes have the shape"),
        (torch.randn(3, 2), 4, "full", "3 codes are too few for 4 components"),
        (torch.randn(3, 2), 0, "full", "too few for 0 components"),
        (torch.full((10, 2), torch.nan), 2, "full", "NaN or infinite"),
        (torch.randn(10, 2), 2, "tied", "'full' or 'diag', not 'tied'"),
    ],
)
def test_what_cannot_be_fitted_is_refused_in_words(codes, components, covariance, sentence):
    with pytest.raises(InputError, match=sentence):
        fit_mixture(codes, components, covariance)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"components": 2.0}, "components is a whole number from 1 up"),
        ({"starts": 0}, "starts is a whole number from 1 up"),
        ({"iterations": -1}, "iterations is a whole number from 1 up"),
        ({"ridge": -1e-6}, "ridge is a number from 0 up"),
        ({"ridge": math.nan}, "ridge is a number from 0 up"),
    ],
)
def test_a_number_that_the_fit_cannot_use_is_refused_in_words(settings, sentence):
    with pytest.raises(InputError, match=sentence):
        fit_mixture(images(20), **{"components": 2, **settings})
