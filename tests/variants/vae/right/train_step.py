"""Other right ways of writing ``train_step``."""

import torch

from solutions.vae import elbo


def zero_grad_last(encoder, decoder, optimizer, x):
    loss = -elbo(encoder, decoder, x).sum() / len(x)
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()
    return float(loss)


def zero_grad_in_the_middle(encoder, decoder, optimizer, x):
    loss = torch.mean(-elbo(encoder, decoder, x))
    optimizer.zero_grad(set_to_none=False)
    loss.backward()
    optimizer.step()
    return loss.detach().cpu().numpy().item()


def by_hand(encoder, decoder, optimizer, x):
    parameters = [*encoder.parameters(), *decoder.parameters()]
    loss = -elbo(encoder, decoder, x).mean()
    for parameter, gradient in zip(parameters, torch.autograd.grad(loss, parameters), strict=True):
        parameter.grad = gradient
    optimizer.step()
    return loss.item()


def closure(encoder, decoder, optimizer, x):
    def loss():
        optimizer.zero_grad()
        value = elbo(encoder, decoder, x).mean().neg()
        value.backward()
        return value

    return optimizer.step(loss).item()


def networks_cleared(encoder, decoder, optimizer, x):
    encoder.train()
    decoder.train()
    encoder.zero_grad()
    decoder.zero_grad()
    loss = elbo(encoder, decoder, x).mean()
    (-loss).backward()
    optimizer.step()
    return -loss.item()
