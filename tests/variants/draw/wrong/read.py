"""Wrong ways of writing ``read``, and what their messages say."""

import torch

EDITS = """
    return patches  # gamma is missing
"""


def through(image, f_y, f_x):
    return f_y @ image @ f_x.transpose(1, 2)


def patches_apart(x, canvas, f_y, f_x, gamma):
    """sigmoid comes before the filters"""
    patch = through(x, f_y, f_x)
    both = [patch, patch - torch.sigmoid(through(canvas, f_y, f_x))]
    return gamma[:, None, None, None] * torch.stack(both, 1)
