"""Wrong ways of writing ``dropout_activations``; a docstring is what its message says."""


def upside_down(a, weight, ratio, noise):
    """alpha is upside down"""
    return (a * (1 + ((1 - ratio) / ratio).sqrt() * noise)) @ weight


def no_noise(a, weight, ratio, noise):
    """the noise is not used"""
    return a @ weight
