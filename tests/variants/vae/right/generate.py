"""Other right ways of writing ``generate``."""

import torch
from torch.distributions import Bernoulli, Normal


@torch.no_grad()
def decorated(decoder, n, latent):
    z = torch.normal(0.0, 1.0, (n, latent)).to(next(decoder.parameters()))
    means = decoder(z).sigmoid()
    return means, (torch.rand_like(means) < means).float()


def distributions(decoder, n, latent):
    with torch.inference_mode():
        zero = next(decoder.parameters()).new_zeros(n, latent)
        z = Normal(zero, zero + 1).sample()
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
    weight = decoder.state_dict()["weight"]
    with torch.no_grad():
        for _ in range(n):
            mean = torch.sigmoid(decoder(torch.randn(1, latent).to(weight))).squeeze(0)
            means.append(mean)
            draws.append(torch.rand_like(mean) <= mean)
    return torch.stack(means), torch.stack(draws)
