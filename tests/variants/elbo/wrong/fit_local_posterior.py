"""Wrong ways of writing ``fit_local_posterior``; a docstring is what its message says."""


def batch_mean(x, mean, log_var, weight, bias, noise_var, steps, lr):
    """averaged over the batch"""
    for _ in range(steps):
        to_mean = (x - bias - mean @ weight.T) @ (weight.T / noise_var).T - mean
        to_log_var = 0.5 * (1 - log_var.exp() * (1 + (weight.square().T / noise_var).sum(1)))
        mean, log_var = mean + lr * to_mean / len(x), log_var + lr * to_log_var / len(x)
    return mean, log_var


def no_chain(x, mean, log_var, weight, bias, noise_var, steps, lr):
    """the derivative of exp(log_var) is missing"""
    for _ in range(steps):
        to_mean = (x - bias - mean @ weight.T) @ (weight.T / noise_var).T - mean
        to_log_var = -0.5 * ((weight.square().T / noise_var).sum(1)) + 0 * log_var
        mean, log_var = mean + lr * to_mean, log_var + lr * to_log_var
    return mean, log_var


def only_mean(x, mean, log_var, weight, bias, noise_var, steps, lr):
    """2 tensors should be returned"""
    for _ in range(steps):
        to_mean = (x - bias - mean @ weight.T) @ (weight.T / noise_var).T - mean
        to_log_var = 0.5 * (1 - log_var.exp() * (1 + (weight.square().T / noise_var).sum(1)))
        mean, log_var = mean + lr * to_mean, log_var + lr * to_log_var
    return mean


def gradient_in_the_variance(x, mean, log_var, weight, bias, noise_var, steps, lr):
    """this is the gradient with respect to the variance"""
    for _ in range(steps):
        to_mean = (x - bias - mean @ weight.T) @ (weight.T / noise_var).T - mean
        to_variance = 0.5 * ((-log_var).exp() - 1 - (weight.square().T / noise_var).sum(1))
        mean, log_var = mean + lr * to_mean, log_var + lr * to_variance
    return mean, log_var


def averaged_noise(x, mean, log_var, weight, bias, noise_var, steps, lr):
    """the average of all noise variances stands where each pixel has its own"""
    noise = noise_var.mean()
    for _ in range(steps):
        to_mean = (x - bias - mean @ weight.T) @ weight / noise - mean
        to_log_var = 0.5 * (1 - log_var.exp() * (1 + weight.square().sum(0) / noise))
        mean, log_var = mean + lr * to_mean, log_var + lr * to_log_var
    return mean, log_var


def error_at_the_mean_alone(x, mean, log_var, weight, bias, noise_var, steps, lr):
    """the variance of q is missing in the expected squared error"""
    for _ in range(steps):
        to_mean = (x - bias - mean @ weight.T) @ (weight.T / noise_var).T - mean
        to_log_var = 0.5 * (1 - log_var.exp())
        mean, log_var = mean + lr * to_mean, log_var + lr * to_log_var
    return mean, log_var
