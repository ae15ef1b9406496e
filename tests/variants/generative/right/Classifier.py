"""Other right ways of writing ``Classifier``."""

import torch
from torch import nn
from torch.nn import functional as F


class InSequence(nn.Module):
    def __init__(self, input_dim, hidden_dim, output_dim, dropout_ratio):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(input_dim, hidden_dim),
            nn.ReLU(),
            nn.Dropout(p=dropout_ratio),
            nn.Linear(hidden_dim, output_dim),
        )

    def forward(self, batch):
        return self.layers(batch)


class MaskByHand(nn.Module):
    def __init__(self, input_dim, hidden_dim, output_dim, dropout_ratio):
        super().__init__()
        self.first = nn.Linear(input_dim, hidden_dim)
        self.second = nn.Linear(hidden_dim, output_dim)
        self.keep = 1 - dropout_ratio

    def forward(self, batch):
        h = self.first(batch).clamp(min=0)
        if self.training:
            h = h * torch.bernoulli(torch.full_like(h, self.keep)) / self.keep
        return self.second(h)


class DropsBeforeTheReLU(nn.Module):
    # relu(m h) = m relu(h) for a mask m that is not negative.
    def __init__(self, input_dim, hidden_dim, output_dim, dropout_ratio):
        super().__init__()
        self.first = nn.Linear(input_dim, hidden_dim)
        self.second = nn.Linear(hidden_dim, output_dim)
        self.ratio = dropout_ratio

    def forward(self, batch):
        return self.second(F.dropout(self.first(batch), self.ratio, self.training).relu())


class Matrices(nn.Module):
    def __init__(self, input_dim, hidden_dim, output_dim, dropout_ratio):
        super().__init__()
        self.a = nn.Parameter(torch.randn(input_dim, hidden_dim) / input_dim**0.5)
        self.b = nn.Parameter(torch.zeros(hidden_dim))
        self.c = nn.Parameter(torch.randn(hidden_dim, output_dim) / hidden_dim**0.5)
        self.d = nn.Parameter(torch.zeros(output_dim))
        self.ratio = dropout_ratio

    def forward(self, batch):
        h = torch.relu(batch @ self.a + self.b)
        if self.training and self.ratio > 0:
            h = torch.where(torch.rand_like(h) < self.ratio, 0.0, h / (1 - self.ratio))
        return h @ self.c + self.d


class ScaledLogits(nn.Module):
    # The scale of the mask may as well be taken out of the sum over the units.
    def __init__(self, input_dim, hidden_dim, output_dim, dropout_ratio):
        super().__init__()
        self.one = nn.Linear(input_dim, hidden_dim)
        self.two = nn.Linear(hidden_dim, output_dim)
        self.dropout_ratio = dropout_ratio

    def forward(self, batch):
        hidden = torch.maximum(self.one(batch), batch.new_zeros(()))
        if not self.training:
            return self.two(hidden)
        kept = hidden * (torch.rand_like(hidden) >= self.dropout_ratio)
        return F.linear(kept, self.two.weight) / (1 - self.dropout_ratio) + self.two.bias
