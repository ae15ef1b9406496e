"""Right answers to train_step."""

import torch
from torch import Tensor, nn


def four_moves(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Loss first, then clear, backward and step."""
    loss = -torch.mean(elbo(encoder, decoder, x))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return float(loss.detach())


def step_with_a_closure(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """optimizer.step with a closure, which gives back the loss."""

    def closure() -> Tensor:
        optimizer.zero_grad(set_to_none=True)
        loss = elbo(encoder, decoder, x).neg().mean()
        loss.backward()
        return loss

    return optimizer.step(closure).item()


def networks_clear_their_gradients(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Both networks clear their gradients; the sum over the batch is divided by its size."""
    encoder.zero_grad()
    decoder.zero_grad()
    loss = -elbo(encoder, decoder, x).sum() / x.shape[0]
    value = loss.item()
    loss.backward()
    optimizer.step()
    return value


def gradients_by_autograd_grad(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """torch.autograd.grad, and its results put into the optimizer's parameters."""
    params = [p for group in optimizer.param_groups for p in group["params"]]
    loss = -elbo(encoder, decoder, x).mean()
    for p, g in zip(params, torch.autograd.grad(loss, params), strict=True):
        p.grad = g
    optimizer.step()
    return loss.item()
