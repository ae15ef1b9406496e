"""Wrong answers to elbo."""

import torch
from torch import Tensor, nn


def price_from_the_same_draw(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """log q(z) - log p(z) at the draw replaces the KL: right on average, but the KL is known exactly."""
    mu, log_var = encoder(x)
    z = reparameterize(mu, log_var)
    log_ratio = 0.5 * (z**2 - (z - mu) ** 2 * torch.exp(-log_var) - log_var).sum(-1)
    return bernoulli_log_likelihood(x, decoder(z)) - log_ratio


def one_noise_for_the_batch(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """All images share one noise vector: the draws are not independent."""
    mu, log_var = encoder(x)
    z = mu + (log_var / 2).exp() * torch.randn_like(mu[:1])
    return bernoulli_log_likelihood(x, decoder(z)) - gaussian_kl(mu, log_var)


def price_at_the_draw(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """The KL is computed with z in place of mu."""
    mu, log_var = encoder(x)
    z = reparameterize(mu, log_var)
    return bernoulli_log_likelihood(x, decoder(z)) - gaussian_kl(z, log_var)


def mean_of_ten_draws(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """Averages over ten draws per image: one was asked for."""
    mu, log_var = encoder(x)
    fits = [bernoulli_log_likelihood(x, decoder(reparameterize(mu, log_var))) for _ in range(10)]
    return torch.stack(fits).mean(0) - gaussian_kl(mu, log_var)


def draw_is_detached(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """The draw is detached: the encoder learns nothing from the likelihood."""
    mu, log_var = encoder(x)
    z = reparameterize(mu, log_var).detach()
    return bernoulli_log_likelihood(x, decoder(z)) - gaussian_kl(mu, log_var)


def pixels_drawn_inside(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """Draws the pixels as 0 or 1 before it starts: wrong for grey images, which are to be judged as they are."""
    x = torch.bernoulli(x)
    mu, log_var = encoder(x)
    logits = decoder(reparameterize(mu, log_var))
    return bernoulli_log_likelihood(x, logits) - gaussian_kl(mu, log_var)


def same_price_for_all_images(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """Subtracts the mean KL of the batch from every image: each has its own."""
    mu, log_var = encoder(x)
    logits = decoder(reparameterize(mu, log_var))
    return bernoulli_log_likelihood(x, logits) - gaussian_kl(mu, log_var).mean()


def no_noise_in_eval_mode(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """In eval mode it decodes the mean without noise: the estimate needs a draw in both modes."""
    mu, log_var = encoder(x)
    z = reparameterize(mu, log_var) if encoder.training else mu
    return bernoulli_log_likelihood(x, decoder(z)) - gaussian_kl(mu, log_var)
