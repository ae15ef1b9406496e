"""Wrong answers to train_step."""

import torch
from torch import Tensor, nn


def gradients_are_not_cleared(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """No zero_grad: the gradients of earlier steps stay in."""
    loss = -elbo(encoder, decoder, x).mean()
    loss.backward()
    optimizer.step()
    return loss.item()


def loss_after_the_step(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Returns the loss after the step, which it computes once more."""
    optimizer.zero_grad()
    (-elbo(encoder, decoder, x).mean()).backward()
    optimizer.step()
    with torch.no_grad():
        return -elbo(encoder, decoder, x).mean().item()


def cleared_before_the_step(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Clears the gradients between backward and step: nothing is learned."""
    loss = -elbo(encoder, decoder, x).mean()
    loss.backward()
    optimizer.zero_grad()
    optimizer.step()
    return loss.item()


def only_the_encoder_is_cleared(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Clears the gradients of the encoder only; those of the decoder pile up."""
    encoder.zero_grad()
    loss = -elbo(encoder, decoder, x).mean()
    loss.backward()
    optimizer.step()
    return loss.item()


def loss_of_the_whole_batch(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """The loss is summed over the batch, not averaged."""
    optimizer.zero_grad()
    loss = -elbo(encoder, decoder, x).sum()
    loss.backward()
    optimizer.step()
    return loss.item()


def returns_the_elbo(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Returns the ELBO, which is the loss with the other sign; the step itself is right."""
    optimizer.zero_grad()
    bound = elbo(encoder, decoder, x).mean()
    (-bound).backward()
    optimizer.step()
    return bound.item()
