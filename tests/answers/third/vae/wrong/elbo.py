"""Wrong answers to elbo."""

import math

import torch
from torch import Tensor, nn


def divergence_added(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """Adds the KL instead of subtracting it."""
    mu, log_var = encoder(x)
    logits = decoder(reparameterize(mu, log_var))
    return bernoulli_log_likelihood(x, logits) + gaussian_kl(mu, log_var)


def decodes_the_mean(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """Decodes mu itself: no noise, and so too large a number."""
    mu, log_var = encoder(x)
    return bernoulli_log_likelihood(x, decoder(mu)) - gaussian_kl(mu, log_var)


def average_divergence_for_everybody(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """Subtracts the mean KL of the batch from each image: only the batch's mean is right."""
    mu, log_var = encoder(x)
    logits = decoder(reparameterize(mu, log_var))
    return bernoulli_log_likelihood(x, logits) - gaussian_kl(mu, log_var).mean()


def divergence_from_the_same_draw(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """Estimates the KL by log q(z) - log p(z) at the draw: right only on average."""
    mu, log_var = encoder(x)
    z = reparameterize(mu, log_var)
    log_q = -0.5 * (math.log(2 * math.pi) + log_var + (z - mu) ** 2 * torch.exp(-log_var)).sum(-1)
    log_p = -0.5 * (math.log(2 * math.pi) + z**2).sum(-1)
    return bernoulli_log_likelihood(x, decoder(z)) + log_p - log_q


def one_number_for_the_batch(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """Returns the mean over the batch, of shape ()."""
    mu, log_var = encoder(x)
    logits = decoder(reparameterize(mu, log_var))
    return (bernoulli_log_likelihood(x, logits) - gaussian_kl(mu, log_var)).mean()


def sigmoid_before_the_likelihood(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """Gives probabilities to the likelihood, which takes them for logits."""
    mu, log_var = encoder(x)
    pi = torch.sigmoid(decoder(reparameterize(mu, log_var)))
    return bernoulli_log_likelihood(x, pi) - gaussian_kl(mu, log_var)


def same_noise_for_the_batch(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """All images share one noise vector: their z are not independent."""
    mu, log_var = encoder(x)
    z = mu + torch.exp(0.5 * log_var) * torch.randn_like(mu[:1])
    return bernoulli_log_likelihood(x, decoder(z)) - gaussian_kl(mu, log_var)


def ten_draws_averaged(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """Averages the likelihood over ten draws; one z for each image is asked for."""
    mu, log_var = encoder(x)
    draws = [bernoulli_log_likelihood(x, decoder(reparameterize(mu, log_var))) for _ in range(10)]
    return torch.stack(draws).mean(0) - gaussian_kl(mu, log_var)


def codes_cut_off(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """Detaches z: the likelihood does not train the encoder."""
    mu, log_var = encoder(x)
    z = reparameterize(mu, log_var).detach()
    return bernoulli_log_likelihood(x, decoder(z)) - gaussian_kl(mu, log_var)


def images_made_binary(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """Judges black-and-white pixels, x > 1/2, in place of the grey ones it was given."""
    mu, log_var = encoder(x)
    logits = decoder(reparameterize(mu, log_var))
    return bernoulli_log_likelihood((x > 0.5).to(x.dtype), logits) - gaussian_kl(mu, log_var)


def per_pixel_and_per_coordinate(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """Divides the KL by the number of latent coordinates: right for one."""
    mu, log_var = encoder(x)
    logits = decoder(reparameterize(mu, log_var))
    return bernoulli_log_likelihood(x, logits) - gaussian_kl(mu, log_var) / mu.shape[-1]


def draws_with_the_variance(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """Gives 2 log_var to reparameterize: the noise is multiplied by the variance."""
    mu, log_var = encoder(x)
    z = reparameterize(mu, 2 * log_var)
    return bernoulli_log_likelihood(x, decoder(z)) - gaussian_kl(mu, log_var)
