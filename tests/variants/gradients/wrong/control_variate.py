"""Wrong ways of writing ``control_variate``; a docstring is what its message says."""


def _beta(g, h):
    g, h = g - g.mean(0), h - h.mean(0)
    return (g * h).sum(0) / (h * h).sum(0)


def coefficient_detached(estimates, control, expected):
    """the gradient with respect to estimates is wrong"""
    return estimates - _beta(estimates, control).detach() * (control - expected)


def rounded_result(estimates, control, expected):
    """the result is float32 although the inputs are float64"""
    return (estimates - _beta(estimates, control) * (control - expected)).float()
