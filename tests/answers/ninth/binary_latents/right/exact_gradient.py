"""Right answers to exact_gradient."""

import torch
from torch import Tensor
from torch.nn import functional as F


def row_times_matrix(logits: Tensor, codes: Tensor, costs: Tensor) -> Tensor:
    """The row of q(z) f(z) times the matrix of scores."""
    q = (codes * logits - F.softplus(logits)).sum(-1).exp()
    return (q * costs) @ (codes - torch.sigmoid(logits))


def differentiated_by_autograd(logits: Tensor, codes: Tensor, costs: Tensor) -> Tensor:
    """Writes down the mean cost with constant costs and lets autograd differentiate it."""
    with torch.enable_grad():
        moving = logits.detach().clone().requires_grad_()
        log_q = torch.where(codes > 0.5, F.logsigmoid(moving), F.logsigmoid(-moving)).sum(-1)
        mean_cost = torch.dot(log_q.exp(), costs.detach())
        return torch.autograd.grad(mean_cost, moving)[0]
