"""Wrong ways of writing ``pairs_needed``; a docstring is what its message says."""


def all_independent(pilot, half_width):
    """the two values of a pair count as independent here: average each pair first"""
    return 2 * pilot.flatten(0, 1).var(0) / half_width**2


def values_one_by_one(pilot, half_width):
    """the values count as independent, and one by one"""
    return 4 * pilot.flatten(0, 1).var(0) / half_width**2


def no_covariance(pilot, half_width):
    """the covariance of the two values of a pair is left out"""
    return (pilot[:, 0].var(0) + pilot[:, 1].var(0)) / half_width**2


def first_alone(pilot, half_width):
    """only the first value of each pair is used"""
    return 4 * pilot[:, 0].var(0) / half_width**2


def counts_values(pilot, half_width):
    """these are values, two for each pair; count the pairs"""
    return 8 * pilot.mean(1).var(0) / half_width**2


def one_standard_error(pilot, half_width):
    """this is for one standard error as the half width"""
    return (pilot.mean(1).std(0) / half_width) ** 2


def not_squared(pilot, half_width):
    """this is the root of the number of pairs; square it"""
    return 2 * pilot.mean(1).std(0) / half_width


def differences(pilot, half_width):
    """this is the spread of the differences"""
    return 4 * (pilot[:, 0] - pilot[:, 1]).var(0) / half_width**2


def of_the_pilot(pilot, half_width):
    """it is that of one pair"""
    return 4 * pilot.mean(1).var(0) / len(pilot) / half_width**2


def detached(pilot, half_width):
    """no gradient can flow back"""
    return 4 * pilot.detach().mean(1).var(0) / half_width.detach() ** 2
