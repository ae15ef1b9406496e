"""Wrong ways of writing ``annealed_loss``; a docstring is what its message says."""


def on_the_likelihood(log_likelihood, kl, step, warmup):
    """the weight stands at the likelihood"""
    return kl - min(1, step / warmup) * log_likelihood


def on_both(log_likelihood, kl, step, warmup):
    """both terms have the weight"""
    return min(1, step / warmup) * (kl - log_likelihood)


def uncapped(log_likelihood, kl, step, warmup):
    """the weight goes on rising after the warm-up"""
    return step / warmup * kl - log_likelihood


def bound(log_likelihood, kl, step, warmup):
    """this is the bound"""
    return log_likelihood - min(1, step / warmup) * kl


def falling(log_likelihood, kl, step, warmup):
    """the weight falls from 1 to 0"""
    return (1 - min(1, step / warmup)) * kl - log_likelihood


def counted_from_one(log_likelihood, kl, step, warmup):
    """before the first one the weight is 0"""
    return min(1, (step + 1) / warmup) * kl - log_likelihood


def switched_on(log_likelihood, kl, step, warmup):
    """the weight jumps from 0 to 1"""
    return (kl if step >= warmup else 0 * kl) - log_likelihood
