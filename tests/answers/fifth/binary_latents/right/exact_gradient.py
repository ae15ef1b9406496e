"""Right answers to exact_gradient."""

import torch
from torch import Tensor
from torch.distributions import Bernoulli


def row_times_matrix(logits: Tensor, codes: Tensor, costs: Tensor) -> Tensor:
    """The weights are a softmax of the codes' logits, then a row times a matrix of scores."""
    q = torch.softmax(codes @ logits, dim=0)
    return (q * costs) @ (codes - torch.sigmoid(logits))


def by_autograd(logits: Tensor, codes: Tensor, costs: Tensor) -> Tensor:
    """The mean cost is differentiated by autograd."""
    with torch.enable_grad():
        moving = logits.detach().clone().requires_grad_()
        q = Bernoulli(logits=moving).log_prob(codes).sum(-1).exp()
        mean = torch.dot(q, costs.detach())
        (gradient,) = torch.autograd.grad(mean, moving)
    return gradient


def difference_of_halves(logits: Tensor, codes: Tensor, costs: Tensor) -> Tensor:
    """pi (1 - pi) times the difference of the mean costs with the bit on and with it off."""
    gradient = torch.empty_like(logits)
    for j in range(len(logits)):
        others = [i for i in range(len(logits)) if i != j]
        pi = torch.sigmoid(logits[others])
        q = torch.where(codes[:, others] > 0.5, pi, 1 - pi).prod(-1)
        on = codes[:, j] > 0.5
        gap = (q * costs)[on].sum() - (q * costs)[~on].sum()
        gradient[j] = torch.sigmoid(logits[j]) * torch.sigmoid(-logits[j]) * gap
    return gradient


def code_after_code(logits: Tensor, codes: Tensor, costs: Tensor) -> Tensor:
    """A running sum over the codes, each with the product of its bits' probabilities."""
    pi = torch.sigmoid(logits)
    total = torch.zeros_like(logits)
    for code, cost in zip(codes, costs, strict=True):
        q = torch.prod(code * pi + (1 - code) * (1 - pi))
        total = total + q * cost * (code - pi)
    return total
