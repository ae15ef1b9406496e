"""Wrong answers to elbo."""

import torch
from solutions.vae import bernoulli_log_likelihood, gaussian_kl, reparameterize
from torch import Tensor, nn


def mean_price(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """Subtracts the batch's mean KL from each image: the mean is right, the single ELBOs not."""
    mu, log_var = encoder(x)
    logits = decoder(reparameterize(mu, log_var))
    return bernoulli_log_likelihood(x, logits) - gaussian_kl(mu, log_var).mean()


def binarized_on_the_way(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """Draws black and white pixels for the likelihood, so grey images are right on average only."""
    mu, log_var = encoder(x)
    logits = decoder(reparameterize(mu, log_var))
    return bernoulli_log_likelihood(torch.bernoulli(x), logits) - gaussian_kl(mu, log_var)


def draw_cut_from_the_graph(encoder: nn.Module, decoder: nn.Module, x: Tensor) -> Tensor:
    """Detaches z, so that the encoder's gradient knows the KL only."""
    mu, log_var = encoder(x)
    with torch.no_grad():
        z = reparameterize(mu, log_var)
    return bernoulli_log_likelihood(x, decoder(z)) - gaussian_kl(mu, log_var)
