"""Wrong ways of writing ``free_bits``; a docstring is what its message says."""


def each_sentence(kl, floor):
    """the floor is taken for each sentence on its own"""
    return kl.clamp(min=floor).sum(-1).mean()


def whole_code(kl, floor):
    """the floor is taken of the sum over the latent numbers"""
    return kl.sum(-1).mean().clamp(min=floor)


def turned(kl, floor):
    """the larger of the two counts"""
    return kl.mean(0).clamp(max=floor).sum()


def excess(kl, floor):
    """the floor is subtracted"""
    return (kl.mean(0) - floor).clamp(min=0).sum()


def summed(kl, floor):
    """added up over the batch"""
    return kl.sum(0).clamp(min=floor).sum()


def averaged(kl, floor):
    """averaged over the latent numbers"""
    return kl.mean(0).clamp(min=floor).mean()
