"""Wrong ways of writing ``pca_encode``; a docstring is what its message says."""


def wrong_sign(x, mean, directions):
    """the sign is wrong"""
    return (mean - x) @ directions.T


def detached(x, mean, directions):
    """no gradient"""
    return ((x - mean) @ directions.T).detach()
