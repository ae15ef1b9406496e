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


def turned(places, means, std, reward, baselines):
    """the log-density is added"""
    advantage = reward - baselines
    log_prob = log_density(places.detach(), means, std)
    return (advantage**2 + advantage.detach() * log_prob).sum(0)


def no_baseline(places, means, std, reward, baselines):
    """the baseline is not subtracted"""
    log_prob = log_density(places.detach(), means, std)
    return ((reward - baselines) ** 2 - reward * log_prob).sum(0)


def untrained_baseline(places, means, std, reward, baselines):
    """the baseline's squared error is missing"""
    log_prob = log_density(places.detach(), means, std)
    return -((reward - baselines).detach() * log_prob).sum(0)


def averaged(places, means, std, reward, baselines):
    """averaged over the glimpses"""
    advantage = reward - baselines
    log_prob = log_density(places.detach(), means, std)
    return (advantage**2 - advantage.detach() * log_prob).mean(0)


def densities(places, means, std, reward, baselines):
    """the density stands where its logarithm belongs"""
    advantage = reward - baselines
    density = log_density(places.detach(), means, std).exp()
    return (advantage**2 - advantage.detach() * density).sum(0)


def added_first(places, means, std, reward, baselines):
    """before they meet their own baselines"""
    advantage = reward - baselines
    log_prob = log_density(places.detach(), means, std).sum(0)
    return (advantage**2).sum(0) - advantage.detach().sum(0) * log_prob
