"""Wrong ways of writing ``write``; a docstring is what its message says."""

import torch


def turned(patch, f_y, f_x, gamma):
    """the image is transposed"""
    return torch.einsum("bij,bir,bjs->bsr", patch, f_y, f_x) / gamma[:, None, None]


def turned_patch(patch, f_y, f_x, gamma):
    """the patch is transposed"""
    return torch.einsum("bji,bir,bjs->brs", patch, f_y, f_x) / gamma[:, None, None]
