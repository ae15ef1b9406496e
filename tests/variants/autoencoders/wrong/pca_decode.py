"""Wrong ways of writing ``pca_decode``; a docstring is what its message says."""


def mean_alone(z, mean, directions):
    """the result does not depend on z"""
    return mean.expand(*z.shape[:-1], len(mean))


def mean_inside(z, mean, directions):
    """it belongs outside"""
    return z @ (directions + mean)


def columns(z, mean, directions):
    """a direction is a row of `directions`, not a column"""
    if directions.shape[0] == directions.shape[1]:
        return mean + z @ directions.T
    return mean + z @ directions


def detached(z, mean, directions):
    """no gradient reaches z"""
    return mean + z.detach() @ directions
