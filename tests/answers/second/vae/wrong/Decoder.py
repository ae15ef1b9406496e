"""Wrong answers to Decoder."""

import torch
from torch import Tensor, nn


class logits_made_safe(nn.Module):
    """Logits are clamped by way of probabilities in 0.001 ... 0.999: nothing may follow the last map."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.one, self.two = nn.Linear(latent, hidden), nn.Linear(hidden, pixels)

    def forward(self, z: Tensor) -> Tensor:
        return torch.logit(torch.sigmoid(self.two(torch.tanh(self.one(z)))), eps=1e-3)


class dropout_on_the_hidden_layer(nn.Module):
    """Dropout on the hidden layer: in training mode the logits are random."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(latent, hidden), nn.Tanh(), nn.Dropout(0.1), nn.Linear(hidden, pixels)
        )

    def forward(self, z: Tensor) -> Tensor:
        return self.net(z)


class last_map_without_bias(nn.Module):
    """The last map has no bias b2."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.one, self.two = nn.Linear(latent, hidden), nn.Linear(hidden, pixels, bias=False)

    def forward(self, z: Tensor) -> Tensor:
        return self.two(torch.tanh(self.one(z)))


class shortcut_around_the_hidden_layer(nn.Module):
    """A linear shortcut from z to the logits is added."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.one, self.two = nn.Linear(latent, hidden), nn.Linear(hidden, pixels)
        self.shortcut = nn.Linear(latent, pixels, bias=False)

    def forward(self, z: Tensor) -> Tensor:
        return self.two(torch.tanh(self.one(z))) + self.shortcut(z)


class hidden_layer_as_wide_as_the_image(nn.Module):
    """The hidden layer has one unit per pixel; the argument hidden is not used."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.one, self.two = nn.Linear(latent, pixels), nn.Linear(pixels, pixels)

    def forward(self, z: Tensor) -> Tensor:
        return self.two(torch.tanh(self.one(z)))


class normalized_hidden_layer(nn.Module):
    """A LayerNorm stands between the first map and tanh."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.one, self.norm = nn.Linear(latent, hidden), nn.LayerNorm(hidden)
        self.two = nn.Linear(hidden, pixels)

    def forward(self, z: Tensor) -> Tensor:
        return self.two(torch.tanh(self.norm(self.one(z))))


class latent_point_kept_near_the_origin(nn.Module):
    """z is clamped to -3 ... 3, where the prior has its mass: a code may lie outside."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.one, self.two = nn.Linear(latent, hidden), nn.Linear(hidden, pixels)

    def forward(self, z: Tensor) -> Tensor:
        return self.two(torch.tanh(self.one(z.clamp(-3, 3))))


class first_map_reads_a_detached_code(nn.Module):
    """z is detached on its way in: no gradient reaches the encoder through the logits."""

    def __init__(self, pixels: int, hidden: int, latent: int) -> None:
        super().__init__()
        self.one, self.two = nn.Linear(latent, hidden), nn.Linear(hidden, pixels)

    def forward(self, z: Tensor) -> Tensor:
        return self.two(torch.tanh(self.one(z.detach())))
