"""Wrong ways of writing ``leapfrog``; a docstring is what its message says."""


def kicks_of_the_start(z, v, centre, precision, step_size, steps):
    """the gradient is taken at the first z in every step"""
    kick = step_size * (z - centre) @ precision
    for _ in range(steps):
        v = v - kick
        z = z + step_size * v
    return z, v


def drift_first(z, v, centre, precision, step_size, steps):
    """it is v that has the two halves"""
    for _ in range(steps):
        z = z + 0.5 * step_size * v
        v = v - step_size * (z - centre) @ precision
        z = z + 0.5 * step_size * v
    return z, v
