"""Wrong ways of writing ``signal_to_noise``; a docstring is what its message says."""


def inverse(gradients):
    """this is noise over signal"""
    return gradients.std(0) / gradients.mean(0).abs()


def standard_errors(gradients):
    """n has no place here"""
    return gradients.mean(0).abs() / (gradients.std(0) / len(gradients) ** 0.5)


def around_zero(gradients):
    """the mean is not subtracted in the deviation"""
    squares = (gradients**2).sum(0) / (len(gradients) - 1)
    return gradients.mean(0).abs() / squares.sqrt()


def averaged(gradients):
    """one number"""
    return (gradients.mean(0).abs() / gradients.std(0)).mean()
