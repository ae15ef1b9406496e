"""Wrong ways of writing ``activation_moments``; a docstring is what its message says."""


def slide(a, weight_mean, weight_log_var):
    """squared once more"""
    variance = weight_log_var.exp()
    return a @ weight_mean, a**2 @ variance**2


def std_of_weights(a, weight_mean, weight_log_var):
    """standard deviations are added up"""
    return a @ weight_mean, a**2 @ (0.5 * weight_log_var).exp()


def not_squared(a, weight_mean, weight_log_var):
    """a is not squared in the variance"""
    return a @ weight_mean, a @ weight_log_var.exp()


def square_of_sum(a, weight_mean, weight_log_var):
    """the sum of the standard deviations is squared"""
    return a @ weight_mean, (a @ (0.5 * weight_log_var).exp()) ** 2


def log_var_itself(a, weight_mean, weight_log_var):
    """exp is missing"""
    return a @ weight_mean, a**2 @ weight_log_var


def standard_deviation(a, weight_mean, weight_log_var):
    """the standard deviation is returned"""
    return a @ weight_mean, (a**2 @ weight_log_var.exp()).sqrt()


def second_moment(a, weight_mean, weight_log_var):
    """the means do not add to the variance"""
    return a @ weight_mean, a**2 @ (weight_log_var.exp() + weight_mean**2)


def exchanged(a, weight_mean, weight_log_var):
    """exchanged"""
    return a**2 @ weight_log_var.exp(), a @ weight_mean


def log_delta(a, weight_mean, weight_log_var):
    """the logarithm of delta is returned"""
    return a @ weight_mean, (a**2 @ weight_log_var.exp()).log()


def averaged(a, weight_mean, weight_log_var):
    """both are averaged over the inputs"""
    n = a.shape[1]
    return a @ weight_mean / n, a**2 @ weight_log_var.exp() / n
