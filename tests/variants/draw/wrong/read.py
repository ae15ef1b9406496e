"""Wrong ways of writing ``read``; a docstring is what its message says."""

import torch


def through(image, f_y, f_x):
    return f_y @ image @ f_x.transpose(1, 2)


def no_intensity(x, canvas, f_y, f_x, gamma):
    """gamma is missing"""
    both = [through(x, f_y, f_x), through(x - torch.sigmoid(canvas), f_y, f_x)]
    return torch.stack(both, 1)


def patches_apart(x, canvas, f_y, f_x, gamma):
    """sigmoid comes before the filters"""
    patch = through(x, f_y, f_x)
    both = [patch, patch - torch.sigmoid(through(canvas, f_y, f_x))]
    return gamma[:, None, None, None] * torch.stack(both, 1)
