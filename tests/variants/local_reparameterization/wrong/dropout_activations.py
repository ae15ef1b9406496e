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


def of_the_raw_mask(a, weight, ratio, noise):
    """the mask that is not divided by 1 - ratio"""
    return (a * (1 + (ratio * (1 - ratio)).sqrt() * noise)) @ weight


def mean_zero(a, weight, ratio, noise):
    """the noise has the mean 0"""
    return (a * (ratio / (1 - ratio)).sqrt() * noise) @ weight


def added(a, weight, ratio, noise):
    """dropout multiplies"""
    return (a + (ratio / (1 - ratio)).sqrt() * noise) @ weight


def not_rescaled(a, weight, ratio, noise):
    """the mean of the factor is 1 - ratio"""
    return (a * (1 - ratio + (ratio / (1 - ratio)).sqrt() * noise)) @ weight


def rescaled_twice(a, weight, ratio, noise):
    """divided by 1 - ratio although the factor has the mean 1"""
    return (a * (1 + (ratio / (1 - ratio)).sqrt() * noise)) @ weight / (1 - ratio)


def shared_noise(a, weight, ratio, noise):
    """one example's noise serves all"""
    return (a * (1 + (ratio / (1 - ratio)).sqrt() * noise[:1])) @ weight


def no_noise(a, weight, ratio, noise):
    """the noise is not used"""
    return a @ weight
