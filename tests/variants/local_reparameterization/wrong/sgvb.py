"""Wrong ways of writing ``sgvb``; a docstring is what its message says."""


def twice_divided(log_p, kl, n):
    """divided by its size once more"""
    return n / log_p.shape[1] * log_p.mean(1) - kl


def loss(log_p, kl, n):
    """the sign is wrong"""
    return kl - n * log_p.mean(1)
