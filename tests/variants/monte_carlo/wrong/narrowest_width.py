"""Wrong ways of writing ``narrowest_width``; a docstring is what its message says."""


def a_rate(width, power):
    """this is one over the bound"""
    return (2 / width**power) ** (1 / power)


def a_plain_number(width, power):
    """it should be one tensor"""
    return float(width.flatten()[0])
