"""Wrong ways of writing ``divergences``; a docstring is what its message says."""

from torch.distributions import Categorical, kl_divergence


def plain_exp(log_joint, q):
    """exp becomes 0 or overflows"""
    p = log_joint.exp() / log_joint.exp().sum(-1, keepdim=True)
    return (q * (q / p).log()).sum(-1), (p * (p / q).log()).sum(-1)


def by_the_library(log_joint, q):
    """normalize the logarithms"""
    guess = Categorical(probs=q, validate_args=False)
    posterior = Categorical(logits=log_joint, validate_args=False)
    return kl_divergence(guess, posterior), kl_divergence(posterior, guess)
