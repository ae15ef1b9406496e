"""Wrong ways of writing ``Classifier``; a docstring is what its message says."""

import torch
from torch import nn
from torch.nn import functional as F


class Parts(nn.Module):
    def __init__(self, input_dim, hidden_dim, output_dim, dropout_ratio):
        super().__init__()
        self.proj1 = nn.Linear(input_dim, hidden_dim)
        self.proj2 = nn.Linear(hidden_dim, output_dim)
        self.dropout = nn.Dropout(dropout_ratio)
        self.ratio = dropout_ratio

    def activation(self, h):
        return F.relu(h)

    def drop(self, h):
        return self.dropout(h)

    def forward(self, batch):
        return self.proj2(self.drop(self.activation(self.proj1(batch))))


class HalfOrNothing(Parts):
    """half of the units are dropped whatever dropout_ratio says"""

    def drop(self, h):
        return F.dropout(h, 0.5, self.training and self.ratio > 0)


class AlwaysDrops(Parts):
    """F.dropout needs training=self.training"""

    def drop(self, h):
        return F.dropout(h, self.ratio)


class KeepsInstead(Parts):
    """not to keep it"""

    def drop(self, h):
        return F.dropout(h, 1 - self.ratio if self.ratio > 0 else 0.0, self.training)


class MaskOnTheCPU(Parts):
    """is made on the CPU whatever device batch is on"""

    def drop(self, h):
        if not self.training:
            return h
        return h * (torch.rand(h.shape, dtype=h.dtype) >= self.ratio) / (1 - self.ratio)


class DropsLogits(Parts):
    """the logits are dropped or scaled"""

    def forward(self, batch):
        return self.dropout(self.proj2(F.relu(self.proj1(batch))))


class NotScaled(Parts):
    """are not divided by 1 - dropout_ratio"""

    def drop(self, h):
        return h * (torch.rand_like(h) >= self.ratio) if self.training else h


class ScaledAtTheEnd(Parts):
    """in evaluation mode no unit is scaled"""

    def drop(self, h):
        return h * (torch.rand_like(h) >= self.ratio) if self.training else h * (1 - self.ratio)


class OneMask(Parts):
    """the same units are dropped for every row"""

    def drop(self, h):
        return h * F.dropout(torch.ones(h.shape[-1]), self.ratio, self.training)


class WholeRows(Parts):
    """all units of a row are dropped together"""

    def drop(self, h):
        return h * F.dropout(torch.ones_like(h[..., :1]), self.ratio, self.training)


class Twice(Parts):
    """the units are dropped twice"""

    def activation(self, h):
        return F.relu(self.dropout(h))


class Seeded(Parts):
    """is a seed set inside?"""

    def drop(self, h):
        torch.manual_seed(0)
        return self.dropout(h)


class Linear(Parts):
    """the ReLU after the first layer is missing"""

    def activation(self, h):
        return h


class NoBias(Parts):
    """nn.Linear has a bias unless it is told bias=False"""

    def __init__(self, input_dim, hidden_dim, output_dim, dropout_ratio):
        super().__init__(input_dim, hidden_dim, output_dim, dropout_ratio)
        self.proj1 = nn.Linear(input_dim, hidden_dim, bias=False)


class Detached(Parts):
    """no gradient reaches"""

    def drop(self, h):
        return self.dropout(h).detach()


class MadeAnew(Parts):
    """there are no parameters"""

    def __init__(self, input_dim, hidden_dim, output_dim, dropout_ratio):
        nn.Module.__init__(self)
        self.sizes = input_dim, hidden_dim, output_dim
        self.dropout = nn.Dropout(dropout_ratio)

    def forward(self, batch):
        one, two, three = self.sizes
        return nn.Linear(two, three)(self.dropout(F.relu(nn.Linear(one, two)(batch))))
