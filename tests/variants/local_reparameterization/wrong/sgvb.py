"""Wrong ways of writing ``sgvb``; a docstring is what its message says."""


def kl_scaled(log_p, kl, n):
    """the divergence is scaled by n over the size of the minibatch"""
    return n / log_p.shape[1] * (log_p.sum(1) - kl)


def not_scaled(log_p, kl, n):
    """the log-likelihoods are summed over the minibatch alone"""
    return log_p.sum(1) - kl


def twice_divided(log_p, kl, n):
    """divided by its size once more"""
    return n / log_p.shape[1] * log_p.mean(1) - kl


def loss(log_p, kl, n):
    """the sign is wrong"""
    return kl - n * log_p.mean(1)
