"""Wrong answers for train_step."""

import torch
from torch import Tensor, nn


def never_clears(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """The old gradients are never cleared, so they pile up."""
    loss = -elbo(encoder, decoder, x).mean()
    loss.backward()
    optimizer.step()
    return loss.item()


def lowers_the_elbo(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """The optimizer makes the ELBO itself smaller: the minus comes only into what you return."""
    optimizer.zero_grad()
    value = elbo(encoder, decoder, x).mean()
    value.backward()
    optimizer.step()
    return -value.item()


def sum_over_batch(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """The loss is the sum over the batch; it must be the mean."""
    optimizer.zero_grad()
    loss = -elbo(encoder, decoder, x).sum()
    loss.backward()
    optimizer.step()
    return loss.item()


def steps_on_the_sum(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """You return the mean, but backward runs on the sum: the step grows with the batch."""
    optimizer.zero_grad()
    loss = -elbo(encoder, decoder, x).sum()
    loss.backward()
    optimizer.step()
    return loss.item() / len(x)


def returns_a_tensor(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """You return a tensor that drags its graph along; a plain number is asked for."""
    optimizer.zero_grad()
    loss = -elbo(encoder, decoder, x).mean()
    loss.backward()
    optimizer.step()
    return loss


def loss_after_the_step(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """This is the loss after the step; the one before it is asked for."""
    optimizer.zero_grad()
    (-elbo(encoder, decoder, x).mean()).backward()
    optimizer.step()
    with torch.no_grad():
        return -elbo(encoder, decoder, x).mean().item()


def returns_the_elbo(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """The step is right, but you return the ELBO; the loss is its negative."""
    optimizer.zero_grad()
    value = elbo(encoder, decoder, x).mean()
    (-value).backward()
    optimizer.step()
    return value.item()


def two_steps(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """step() is called twice, once for each network, but the optimizer holds both."""
    optimizer.zero_grad()
    loss = -elbo(encoder, decoder, x).mean()
    loss.backward()
    optimizer.step()  # encoder
    optimizer.step()  # decoder
    return loss.item()


def clears_after_backward(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """The gradients are cleared between backward and step, so nothing is learned."""
    loss = -elbo(encoder, decoder, x).mean()
    loss.backward()
    optimizer.zero_grad()
    optimizer.step()
    return loss.item()


def clears_only_afterwards(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """You clear at the end only: gradients that are there before the call spoil the step."""
    loss = -elbo(encoder, decoder, x).mean()
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()
    return loss.item()


def clips_the_gradient(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """The gradients are clipped to norm 1 before the step, which nobody asked for."""
    optimizer.zero_grad()
    loss = -elbo(encoder, decoder, x).mean()
    loss.backward()
    nn.utils.clip_grad_norm_([*encoder.parameters(), *decoder.parameters()], 1.0)
    optimizer.step()
    return loss.item()


def clears_only_the_encoder(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Only the encoder's gradients are cleared; the decoder's pile up."""
    encoder.zero_grad()
    loss = -elbo(encoder, decoder, x).mean()
    loss.backward()
    optimizer.step()
    return loss.item()
