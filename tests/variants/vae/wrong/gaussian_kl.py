"""Wrong ways of writing ``gaussian_kl``; a docstring is what its message says."""

from torch.distributions import Normal


def detached_mean(mu, log_var):
    """no gradient reaches mu"""
    return 0.5 * (mu.detach() ** 2 + log_var.exp() - 1 - log_var).sum(-1)


def second_axis(mu, log_var):
    """should have shape"""
    terms = 0.5 * (mu**2 + log_var.exp() - 1 - log_var)
    return terms.sum(1 if terms.dim() > 1 else 0)


def estimated(mu, log_var):
    """it draws noise of its own"""
    q, p = Normal(mu, (0.5 * log_var).exp()), Normal(0.0, 1.0)
    z = q.rsample()
    return (q.log_prob(z) - p.log_prob(z)).sum(-1)


def prints_instead(mu, log_var):
    """nothing is returned"""
    print(0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum(-1))


def clamped(mu, log_var):
    """log_var is clamped at"""
    log_var = log_var.clamp(-10, 10)
    return 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum(-1)


def clamped_below(mu, log_var):
    """log_var is clamped at -10"""
    log_var = log_var.clamp(min=-10)
    return 0.5 * (mu**2 + log_var.exp() - 1 - log_var).sum(-1)


def partly_float32(mu, log_var):
    """a part of it is computed in float32"""
    return 0.5 * (mu**2 + log_var.float().exp() - 1 - log_var).sum(-1)


def changes_its_input(mu, log_var):
    """changed in place"""
    variance = log_var.exp()
    square = mu.mul_(mu)
    return 0.5 * (square.mul_(1) + variance - 1 - log_var).sum(-1)
