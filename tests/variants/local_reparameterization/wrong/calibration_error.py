"""Wrong ways of writing ``calibration_error``; a docstring is what its message says."""

import torch


def _sums(confidence, gap, bins):
    part = (confidence * bins).long()
    return torch.zeros(bins, dtype=gap.dtype, device=gap.device).index_add(0, part, gap)


def each_prediction(confidence, correct, bins):
    """average within a part before the absolute value"""
    return (correct - confidence).abs().mean()


def cancelling(confidence, correct, bins):
    """over- and underconfident parts cancel"""
    return (correct.mean() - confidence.mean()).abs()


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


def not_divided(confidence, correct, bins):
    """not divided by the number of predictions"""
    return _sums(confidence, correct - confidence, bins).abs().sum()


def divided_by_bins(confidence, correct, bins):
    """divided by the number of parts"""
    return _sums(confidence, correct - confidence, bins).abs().sum() / bins


def one_part_less(confidence, correct, bins):
    """bins is the number of parts"""
    part = (confidence * (bins - 1)).long()
    sums = torch.zeros(bins, dtype=confidence.dtype, device=confidence.device)
    return sums.index_add(0, part, correct - confidence).abs().sum() / len(correct)


def accuracy_alone(confidence, correct, bins):
    """this is the accuracy"""
    return _sums(confidence, correct, bins).abs().sum() / len(correct)


def confidence_alone(confidence, correct, bins):
    """this is the confidence"""
    return _sums(confidence, confidence, bins).abs().sum() / len(correct)


def complement(confidence, correct, bins):
    """error of the complement"""
    return _sums(confidence, 1 - correct - confidence, bins).abs().sum() / len(correct)
