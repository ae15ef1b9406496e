"""Wrong ways of writing ``sgvb``; a docstring is what its message says."""


def kl_scaled(log_p, kl, n):
    """the divergence is scaled by n over the size of the minibatch"""
    return n / log_p.shape[1] * (log_p.sum(1) - kl)


def kl_times_n(log_p, kl, n):
    """the divergence is multiplied by n"""
    return n * (log_p.mean(1) - kl)


def kl_added(log_p, kl, n):
    """the divergence is added"""
    return n * log_p.mean(1) + kl


def no_kl(log_p, kl, n):
    """the divergence is missing"""
    return n * log_p.mean(1)


def not_scaled(log_p, kl, n):
    """the log-likelihoods are summed over the minibatch alone"""
    return log_p.sum(1) - kl


def mean_alone(log_p, kl, n):
    """the mean of the minibatch is not multiplied by n"""
    return log_p.mean(1) - kl


def of_one(log_p, kl, n):
    """this is the bound for one example"""
    return log_p.mean(1) - kl / n


def sum_times_n(log_p, kl, n):
    """not divided by the size of the minibatch"""
    return n * log_p.sum(1) - kl


def twice_divided(log_p, kl, n):
    """divided by its size once more"""
    return n / log_p.shape[1] * log_p.mean(1) - kl


def one_number(log_p, kl, n):
    """averaged over the draws as well"""
    return n * log_p.mean() - kl


def loss(log_p, kl, n):
    """the sign is wrong"""
    return kl - n * log_p.mean(1)
