"""Wrong ways of writing ``fit_pca``, and what their messages say."""

import torch

EDITS = """
    return mean, directions[:latent].T  # each should be a row
    return mean, directions  # these are all
    return mean.float(), directions[:latent].float()
        # the result is float32 although the inputs are float64
    return mean, torch.zeros(latent, len(mean), dtype=x.dtype) + directions[:latent]
        # is made on the CPU whatever device x is on
"""


def turned(x, latent):
    """they span the right subspace"""
    mean = x.mean(0)
    rows = torch.linalg.svd(x - mean, full_matrices=False)[2][:latent]
    angles = torch.linspace(0.5, 1.5, latent**2, dtype=x.dtype).view(latent, latent)
    return mean, torch.linalg.qr(angles + torch.eye(latent, dtype=x.dtype)).Q @ rows
