"""The linear-Gaussian model against quadrature and the general identities of the bound."""

import torch
from torch.distributions import MultivariateNormal, kl_divergence
from torch.testing import assert_close

from labsupport.models.linear_gaussian import LinearGaussian


def make(pixels: int = 4, latent: int = 2, dtype: torch.dtype = torch.float64) -> LinearGaussian:
    """A model with random parameters."""
    generator = torch.Generator().manual_seed(0)
    weight = torch.randn(pixels, latent, generator=generator, dtype=torch.float64)
    bias = torch.randn(pixels, generator=generator, dtype=torch.float64)
    return LinearGaussian(weight.to(dtype), bias.to(dtype), torch.tensor(0.6, dtype=dtype))


def observations(*shape: int) -> torch.Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(1), dtype=torch.float64)


def test_the_evidence_is_the_integral_of_the_joint():
    model, x = make(), observations(3, 4)
    axis = torch.linspace(-8, 8, 401, dtype=torch.float64)
    grid = torch.cartesian_prod(axis, axis)
    log_joint = model.log_joint(x[:, None], grid)
    evidence = log_joint.exp().sum(-1) * (axis[1] - axis[0]) ** 2
    assert_close(model.log_evidence(x).exp(), evidence)


def test_the_posterior_is_the_joint_over_the_evidence():
    model, x, z = make(), observations(3, 4), observations(7, 3, 2)
    log_posterior = model.log_joint(x, z) - model.log_evidence(x)
    assert_close(model.posterior(x).log_prob(z), log_posterior)


def test_the_elbo_lacks_the_divergence_to_the_posterior():
    model, x, mean = make(), observations(3, 4), observations(3, 2)
    q = MultivariateNormal(mean, torch.tensor([[0.5, 0.2], [0.2, 0.3]], dtype=torch.float64))
    gap = kl_divergence(q, model.posterior(x))
    assert (gap > 0.01).all()
    assert_close(model.elbo(x, q) + gap, model.log_evidence(x))


def test_leading_axes_and_float32_are_kept():
    model, x = make(5, 3, torch.float32), observations(2, 3, 5).float()
    q = model.posterior(x)
    for value in (model.log_evidence(x), model.elbo(x, q), model.log_joint(x, q.mean)):
        assert value.shape == (2, 3)
        assert value.dtype == torch.float32
    assert_close(model.elbo(x, q), model.log_evidence(x), atol=1e-4, rtol=1e-4)
