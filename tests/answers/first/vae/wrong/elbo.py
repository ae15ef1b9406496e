"""Wrong answers for elbo."""

import torch
from torch import Tensor, nn


def adds_the_kl(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """The KL is added; it is a price, and must be subtracted."""
    mu, log_var = encoder(x)
    return bernoulli_log_likelihood(x, decoder(reparameterize(mu, log_var))) + gaussian_kl(
        mu, log_var
    )


def mean_over_batch(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """This is the mean over the batch; one number per image is asked for."""
    mu, log_var = encoder(x)
    logits = decoder(reparameterize(mu, log_var))
    return (bernoulli_log_likelihood(x, logits) - gaussian_kl(mu, log_var)).mean()


def negative_elbo(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """This is the loss, minus the ELBO."""
    mu, log_var = encoder(x)
    logits = decoder(reparameterize(mu, log_var))
    return gaussian_kl(mu, log_var) - bernoulli_log_likelihood(x, logits)


def decodes_the_mean(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """You decode the mean of q; the expectation needs a draw from q."""
    mu, log_var = encoder(x)
    return bernoulli_log_likelihood(x, decoder(mu)) - gaussian_kl(mu, log_var)


def reconstruction_only(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """The KL is missing: this is a noisy autoencoder."""
    mu, log_var = encoder(x)
    return bernoulli_log_likelihood(x, decoder(reparameterize(mu, log_var)))


def kl_from_the_draw(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """The KL is estimated with the draw; it is known exactly, and the noise is unnecessary."""
    mu, log_var = encoder(x)
    z = reparameterize(mu, log_var)
    log_prior = -0.5 * (z**2).sum(-1)
    log_q = -0.5 * (log_var + (z - mu) ** 2 / log_var.exp()).sum(-1)
    return bernoulli_log_likelihood(x, decoder(z)) + log_prior - log_q


def draw_detached(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """z is detached: the encoder never hears from the reconstruction."""
    mu, log_var = encoder(x)
    z = reparameterize(mu, log_var).detach()
    return bernoulli_log_likelihood(x, decoder(z)) - gaussian_kl(mu, log_var)


def noise_shared_by_batch(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """All images of the batch get the same noise."""
    mu, log_var = encoder(x)
    z = mu + (0.5 * log_var).exp() * torch.randn_like(mu[:1])
    return bernoulli_log_likelihood(x, decoder(z)) - gaussian_kl(mu, log_var)


def kl_averaged_over_batch(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """Every image pays the mean KL of the batch, not its own."""
    mu, log_var = encoder(x)
    logits = decoder(reparameterize(mu, log_var))
    return bernoulli_log_likelihood(x, logits) - gaussian_kl(mu, log_var).mean()


def draws_from_the_prior(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """z is drawn from the prior; it must come from q(z | x)."""
    mu, log_var = encoder(x)
    logits = decoder(torch.randn_like(mu))
    return bernoulli_log_likelihood(x, logits) - gaussian_kl(mu, log_var)


def average_of_four_draws(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """Four draws per image are averaged: less noise, but one z per image was asked for."""
    mu, log_var = encoder(x)
    draws = [bernoulli_log_likelihood(x, decoder(reparameterize(mu, log_var))) for _ in range(4)]
    return torch.stack(draws).mean(0) - gaussian_kl(mu, log_var)


def binarizes_the_image(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """You round the grey values to 0 or 1 in the likelihood; x must count as it is."""
    mu, log_var = encoder(x)
    logits = decoder(reparameterize(mu, log_var))
    return bernoulli_log_likelihood((x > 0.5).to(x.dtype), logits) - gaussian_kl(mu, log_var)
