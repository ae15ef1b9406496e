"""Right answers to calibration_error."""

import torch
from torch import Tensor


def membership_matrix(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """Multiplies the gaps of all predictions with a matrix of who is in which part."""
    part = (confidence * bins).long().clamp(max=bins - 1)
    members = torch.nn.functional.one_hot(part, bins).to(confidence.dtype)
    gaps = correct.to(confidence.dtype) - confidence
    return (gaps @ members).abs().sum() / len(confidence)


def means_of_each_part(confidence: Tensor, correct: Tensor, bins: int) -> Tensor:
    """Loops over the parts, skips empty ones, and weights the distance of the two means."""
    part = torch.floor(confidence * bins).clamp(max=bins - 1)
    error = confidence.new_zeros(())
    for k in range(bins):
        inside = part == k
        if inside.any():
            accuracy = correct[inside].to(confidence.dtype).mean()
            share = inside.to(confidence.dtype).mean()
            error = error + share * (accuracy - confidence[inside].mean()).abs()
    return error
