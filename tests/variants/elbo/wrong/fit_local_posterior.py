"""Wrong ways of writing ``fit_local_posterior``; a docstring is what its message says."""


def only_mean(x, mean, log_var, weight, bias, noise_var, steps, lr):
    """2 tensors should be returned"""
    for _ in range(steps):
        to_mean = (x - bias - mean @ weight.T) @ (weight.T / noise_var).T - mean
        to_log_var = 0.5 * (1 - log_var.exp() * (1 + (weight.square().T / noise_var).sum(1)))
        mean, log_var = mean + lr * to_mean, log_var + lr * to_log_var
    return mean


def averaged_noise(x, mean, log_var, weight, bias, noise_var, steps, lr):
    """the average of all noise variances stands where each pixel has its own"""
    noise = noise_var.mean()
    for _ in range(steps):
        to_mean = (x - bias - mean @ weight.T) @ weight / noise - mean
        to_log_var = 0.5 * (1 - log_var.exp() * (1 + weight.square().sum(0) / noise))
        mean, log_var = mean + lr * to_mean, log_var + lr * to_log_var
    return mean, log_var
