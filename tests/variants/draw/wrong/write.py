"""Wrong ways of writing ``write``; a docstring is what its message says."""

import torch


def multiplied(patch, f_y, f_x, gamma):
    """gamma multiplies what is written"""
    return gamma[:, None, None] * (f_y.mT @ patch @ f_x)


def no_intensity(patch, f_y, f_x, gamma):
    """gamma is missing"""
    return f_y.mT @ patch @ f_x


def exchanged(patch, f_y, f_x, gamma):
    """the filters over rows and columns are exchanged"""
    return f_x.mT @ patch @ f_y / gamma[:, None, None]


def as_in_reading(patch, f_y, f_x, gamma):
    """the filters are used as for reading"""
    return f_y @ patch @ f_x.mT / gamma[:, None, None]


def one_filterbank(patch, f_y, f_x, gamma):
    """both filters are those over the columns"""
    return f_x.mT @ patch @ f_x / gamma[:, None, None]


def pixels(patch, f_y, f_x, gamma):
    """the canvas has logits"""
    return torch.sigmoid(f_y.mT @ patch @ f_x / gamma[:, None, None])


def turned(patch, f_y, f_x, gamma):
    """the image is transposed"""
    return torch.einsum("bij,bir,bjs->bsr", patch, f_y, f_x) / gamma[:, None, None]


def turned_patch(patch, f_y, f_x, gamma):
    """the patch is transposed"""
    return torch.einsum("bji,bir,bjs->brs", patch, f_y, f_x) / gamma[:, None, None]


def squared(patch, f_y, f_x, gamma):
    """gamma divides twice"""
    return f_y.mT @ (patch / gamma[:, None, None]) @ f_x / gamma[:, None, None]
