"""Right answers to train_step."""

import torch
from torch import Tensor, nn


def closure_for_the_optimizer(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Hands a closure to optimizer.step, which returns its loss."""

    def closure() -> Tensor:
        optimizer.zero_grad()
        loss = -elbo(encoder, decoder, x).mean()
        loss.backward()
        return loss

    return float(optimizer.step(closure))


def gradients_put_in_place(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """torch.autograd.grad for all parameters of the optimizer, and each grad is overwritten."""
    parameters = [p for group in optimizer.param_groups for p in group["params"]]
    loss = -elbo(encoder, decoder, x).sum() / x.shape[0]
    gradients = torch.autograd.grad(loss, parameters, allow_unused=True)
    for p, gradient in zip(parameters, gradients, strict=True):
        p.grad = gradient
    optimizer.step()
    return loss.item()


def gradients_gathered_image_by_image(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Clears the networks' gradients, and gathers those of single images, each divided by the batch size."""
    encoder.zero_grad()
    decoder.zero_grad()
    total = 0.0
    for image in torch.split(x, 1):
        part = elbo(encoder, decoder, image).sum() * (-1 / len(x))
        part.backward()
        total += part.item()
    optimizer.step()
    return total


def sum_first_then_divided(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Differentiates the sum, and divides every gradient by the batch size before the step."""
    optimizer.zero_grad(set_to_none=True)
    bounds = elbo(encoder, decoder, x)
    torch.neg(bounds).sum().backward()
    for group in optimizer.param_groups:
        for p in group["params"]:
            if p.grad is not None:
                p.grad /= bounds.numel()
    optimizer.step()
    return -bounds.detach().mean().item()
