"""Wrong ways of writing ``pairs_needed``; a docstring is what its message says."""


def of_the_pilot(pilot, half_width):
    """it is that of one pair"""
    return 4 * pilot.mean(1).var(0) / len(pilot) / half_width**2


def detached(pilot, half_width):
    """no gradient can flow back"""
    return 4 * pilot.detach().mean(1).var(0) / half_width.detach() ** 2
