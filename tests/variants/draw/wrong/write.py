"""Wrong ways of writing ``write``; a docstring is what its message says."""

import torch


def multiplied(patch, f_y, f_x, gamma):
    """gamma multiplies what is written"""
    return gamma[:, None, None] * (f_y.mT @ patch @ f_x)


def as_in_reading(patch, f_y, f_x, gamma):
    """the filters are used as for reading"""
    return f_y @ patch @ f_x.mT / gamma[:, None, None]


def turned(patch, f_y, f_x, gamma):
    """the image is transposed"""
    return torch.einsum("bij,bir,bjs->bsr", patch, f_y, f_x) / gamma[:, None, None]


def turned_patch(patch, f_y, f_x, gamma):
    """the patch is transposed"""
    return torch.einsum("bji,bir,bjs->brs", patch, f_y, f_x) / gamma[:, None, None]
