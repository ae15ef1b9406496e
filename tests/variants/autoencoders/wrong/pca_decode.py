"""Wrong ways of writing ``pca_decode``; a docstring is what its message says."""


def mean_alone(z, mean, directions):
    """the result does not depend on z"""
    return mean.expand(*z.shape[:-1], len(mean))


def detached(z, mean, directions):
    """no gradient reaches z"""
    return mean + z.detach() @ directions
