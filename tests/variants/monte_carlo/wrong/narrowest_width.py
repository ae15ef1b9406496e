"""Wrong ways of writing ``narrowest_width``; a docstring is what its message says."""

import math


def as_wide_as_f(width, power):
    """this is the width of f itself"""
    return width + 0 * power


def of_a_normal(width, power):
    """this is the bound for a normal shape"""
    return width / math.sqrt(2)


def of_laplace(width, power):
    """this is half of the width, the bound where the power is 1"""
    return width / 2


def wider(width, power):
    """it is wider than f"""
    return (2 * width**power) ** (1 / power)


def no_root(width, power):
    """this is the bound to its own power: take the root"""
    return width**power / 2


def of_the_fourth_power(width, power):
    """its exponent is doubled, not multiplied by 4"""
    return (width**power / 4) ** (1 / power)


def root_upside_down(width, power):
    """2 is raised to the power; take the root"""
    return width * 0.5**power


def a_rate(width, power):
    """this is one over the bound"""
    return (2 / width**power) ** (1 / power)


def a_plain_number(width, power):
    """it should be one tensor"""
    return float(width.flatten()[0])
