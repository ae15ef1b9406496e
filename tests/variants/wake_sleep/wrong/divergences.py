"""Wrong ways of writing ``divergences``, and what their messages say."""

from torch.distributions import Categorical, kl_divergence

EDITS = """
    log_posterior = (log_joint.exp() / log_joint.exp().sum(-1, keepdim=True)).log()
        # exp becomes 0 or overflows
"""


def by_the_library(log_joint, q):
    """normalize the logarithms"""
    guess = Categorical(probs=q, validate_args=False)
    posterior = Categorical(logits=log_joint, validate_args=False)
    return kl_divergence(guess, posterior), kl_divergence(posterior, guess)
