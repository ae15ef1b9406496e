"""Other right ways of writing ``elbo``."""

import torch
from torch.distributions import Bernoulli, Normal, kl_divergence

from solutions.vae import bernoulli_log_likelihood, gaussian_kl, reparameterize


def distributions(encoder, decoder, x):
    mu, log_var = encoder(x)
    q = Normal(mu, (0.5 * log_var).exp())
    p = Bernoulli(logits=decoder(q.rsample()), validate_args=False)
    prior = Normal(torch.zeros_like(mu), torch.ones_like(mu))
    return p.log_prob(x).sum(-1) - kl_divergence(q, prior).sum(-1)


def noise_first(encoder, decoder, x):
    mu, log_var = encoder(x)
    noise = torch.randn(mu.shape, dtype=mu.dtype, device=mu.device)
    kl = 0.5 * torch.sum(mu**2 + log_var.exp() - 1 - log_var, 1)
    logits = decoder(mu + noise * torch.exp(log_var / 2))
    cross_entropy = torch.nn.functional.binary_cross_entropy_with_logits
    return -(kl + cross_entropy(logits, x, reduction="none").sum(1))


def image_by_image(encoder, decoder, x):
    values = []
    for image in x.split(1):
        mu, log_var = encoder(image)
        likelihood = bernoulli_log_likelihood(image, decoder(reparameterize(mu, log_var)))
        values.append(likelihood - gaussian_kl(mu, log_var))
    return torch.cat(values)


def parts_in_other_order(encoder, decoder, x):
    posterior = encoder(x)
    kl = gaussian_kl(*posterior)
    z = reparameterize(*posterior)
    return -kl + bernoulli_log_likelihood(logits=decoder(z), x=x)
