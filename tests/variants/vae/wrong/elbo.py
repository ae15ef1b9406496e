"""Wrong ways of writing ``elbo``; a docstring is what its message says."""

import torch
from torch.distributions import Normal

from solutions.vae import bernoulli_log_likelihood, gaussian_kl, reparameterize


def no_noise(encoder, decoder, x):
    """there is no noise: the decoder gets mu"""
    mu, log_var = encoder(x)
    return bernoulli_log_likelihood(x, decoder(mu)) - gaussian_kl(mu, log_var)


def shared_noise(encoder, decoder, x):
    """all images share the same noise"""
    mu, log_var = encoder(x)
    z = mu + (0.5 * log_var).exp() * torch.randn(mu.shape[-1])
    return bernoulli_log_likelihood(x, decoder(z)) - gaussian_kl(mu, log_var)


def shared_over_dimensions(encoder, decoder, x):
    """the latent dimensions of an image share one number of noise"""
    mu, log_var = encoder(x)
    z = mu + (0.5 * log_var).exp() * torch.randn(len(mu), 1)
    return bernoulli_log_likelihood(x, decoder(z)) - gaussian_kl(mu, log_var)


def variance_for_standard_deviation(encoder, decoder, x):
    """exp(log_var) is the variance"""
    mu, log_var = encoder(x)
    z = mu + log_var.exp() * torch.randn_like(mu)
    return bernoulli_log_likelihood(x, decoder(z)) - gaussian_kl(mu, log_var)


def estimated_kl(encoder, decoder, x):
    """do not estimate it from z"""
    mu, log_var = encoder(x)
    q = Normal(mu, (0.5 * log_var).exp())
    z = q.rsample()
    kl = (q.log_prob(z) - Normal(0.0, 1.0).log_prob(z)).sum(-1)
    return bernoulli_log_likelihood(x, decoder(z)) - kl


def detached_encoder(encoder, decoder, x):
    """no gradient reaches the encoder"""
    with torch.no_grad():
        mu, log_var = encoder(x)
    logits = decoder(reparameterize(mu, log_var))
    return bernoulli_log_likelihood(x, logits) - gaussian_kl(mu, log_var)


def detached_z(encoder, decoder, x):
    """the gradient with respect to the encoder is wrong: is z detached?"""
    mu, log_var = encoder(x)
    logits = decoder(reparameterize(mu, log_var).detach())
    return bernoulli_log_likelihood(x, logits) - gaussian_kl(mu, log_var)


def fixed_seed(encoder, decoder, x):
    """two calls give the same noise"""
    torch.manual_seed(0)
    mu, log_var = encoder(x)
    logits = decoder(reparameterize(mu, log_var))
    return bernoulli_log_likelihood(x, logits) - gaussian_kl(mu, log_var)


def detached_log_var(encoder, decoder, x):
    """does not go through z"""
    mu, log_var = encoder(x)
    logits = decoder(reparameterize(mu, log_var.detach()))
    return bernoulli_log_likelihood(x, logits) - gaussian_kl(mu, log_var)
