"""Wrong ways of writing ``dropout_activations``; a docstring is what its message says."""


def no_root(a, weight, ratio, noise):
    """multiply by its square root"""
    return (a * (1 + ratio / (1 - ratio) * noise)) @ weight


def ratio_itself(a, weight, ratio, noise):
    """the ratio itself is taken for the variance"""
    return (a * (1 + ratio.sqrt() * noise)) @ weight


def upside_down(a, weight, ratio, noise):
    """alpha is upside down"""
    return (a * (1 + ((1 - ratio) / ratio).sqrt() * noise)) @ weight


def no_noise(a, weight, ratio, noise):
    """the noise is not used"""
    return a @ weight
