"""Wrong ways of writing ``annealed_loss``; a docstring is what its message says."""


def uncapped(log_likelihood, kl, step, warmup):
    """the weight goes on rising after the warm-up"""
    return step / warmup * kl - log_likelihood


def switched_on(log_likelihood, kl, step, warmup):
    """the weight jumps from 0 to 1"""
    return (kl if step >= warmup else 0 * kl) - log_likelihood
