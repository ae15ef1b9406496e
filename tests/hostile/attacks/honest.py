"""What every attacker wrote rightly, and must be given the point for."""


def double(x):
    return 2 * x
