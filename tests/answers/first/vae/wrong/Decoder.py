"""Wrong answers for Decoder."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class sigmoid_at_the_end(nn.Module):
    """This returns probabilities; logits are asked for."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(latent, hidden)
        self.out = nn.Linear(hidden, pixels)

    def forward(self, z: Tensor) -> Tensor:
        return torch.sigmoid(self.out(torch.tanh(self.hidden(z))))


class relu_for_tanh(nn.Module):
    """The hidden layer has ReLU; the lab asks for tanh."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(latent, hidden)
        self.out = nn.Linear(hidden, pixels)

    def forward(self, z: Tensor) -> Tensor:
        return self.out(F.relu(self.hidden(z)))


class sigmoid_for_tanh(nn.Module):
    """The hidden layer has a sigmoid; the lab asks for tanh."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(latent, hidden)
        self.out = nn.Linear(hidden, pixels)

    def forward(self, z: Tensor) -> Tensor:
        return self.out(torch.sigmoid(self.hidden(z)))


class linear_decoder(nn.Module):
    """There is no tanh between the two layers, so the decoder is linear."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.net = nn.Sequential(nn.Linear(latent, hidden), nn.Linear(hidden, pixels))

    def forward(self, z: Tensor) -> Tensor:
        return self.net(z)


class tanh_at_the_end(nn.Module):
    """A second tanh bounds the logits to [-1, 1]: no pixel can be surely black or white."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(latent, hidden), nn.Tanh(), nn.Linear(hidden, pixels), nn.Tanh()
        )

    def forward(self, z: Tensor) -> Tensor:
        return self.net(z)


class clamped_logits(nn.Module):
    """The logits are clamped to [-7, 7]; they may be any number."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(latent, hidden)
        self.out = nn.Linear(hidden, pixels)

    def forward(self, z: Tensor) -> Tensor:
        return self.out(self.hidden(z).tanh()).clamp(-7.0, 7.0)


class no_output_bias(nn.Module):
    """The output layer has no bias: c_a is missing."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(latent, hidden)
        self.out = nn.Linear(hidden, pixels, bias=False)

    def forward(self, z: Tensor) -> Tensor:
        return self.out(torch.tanh(self.hidden(z)))


class second_hidden_layer(nn.Module):
    """There are two hidden layers; the lab asks for one."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.first = nn.Linear(latent, hidden)
        self.second = nn.Linear(hidden, hidden)
        self.out = nn.Linear(hidden, pixels)

    def forward(self, z: Tensor) -> Tensor:
        return self.out(torch.tanh(self.second(torch.tanh(self.first(z)))))


class log_probabilities_at_the_end(nn.Module):
    """logsigmoid gives log pi, which is never positive; the logit is log(pi / (1 - pi))."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(latent, hidden)
        self.out = nn.Linear(hidden, pixels)

    def forward(self, z: Tensor) -> Tensor:
        return F.logsigmoid(self.out(torch.tanh(self.hidden(z))))


class normalized_hidden_layer(nn.Module):
    """A LayerNorm stands before the tanh; the formula has none."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(latent, hidden), nn.LayerNorm(hidden), nn.Tanh(), nn.Linear(hidden, pixels)
        )

    def forward(self, z: Tensor) -> Tensor:
        return self.net(z)


class unregistered_output_layer(nn.Module):
    """The output layer hides in a Python list: parameters() misses it, so it is never trained."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(latent, hidden)
        self.rest = [nn.Tanh(), nn.Linear(hidden, pixels)]

    def forward(self, z: Tensor) -> Tensor:
        h = self.hidden(z)
        for layer in self.rest:
            h = layer(h)
        return h


class shortcut_from_latent(nn.Module):
    """A linear shortcut from z to the logits is added; the formula has none."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(latent, hidden)
        self.out = nn.Linear(hidden, pixels)
        self.shortcut = nn.Linear(latent, pixels, bias=False)

    def forward(self, z: Tensor) -> Tensor:
        return self.out(torch.tanh(self.hidden(z))) + self.shortcut(z)
