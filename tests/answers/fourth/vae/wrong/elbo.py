"""Wrong answers to elbo."""

import torch
from torch import Tensor, nn
from torch.distributions import Normal


def decodes_the_mean(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """Decodes mu: no z is drawn."""
    mu, log_var = encoder(x)
    return bernoulli_log_likelihood(x, decoder(mu)) - gaussian_kl(mu, log_var)


def probabilities_as_logits(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """Gives probabilities to the likelihood, which wants logits."""
    mu, log_var = encoder(x)
    probabilities = torch.sigmoid(decoder(reparameterize(mu, log_var)))
    return bernoulli_log_likelihood(x, probabilities) - gaussian_kl(mu, log_var)


def divergence_from_the_draw(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """Estimates the KL from the draw, where the exact one is asked for."""
    mu, log_var = encoder(x)
    z = reparameterize(mu, log_var)
    log_q = Normal(mu, torch.exp(0.5 * log_var)).log_prob(z).sum(-1)
    log_p = Normal(torch.zeros_like(z), torch.ones_like(z)).log_prob(z).sum(-1)
    return bernoulli_log_likelihood(x, decoder(z)) + log_p - log_q


def mean_of_the_batch(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """The mean over the images, not one number for each."""
    mu, log_var = encoder(x)
    logits = decoder(reparameterize(mu, log_var))
    return (bernoulli_log_likelihood(x, logits) - gaussian_kl(mu, log_var)).mean()


def one_noise_for_all_images(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """All images of the batch share one vector of noise."""
    mu, log_var = encoder(x)
    z = mu + torch.exp(0.5 * log_var) * torch.randn_like(mu[:1])
    return bernoulli_log_likelihood(x, decoder(z)) - gaussian_kl(mu, log_var)


def encoder_learns_from_the_kl_only(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """z is detached: no gradient of the likelihood reaches the encoder."""
    mu, log_var = encoder(x)
    z = reparameterize(mu, log_var).detach()
    return bernoulli_log_likelihood(x, decoder(z)) - gaussian_kl(mu, log_var)
