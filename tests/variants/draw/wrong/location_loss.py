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


def nothing_detached(places, means, std, reward, baselines):
    """neither the places nor the advantage beside the log-density are constant"""
    advantage = reward - baselines
    return (advantage**2 - advantage * log_density(places, means, std)).sum(0)


def fixed_means(places, means, std, reward, baselines):
    """no gradient reaches the network that chooses places"""
    advantage = reward - baselines
    log_prob = log_density(places.detach(), means.detach(), std)
    return (advantage**2 - advantage.detach() * log_prob).sum(0)
