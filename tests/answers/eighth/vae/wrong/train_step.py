"""Wrong answers to train_step."""

import torch
from solutions.vae import elbo
from torch import Tensor, nn


def cleared_afterwards(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Clears after the step instead of before: gradients left from other work join the first."""
    loss = -elbo(encoder, decoder, x).mean()
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()
    return loss.item()


def gradient_of_the_sum(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Returns the mean but follows the sum, which Adam hides and SGD shows for two images."""
    optimizer.zero_grad()
    total = -elbo(encoder, decoder, x).sum()
    total.backward()
    optimizer.step()
    return total.item() / len(x)


def clipped_gradient(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Clips the gradient to length 1, so that an SGD step is too short if it is longer."""
    optimizer.zero_grad()
    loss = -elbo(encoder, decoder, x).mean()
    loss.backward()
    parameters = [p for group in optimizer.param_groups for p in group["params"]]
    nn.utils.clip_grad_norm_(parameters, 1.0)
    optimizer.step()
    return loss.item()
