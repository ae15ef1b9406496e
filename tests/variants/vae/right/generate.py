"""Other right ways of writing ``generate``."""

import torch
from torch.distributions import Bernoulli, Normal


@torch.no_grad()
def decorated(decoder, n, latent):
    means = decoder(torch.normal(0.0, 1.0, (n, latent))).sigmoid()
    return means, (torch.rand_like(means) < means).float()


def distributions(decoder, n, latent):
    with torch.inference_mode():
        z = Normal(torch.zeros(n, latent), torch.ones(n, latent)).sample()
        p = Bernoulli(logits=decoder(z))
        return p.mean, p.sample()


def detached(decoder, n, latent):
    parameter = next(decoder.parameters())
    z = torch.randn(n, latent, device=parameter.device, dtype=parameter.dtype)
    means = 1 / (1 + torch.exp(-decoder(z).detach()))
    return [means, means.bernoulli()]


def image_by_image(decoder, n, latent):
    decoder.eval()
    means, draws = [], []
    with torch.no_grad():
        for _ in range(n):
            mean = torch.sigmoid(decoder(torch.randn(1, latent))).squeeze(0)
            means.append(mean)
            draws.append(torch.rand(mean.shape) <= mean)
    return torch.stack(means), torch.stack(draws)
