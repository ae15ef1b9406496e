"""Wrong answers to train_step."""

import torch
from torch import Tensor, nn


def old_gradients_stay(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Never clears the gradients: from the second step on they add up."""
    loss = -elbo(encoder, decoder, x).mean()
    loss.backward()
    optimizer.step()
    return loss.item()


def cleared_at_the_end(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Clears the gradients after the step only: what was there before the call is added."""
    loss = -elbo(encoder, decoder, x).mean()
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()
    return loss.item()


def returns_a_tensor(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Returns a tensor with its graph, not a number."""
    optimizer.zero_grad()
    loss = -elbo(encoder, decoder, x).mean()
    loss.backward()
    optimizer.step()
    return loss


def loss_after_the_step(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Returns the loss of the networks after the step."""
    optimizer.zero_grad()
    (-elbo(encoder, decoder, x).mean()).backward()
    optimizer.step()
    with torch.no_grad():
        return -elbo(encoder, decoder, x).mean().item()


def bound_made_smaller(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Minimizes the ELBO itself, and returns its negative."""
    optimizer.zero_grad()
    bound = elbo(encoder, decoder, x).mean()
    bound.backward()
    optimizer.step()
    return -bound.item()


def step_along_the_sum(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Differentiates the sum over the batch and returns the mean: gradients B times too large."""
    optimizer.zero_grad()
    loss = -elbo(encoder, decoder, x)
    loss.sum().backward()
    optimizer.step()
    return loss.mean().item()


def cleared_before_the_step(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Clears the gradients between backward and step: nothing is learned."""
    loss = -elbo(encoder, decoder, x).mean()
    loss.backward()
    optimizer.zero_grad()
    optimizer.step()
    return loss.item()


def gradients_clipped(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Clips the norm of the gradient to 1."""
    optimizer.zero_grad()
    loss = -elbo(encoder, decoder, x).mean()
    loss.backward()
    parameters = [p for group in optimizer.param_groups for p in group["params"]]
    torch.nn.utils.clip_grad_norm_(parameters, 1.0)
    optimizer.step()
    return loss.item()


def optimizer_of_its_own(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Makes a new optimizer of the same kind on each call: what Adam has gathered is lost."""
    fresh = type(optimizer)([*encoder.parameters(), *decoder.parameters()], **optimizer.defaults)
    fresh.zero_grad()
    loss = -elbo(encoder, decoder, x).mean()
    loss.backward()
    fresh.step()
    return loss.item()


def encoder_stands_still(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Encodes under no_grad: only the decoder is trained."""
    optimizer.zero_grad()
    with torch.no_grad():
        mu, log_var = encoder(x)
    z = reparameterize(mu, log_var)
    loss = (gaussian_kl(mu, log_var) - bernoulli_log_likelihood(x, decoder(z))).mean()
    loss.backward()
    optimizer.step()
    return loss.item()


def divided_by_a_fixed_batch(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Divides the sum by 50, the size of a full batch: wrong for the smaller last one."""
    optimizer.zero_grad()
    loss = -elbo(encoder, decoder, x).sum() / 50
    loss.backward()
    optimizer.step()
    return loss.item()


def gradients_of_the_decoder_stay(
    encoder: nn.Module, decoder: nn.Module, optimizer: torch.optim.Optimizer, x: Tensor
) -> float:
    """Clears the encoder's gradients only: the decoder's add up."""
    encoder.zero_grad()
    loss = -elbo(encoder, decoder, x).mean()
    loss.backward()
    optimizer.step()
    return loss.item()
