"""Right answers for elbo."""

import torch
from torch import Tensor, nn
from torch.distributions import Bernoulli, Independent, Normal, kl_divergence
from torch.nn import functional as F


def with_own_functions(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """Encode, draw, decode, subtract, with the functions of the lab."""
    mu, log_var = encoder(x)
    z = reparameterize(mu, log_var)
    return bernoulli_log_likelihood(x, decoder(z)) - gaussian_kl(mu, log_var)


def everything_inline(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """All formulas written out, as minus the loss."""
    mu, log_var = encoder(x)
    z = mu + torch.randn_like(mu) * torch.exp(0.5 * log_var)
    bce = F.binary_cross_entropy_with_logits(decoder(z), x, reduction="none").sum(1)
    kl = -0.5 * (1 + log_var - mu.square() - log_var.exp()).sum(1)
    return -(bce + kl)


def with_distributions(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """torch.distributions for q, p(z) and p(x | z)."""
    mu, log_var = encoder(x)
    q = Independent(Normal(mu, (log_var / 2).exp()), 1)
    prior = Independent(Normal(torch.zeros_like(mu), torch.ones_like(mu)), 1)
    likelihood = Independent(Bernoulli(logits=decoder(q.rsample()), validate_args=False), 1)
    return likelihood.log_prob(x) - kl_divergence(q, prior)


def image_by_image(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """A loop over the images, each as a batch of one."""
    values = []
    for image in x.split(1):
        mu, log_var = encoder(image)
        logits = decoder(reparameterize(mu, log_var))
        values.append(bernoulli_log_likelihood(image, logits) - gaussian_kl(mu, log_var))
    return torch.cat(values)


def entropy_and_cross_entropy(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """The KL as exact cross-entropy minus entropy; the noise is mirrored, which changes nothing."""
    mu, log_var = encoder(x)
    z = mu - torch.exp(log_var * 0.5) * torch.randn(mu.shape, dtype=mu.dtype, device=mu.device)
    a = decoder(z)
    reconstruction = (x * F.logsigmoid(a) + (1 - x) * F.logsigmoid(-a)).sum(-1)
    cross_entropy = 0.5 * (mu**2 + log_var.exp()).sum(-1)
    entropy = 0.5 * (1 + log_var).sum(-1)
    return reconstruction - cross_entropy + entropy
