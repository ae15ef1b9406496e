"""Wrong answers to calibration_error."""

import torch
from torch import Tensor


def borders_belong_below(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """Sorts with bucketize's default, which puts a prediction on a border into the part below."""
    borders = torch.arange(1, bins, dtype=confidence.dtype, device=confidence.device) / bins
    part = torch.bucketize(confidence, borders)
    gaps = torch.zeros(bins, dtype=confidence.dtype, device=confidence.device)
    gaps = gaps.index_add(0, part, correct.to(confidence.dtype) - confidence)
    return gaps.abs().sum() / len(confidence)


def middle_of_the_part(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """Compares accuracy with the middle of a part and not with the mean confidence in it."""
    part = (confidence * bins).long().clamp(max=bins - 1)
    middle = (part.to(confidence.dtype) + 0.5) / bins
    gaps = torch.zeros(bins, dtype=confidence.dtype, device=confidence.device)
    gaps = gaps.index_add(0, part, correct.to(confidence.dtype) - middle)
    return gaps.abs().sum() / len(confidence)


def parts_of_equal_count(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """Cuts the sorted predictions into parts of equally many and not of equal width."""
    order = confidence.argsort()
    gaps = (correct.to(confidence.dtype) - confidence)[order]
    return sum(part.sum().abs() for part in gaps.tensor_split(bins)) / len(confidence)
