"""A whole variational autoencoder: python examples/vae.py --data mnist --epochs 20."""

import argparse

import torch
from torch import Tensor, nn
from torch.distributions import Bernoulli, Normal, kl_divergence

from labsupport import data


def network(start: int, hidden: int, end: int) -> nn.Sequential:
    """Two hidden layers, and nothing after the last map."""
    first, second = nn.Linear(start, hidden), nn.Linear(hidden, hidden)
    return nn.Sequential(first, nn.Tanh(), second, nn.Tanh(), nn.Linear(hidden, end))


class VAE(nn.Module):
    """Bernoulli pixels, a diagonal Gaussian posterior, a standard normal prior."""

    def __init__(self, pixels: int, hidden: int = 200, latent: int = 50) -> None:
        super().__init__()
        self.encoder = network(pixels, hidden, 2 * latent)  # mean and log-variance
        self.decoder = network(latent, hidden, pixels)  # logits
        self.prior = Normal(torch.zeros(latent), torch.ones(latent))

    def terms(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """The gain log p(x | z) of one draw and the price KL(q || p), (batch,) each, in nats."""
        mean, log_var = self.encoder(x).chunk(2, dim=-1)
        q = Normal(mean, (log_var / 2).exp())
        z = q.rsample()  # mean + standard deviation * noise: gradients pass
        gain = Bernoulli(logits=self.decoder(z)).log_prob(x).sum(-1)
        return gain, kl_divergence(q, self.prior).sum(-1)


def train(name: str, epochs: int, seed: int = 0) -> tuple[VAE, list[list[float]]]:
    """The model, and its mean gain and price on test images after each epoch."""
    torch.manual_seed(seed)
    splits = data.load(name)
    model = VAE(splits.train.x.shape[1])
    adam = torch.optim.Adam(model.parameters(), lr=1e-3)
    test, history = torch.bernoulli(splits.test.x), []
    for epoch in range(1, epochs + 1):
        for batch in splits.train.x[torch.randperm(len(splits.train.x))].split(100):
            gain, price = model.terms(torch.bernoulli(batch))  # grey: how probable is white
            adam.zero_grad()
            (price - gain).mean().backward()  # the loss is minus the ELBO
            adam.step()
        with torch.no_grad():
            history.append([term.mean().item() for term in model.terms(test)])
        print("epoch {}: gain {:.2f}, price {:.2f} nats".format(epoch, *history[-1]))
    return model, history


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default="digits", choices=["digits", "mnist"])
    parser.add_argument("--epochs", default=20, type=int)
    train(parser.parse_args().data, parser.parse_args().epochs)
