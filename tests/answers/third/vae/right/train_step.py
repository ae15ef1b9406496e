"""Right answers to train_step."""

import torch
from torch import Tensor, nn


def closure_for_the_optimizer(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Hands a closure to step, which returns the loss."""

    def closure() -> Tensor:
        optimizer.zero_grad()
        loss = -elbo(encoder, decoder, x).mean()
        loss.backward()
        return loss

    return optimizer.step(closure).item()


def backward_from_the_vector(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """No scalar loss: backward of the bounds with the weights -1/B."""
    bounds = elbo(encoder, decoder, x)
    optimizer.zero_grad(set_to_none=True)
    bounds.backward(torch.full_like(bounds, -1 / len(bounds)))
    optimizer.step()
    return -bounds.detach().mean().item()


def gradients_put_in_by_hand(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """torch.autograd.grad, and p.grad is set for every parameter that the optimizer holds."""
    parameters = [p for group in optimizer.param_groups for p in group["params"] if p.requires_grad]
    loss = elbo(encoder, decoder, x).neg().mean()
    gradients = torch.autograd.grad(loss, parameters, allow_unused=True)
    for p, gradient in zip(parameters, gradients, strict=True):
        p.grad = gradient
    optimizer.step()
    return float(loss.detach())


def loss_from_its_two_parts(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Reconstruction and KL as two losses, added; the sum divided by the batch size."""
    mu, log_var = encoder(x)
    logits = decoder(reparameterize(mu, log_var))
    reconstruction = -bernoulli_log_likelihood(x, logits).sum() / x.size(0)
    divergence = gaussian_kl(mu, log_var).sum() / x.size(0)
    loss = reconstruction + divergence
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.detach().cpu().item()


def old_gradients_deleted_by_hand(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Sets every grad to None itself, and computes with gradients even under no_grad."""
    for network in (encoder, decoder):
        for p in network.parameters():
            p.grad = None
    with torch.enable_grad():
        loss = torch.mean(-elbo(encoder, decoder, x))
        loss.backward()
    optimizer.step()
    return loss.tolist()
