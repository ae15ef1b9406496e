"""Wrong ways of writing ``elbo``; a docstring is what its message says."""

import torch
from torch.distributions import Normal

from solutions.vae import bernoulli_log_likelihood, gaussian_kl, reparameterize


def negative(encoder, decoder, x):
    """the sign is wrong: this is the negative ELBO, a loss"""
    mu, log_var = encoder(x)
    logits = decoder(reparameterize(mu, log_var))
    return gaussian_kl(mu, log_var) - bernoulli_log_likelihood(x, logits)


def kl_added(encoder, decoder, x):
    """the KL is added; subtract it"""
    mu, log_var = encoder(x)
    logits = decoder(reparameterize(mu, log_var))
    return bernoulli_log_likelihood(x, logits) + gaussian_kl(mu, log_var)


def no_kl(encoder, decoder, x):
    """the KL is missing"""
    return bernoulli_log_likelihood(x, decoder(reparameterize(*encoder(x))))


def only_kl(encoder, decoder, x):
    """the term log p(x | z) is missing"""
    return -gaussian_kl(*encoder(x))


def batch_mean(encoder, decoder, x):
    """without averaging over the batch"""
    mu, log_var = encoder(x)
    logits = decoder(reparameterize(mu, log_var))
    return (bernoulli_log_likelihood(x, logits) - gaussian_kl(mu, log_var)).mean()


def batch_sum(encoder, decoder, x):
    """without summing over the batch"""
    mu, log_var = encoder(x)
    logits = decoder(reparameterize(mu, log_var))
    return (bernoulli_log_likelihood(x, logits) - gaussian_kl(mu, log_var)).sum()


def pixel_mean(encoder, decoder, x):
    """log p(x | z) is averaged over the pixels"""
    mu, log_var = encoder(x)
    logits = decoder(reparameterize(mu, log_var))
    return bernoulli_log_likelihood(x, logits) / x.shape[-1] - gaussian_kl(mu, log_var)


def latent_mean(encoder, decoder, x):
    """the KL is averaged over the latent dimensions"""
    mu, log_var = encoder(x)
    logits = decoder(reparameterize(mu, log_var))
    return bernoulli_log_likelihood(x, logits) - gaussian_kl(mu, log_var) / mu.shape[-1]


def kl_of_the_batch(encoder, decoder, x):
    """the KL is averaged over the batch"""
    mu, log_var = encoder(x)
    logits = decoder(reparameterize(mu, log_var))
    return bernoulli_log_likelihood(x, logits) - gaussian_kl(mu, log_var).mean()


def no_noise(encoder, decoder, x):
    """there is no noise: the decoder gets mu"""
    mu, log_var = encoder(x)
    return bernoulli_log_likelihood(x, decoder(mu)) - gaussian_kl(mu, log_var)


def noise_alone(encoder, decoder, x):
    """the decoder gets noise alone"""
    mu, log_var = encoder(x)
    z = reparameterize(torch.zeros_like(mu), log_var)
    return bernoulli_log_likelihood(x, decoder(z)) - gaussian_kl(mu, log_var)


def probabilities(encoder, decoder, x):
    """leave the sigmoid out"""
    mu, log_var = encoder(x)
    p = decoder(reparameterize(mu, log_var)).sigmoid()
    return bernoulli_log_likelihood(x, p) - gaussian_kl(mu, log_var)


def exchanged(encoder, decoder, x):
    """mu and log_var are exchanged"""
    log_var, mu = encoder(x)
    logits = decoder(reparameterize(mu, log_var))
    return bernoulli_log_likelihood(x, logits) - gaussian_kl(mu, log_var)


def arguments_exchanged(encoder, decoder, x):
    """the arguments of bernoulli_log_likelihood are exchanged: x comes first"""
    mu, log_var = encoder(x)
    logits = decoder(reparameterize(mu, log_var))
    return bernoulli_log_likelihood(logits, x) - gaussian_kl(mu, log_var)


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


def detached(encoder, decoder, x):
    """no gradient can flow back"""
    mu, log_var = encoder(x)
    logits = decoder(reparameterize(mu, log_var))
    return (bernoulli_log_likelihood(x, logits) - gaussian_kl(mu, log_var)).detach()


def half_kl(encoder, decoder, x):
    """the KL is weighted by a half"""
    mu, log_var = encoder(x)
    logits = decoder(reparameterize(mu, log_var))
    return bernoulli_log_likelihood(x, logits) - 0.5 * gaussian_kl(mu, log_var)


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
