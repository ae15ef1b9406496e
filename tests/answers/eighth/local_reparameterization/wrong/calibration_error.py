"""Wrong answers to calibration_error."""

import torch
from torch import Tensor


def border_belongs_below(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """Puts a prediction on a border into the part below it, for instance 1/2 of two parts."""
    part = (torch.ceil(confidence * bins) - 1).long()
    gap = correct.to(confidence.dtype) - confidence
    return confidence.new_zeros(bins).index_add(0, part, gap).abs().sum() / len(confidence)


def middles_of_the_parts(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """Takes the middle of a part for its mean confidence."""
    part = (confidence * bins).long()
    gap = correct.to(confidence.dtype) - (part + 0.5).to(confidence.dtype) / bins
    return confidence.new_zeros(bins).index_add(0, part, gap).abs().sum() / len(confidence)


def means_of_empty_parts(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """Takes the mean of empty parts too, so that the error is NaN as soon as there is one."""
    part, error = (confidence * bins).long(), confidence.new_zeros(())
    for number in range(bins):
        inside = part == number
        gap = correct[inside].to(confidence.dtype).mean() - confidence[inside].mean()
        error = error + gap.abs() * inside.to(confidence.dtype).mean()
    return error
