"""Wrong answers to train_step."""

import torch
from torch import Tensor, nn

from solutions.vae import elbo


def gradient_of_the_sum(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Steps along the gradient of the batch's sum, though it returns the mean: steps too large."""
    optimizer.zero_grad()
    loss = -elbo(encoder, decoder, x).sum()
    loss.backward()
    optimizer.step()
    return loss.item() / len(x)


def cleared_only_afterwards(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Clears gradients after the step, so those that were there before enter into the step."""
    loss = -elbo(encoder, decoder, x).mean()
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()
    return loss.item()


def loss_measured_afterwards(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Returns the loss of the networks after the step, and not before it."""
    optimizer.zero_grad()
    (-elbo(encoder, decoder, x).mean()).backward()
    optimizer.step()
    with torch.no_grad():
        return -elbo(encoder, decoder, x).mean().item()
