"""Wrong ways of writing ``gaussian_kl``, and what their messages say."""

from torch.distributions import Normal

EDITS = """
    mu = mu.detach()  # no gradient reaches mu
    .sum(-1) -> .sum(1 if mu.dim() > 1 else 0)  # should have shape
    return ->  # nothing is returned
    log_var = log_var.clamp(-10, 10)  # log_var is clamped at
    log_var = log_var.clamp(min=-10)  # log_var is clamped at -10
    log_var.exp() -> log_var.float().exp()  # a part of it is computed in float32
"""


def estimated(mu, log_var):
    """it draws noise of its own"""
    q, p = Normal(mu, (0.5 * log_var).exp()), Normal(0.0, 1.0)
    z = q.rsample()
    return (q.log_prob(z) - p.log_prob(z)).sum(-1)


def changes_its_input(mu, log_var):
    """changed in place"""
    variance = log_var.exp()
    square = mu.mul_(mu)
    return 0.5 * (square.mul_(1) + variance - 1 - log_var).sum(-1)
