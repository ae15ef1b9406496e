"""Wrong ways of writing ``control_variate``; a docstring is what its message says."""


def _beta(g, h):
    g, h = g - g.mean(0), h - h.mean(0)
    return (g * h).sum(0) / (h * h).sum(0)


def correlation(estimates, control, expected):
    """this coefficient is the correlation"""
    beta = _beta(estimates, control) * control.std(0) / estimates.std(0)
    return estimates - beta * (control - expected)


def covariance(estimates, control, expected):
    """the coefficient is the covariance"""
    beta = _beta(estimates, control) * control.var(0)
    return estimates - beta * (control - expected)


def coefficient_detached(estimates, control, expected):
    """the gradient with respect to estimates is wrong"""
    return estimates - _beta(estimates, control).detach() * (control - expected)


def rounded_result(estimates, control, expected):
    """the result is float32 although the inputs are float64"""
    return (estimates - _beta(estimates, control) * (control - expected)).float()
