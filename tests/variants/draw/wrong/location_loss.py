"""Wrong ways of writing ``location_loss``; a docstring is what its message says."""

from torch.distributions import Normal


def log_density(places, means, std):
    return Normal(means, std, validate_args=False).log_prob(places).sum(-1)


def attached(places, means, std, reward, baselines):
    """the places are not constant"""
    advantage = reward - baselines
    log_prob = log_density(places, means, std)
    return (advantage**2 - advantage.detach() * log_prob).sum(0)


def moving_advantage(places, means, std, reward, baselines):
    """the advantage that multiplies the log-density is not constant"""
    advantage = reward - baselines
    log_prob = log_density(places.detach(), means, std)
    return (advantage**2 - advantage * log_prob).sum(0)
