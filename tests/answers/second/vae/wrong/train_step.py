"""Wrong answers to train_step."""

import torch
from torch import Tensor, nn


def step_on_the_sum(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Returns the mean, but the gradient is that of the sum: too large by the batch size, which Adam hides."""
    optimizer.zero_grad()
    loss = -elbo(encoder, decoder, x).sum()
    loss.backward()
    optimizer.step()
    return loss.item() / len(x)


def cleared_before_the_step(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """The gradients are cleared between backward and step: nothing is learned."""
    loss = -elbo(encoder, decoder, x).mean()
    loss.backward()
    optimizer.zero_grad()
    optimizer.step()
    return loss.item()


def only_the_decoder_is_cleared(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Only the decoder's gradients are cleared: the encoder's add up from step to step."""
    decoder.zero_grad()
    loss = -elbo(encoder, decoder, x).mean()
    loss.backward()
    optimizer.step()
    return loss.item()


def loss_after_the_step(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Returns the loss after the step, computed anew: that before the step was asked for."""
    optimizer.zero_grad()
    (-elbo(encoder, decoder, x).mean()).backward()
    optimizer.step()
    with torch.no_grad():
        return -elbo(encoder, decoder, x).mean().item()


def gradients_clipped(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Clips the norm of the gradients to 1: another step than the optimizer's own."""
    optimizer.zero_grad()
    loss = -elbo(encoder, decoder, x).mean()
    loss.backward()
    nn.utils.clip_grad_norm_([*encoder.parameters(), *decoder.parameters()], 1.0)
    optimizer.step()
    return loss.item()


def cleared_only_afterwards(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Clears the gradients after the step only: what was there before the call goes into the step."""
    loss = -elbo(encoder, decoder, x).mean()
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()
    return loss.item()


def encoder_without_gradient(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """The encoder runs under no_grad: only the decoder learns."""
    optimizer.zero_grad()
    with torch.no_grad():
        mu, log_var = encoder(x)
        z = reparameterize(mu, log_var)
    bound = bernoulli_log_likelihood(x, decoder(z)) - gaussian_kl(mu, log_var)
    loss = -bound.mean()
    loss.backward()
    optimizer.step()
    return loss.item()


def price_averaged_over_pixels(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Divides the KL by the number of pixels: its weight in the loss is too small."""
    optimizer.zero_grad()
    mu, log_var = encoder(x)
    fit = bernoulli_log_likelihood(x, decoder(reparameterize(mu, log_var))).mean()
    loss = gaussian_kl(mu, log_var).sum() / x.numel() - fit
    loss.backward()
    optimizer.step()
    return loss.item()
