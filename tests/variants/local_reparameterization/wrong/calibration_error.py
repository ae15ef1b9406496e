"""Wrong ways of writing ``calibration_error``; a docstring is what its message says."""

import torch


def _sums(confidence, gap, bins):
    part = (confidence * bins).long()
    return torch.zeros(bins, dtype=gap.dtype, device=gap.device).index_add(0, part, gap)


def parts_alike(confidence, correct, bins):
    """every part counts alike"""
    sums = _sums(confidence, correct - confidence, bins)
    counts = _sums(confidence, torch.ones_like(confidence), bins)
    some = counts > 0
    return (sums[some] / counts[some]).abs().mean()


def largest(confidence, correct, bins):
    """this is the largest distance"""
    sums = _sums(confidence, correct - confidence, bins)
    counts = _sums(confidence, torch.ones_like(confidence), bins)
    return (sums / counts.clamp(min=1)).abs().max()
