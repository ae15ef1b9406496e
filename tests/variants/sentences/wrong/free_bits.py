"""Wrong ways of writing ``free_bits``; a docstring is what its message says."""


def summed(kl, floor):
    """added up over the batch"""
    return kl.sum(0).clamp(min=floor).sum()


def averaged(kl, floor):
    """averaged over the latent numbers"""
    return kl.mean(0).clamp(min=floor).mean()
