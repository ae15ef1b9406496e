"""Wrong ways of writing ``generate``; a docstring is what its message says."""

import torch


@torch.no_grad()
def logits_for_means(decoder, n, latent):
    """the decoder gives logits, apply sigmoid"""
    logits = decoder(torch.randn(n, latent))
    return logits, torch.bernoulli(logits.sigmoid())


def builds_a_graph(decoder, n, latent):
    """use torch.no_grad()"""
    means = decoder(torch.randn(n, latent)).sigmoid()
    return means, torch.bernoulli(means)


@torch.no_grad()
def one_latent(decoder, n, latent):
    """all the images have the same z"""
    means = decoder(torch.randn(1, latent).expand(n, latent)).sigmoid()
    return means, torch.bernoulli(means)


@torch.no_grad()
def fixed_seed(decoder, n, latent):
    """two calls give the same images"""
    torch.manual_seed(0)
    means = decoder(torch.randn(n, latent)).sigmoid()
    return means, torch.bernoulli(means)


@torch.no_grad()
def other_latent(decoder, n, latent):
    """use the same z for both"""
    means = decoder(torch.randn(n, latent)).sigmoid()
    return means, torch.bernoulli(decoder(torch.randn(n, latent)).sigmoid())


@torch.no_grad()
def one_image(decoder, n, latent):
    """the means have shape"""
    means = decoder(torch.randn(latent)).sigmoid()
    return means, torch.bernoulli(means)


@torch.no_grad()
def one_coin_per_image(decoder, n, latent):
    """the pixels of an image are not drawn independently"""
    means = decoder(torch.randn(n, latent)).sigmoid()
    return means, (torch.rand(n, 1) < means).float()


@torch.no_grad()
def softmax(decoder, n, latent):
    """the means are not sigmoid(decoder(z)) for any z"""
    means = decoder(torch.randn(n, latent)).softmax(-1)
    return means, torch.bernoulli(means)
