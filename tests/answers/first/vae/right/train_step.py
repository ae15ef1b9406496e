"""Right answers for train_step."""

import torch
from torch import Tensor, nn


def four_moves(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Clear, loss, backward, step."""
    optimizer.zero_grad()
    loss = -elbo(encoder, decoder, x).mean()
    loss.backward()
    optimizer.step()
    return loss.item()


def clears_just_before_backward(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Computes the loss first, and clears the gradients of both networks by hand."""
    loss = elbo(encoder, decoder, x).neg().sum() / x.shape[0]
    encoder.zero_grad()
    decoder.zero_grad()
    loss.backward()
    optimizer.step()
    return float(loss)


def closure_given_to_step(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Gives the optimizer a closure, which step() evaluates once and returns."""

    def closure():
        optimizer.zero_grad(set_to_none=False)
        loss = torch.mean(-elbo(encoder, decoder, x))
        loss.backward()
        return loss

    return float(optimizer.step(closure))


def autograd_grad_into_grad(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """torch.autograd.grad, put into .grad by hand; what was there is overwritten."""
    parameters = [p for group in optimizer.param_groups for p in group["params"] if p.requires_grad]
    loss = -elbo(encoder, decoder, x).mean()
    gradients = torch.autograd.grad(loss, parameters, allow_unused=True)
    for p, g in zip(parameters, gradients, strict=True):
        p.grad = g
    optimizer.step()
    return loss.detach().cpu().item()


def backward_with_weights(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Calls backward on the vector of ELBOs, with the weight -1/B for each."""
    optimizer.zero_grad(set_to_none=True)
    values = elbo(encoder, decoder, x)
    values.backward(torch.full_like(values, -1 / len(values)))
    optimizer.step()
    return -values.detach().mean().item()
