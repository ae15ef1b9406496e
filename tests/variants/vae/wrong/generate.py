"""Wrong ways of writing ``generate``, and what their messages say."""

EDITS = """
    return decoder(z), torch.bernoulli(means)  # the decoder gives logits, apply sigmoid
    torch.no_grad() -> torch.enable_grad()  # use torch.no_grad()
    z = torch.randn(1, latent).expand(n, latent)  # all the images have the same z
    torch.manual_seed(0)  # two calls give the same images
    return means, torch.bernoulli(decoder(torch.randn(n, latent)).sigmoid())
        # use the same z for both
    z = torch.randn(latent)  # the means have shape
    return means, (torch.rand(n, 1) < means).float()
        # the pixels of an image are not drawn independently
    means = decoder(z).softmax(-1)  # the means are not sigmoid(decoder(z)) for any z
"""
