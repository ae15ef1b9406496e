"""Other right ways of writing ``calibration_error``."""

import torch


def part_by_part(confidence, correct, bins):
    total = torch.zeros((), dtype=confidence.dtype, device=confidence.device)
    n = confidence.numel()
    for b in range(bins):
        inside = (confidence >= b / bins) & (confidence < (b + 1) / bins)
        count = inside.to(confidence.dtype)
        accuracy = (count * correct).sum() / count.sum().clamp(min=1)
        mean = (count * confidence).sum() / count.sum().clamp(min=1)
        total = total + count.sum() / n * (accuracy - mean).abs()
    return total


def one_hot(confidence, correct, bins):
    part = torch.nn.functional.one_hot((bins * confidence).long(), bins)
    return (part.to(confidence.dtype).T @ (correct - confidence) / len(correct)).abs().sum()


def borders(confidence, correct, bins):
    edges = torch.linspace(0, 1, bins + 1, dtype=confidence.dtype, device=confidence.device)
    part = torch.bucketize(confidence, edges[1:-1].contiguous(), right=True)
    sums = torch.zeros_like(edges[1:]).scatter_add(0, part, correct - confidence)
    return sums.abs().sum() / confidence.shape[0]
