"""Right answers to elbo."""

import torch
from torch import Tensor, nn
from torch.distributions import Normal, kl_divergence
from torch.nn import functional as F


def from_the_pieces(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """The functions from above, one after the other."""
    mu, log_var = encoder(x)
    z = reparameterize(mu, log_var)
    log_likelihood = bernoulli_log_likelihood(x, decoder(z))
    kl = gaussian_kl(mu, log_var)
    return log_likelihood - kl


def all_written_out(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """None of the functions from above: every formula is written out."""
    mu, log_var = encoder(x)
    sigma = torch.exp(0.5 * log_var)
    a = decoder(mu + sigma * torch.randn_like(sigma))
    reconstruction = (x * F.logsigmoid(a) + (1 - x) * F.logsigmoid(-a)).sum(dim=1)
    kl = 0.5 * (mu.pow(2) + sigma.pow(2) - log_var - 1).sum(dim=1)
    return reconstruction - kl


def distributions_of_the_library(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """Normal with rsample and kl_divergence; the cross-entropy of the library."""
    mu, log_var = encoder(x)
    q = Normal(mu, torch.exp(log_var / 2))
    p = Normal(torch.zeros_like(mu), torch.ones_like(mu))
    logits = decoder(q.rsample())
    loss = F.binary_cross_entropy_with_logits(logits, x, reduction="none")
    return -loss.sum(-1) - kl_divergence(q, p).sum(-1)


def image_after_image(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """A loop over the images, each as a batch of one."""
    bounds = []
    for i in range(len(x)):
        image = x[i : i + 1]
        mu, log_var = encoder(image)
        logits = decoder(reparameterize(mu, log_var))
        bounds.append(bernoulli_log_likelihood(image, logits) - gaussian_kl(mu, log_var))
    return torch.cat(bounds)
