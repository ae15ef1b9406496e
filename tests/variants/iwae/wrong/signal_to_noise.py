"""Wrong ways of writing ``signal_to_noise``, and what their messages say."""

EDITS = """
    return (gradients.mean(0).abs() / gradients.std(0)).mean()  # one number
"""


def around_zero(gradients):
    """the mean is not subtracted in the deviation"""
    squares = (gradients**2).sum(0) / (len(gradients) - 1)
    return gradients.mean(0).abs() / squares.sqrt()
