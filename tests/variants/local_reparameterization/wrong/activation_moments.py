"""Wrong ways of writing ``activation_moments``; a docstring is what its message says."""


def slide(a, weight_mean, weight_log_var):
    """squared once more"""
    variance = weight_log_var.exp()
    return a @ weight_mean, a**2 @ variance**2


def averaged(a, weight_mean, weight_log_var):
    """both are averaged over the inputs"""
    n = a.shape[1]
    return a @ weight_mean / n, a**2 @ weight_log_var.exp() / n
