"""Wrong answers to train_step."""

import torch
from torch import Tensor, nn

from solutions.vae import elbo


def old_gradients_stay(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Never clears the gradients, so that each step follows the sum of all so far."""
    loss = -elbo(encoder, decoder, x).mean()
    loss.backward()
    optimizer.step()
    return loss.item()


def loss_after_the_step(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Computes the loss anew after the step and returns that one."""
    optimizer.zero_grad()
    (-elbo(encoder, decoder, x).mean()).backward()
    optimizer.step()
    with torch.no_grad():
        return -elbo(encoder, decoder, x).mean().item()


def gradients_cut_to_length_one(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Clips the norm of the gradient to 1 before the step, which shortens steep steps."""
    optimizer.zero_grad()
    loss = -elbo(encoder, decoder, x).mean()
    loss.backward()
    for group in optimizer.param_groups:
        torch.nn.utils.clip_grad_norm_(group["params"], 1.0)
    optimizer.step()
    return loss.item()
