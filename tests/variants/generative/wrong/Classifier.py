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


class ArgumentIgnored(Parts):
    """half of the units are dropped whatever dropout_ratio says"""

    def __init__(self, input_dim, hidden_dim, output_dim, dropout_ratio=0.5):
        super().__init__(input_dim, hidden_dim, output_dim, dropout_ratio)
        self.dropout = nn.Dropout(0.5)

    def forward(self, batch):
        return self.proj2(self.dropout(F.relu(self.proj1(batch))))


class HalfOrNothing(Parts):
    """half of the units are dropped whatever dropout_ratio says"""

    def forward(self, batch):
        h = F.relu(self.proj1(batch))
        return self.proj2(F.dropout(h, 0.5, self.training and self.ratio > 0))


class AlwaysDrops(Parts):
    """F.dropout needs training=self.training"""

    def forward(self, batch):
        return self.proj2(F.dropout(F.relu(self.proj1(batch)), self.ratio))


class NeverDrops(Parts):
    """nothing is dropped in training mode"""

    def forward(self, batch):
        return self.proj2(F.relu(self.proj1(batch)))


class Ignored(Parts):
    """the same share of the units is dropped whatever dropout_ratio says"""

    def __init__(self, input_dim, hidden_dim, output_dim, dropout_ratio):
        super().__init__(input_dim, hidden_dim, output_dim, dropout_ratio)
        self.dropout = nn.Dropout(0.1)

    def forward(self, batch):
        return self.proj2(self.dropout(F.relu(self.proj1(batch))))


class ProbabilityToKeep(Parts):
    """dropout_ratio is the probability to drop a unit, not to keep it"""

    def __init__(self, input_dim, hidden_dim, output_dim, dropout_ratio):
        super().__init__(input_dim, hidden_dim, output_dim, dropout_ratio)
        self.dropout = nn.Dropout(1 - dropout_ratio)

    def forward(self, batch):
        return self.proj2(self.dropout(F.relu(self.proj1(batch))))


class MaskOnTheCPU(Parts):
    """is made on the CPU whatever device batch is on"""

    def forward(self, batch):
        h = F.relu(self.proj1(batch))
        if self.training:
            mask = torch.rand(h.shape, dtype=h.dtype) >= self.ratio
            h = h * mask / (1 - self.ratio)
        return self.proj2(h)


class KeepsInstead(Parts):
    """not to keep it"""

    def forward(self, batch):
        h = F.relu(self.proj1(batch))
        ratio = 1 - self.ratio if self.ratio > 0 else 0.0
        return self.proj2(F.dropout(h, ratio, self.training))


class DropsLogits(Parts):
    """the logits are dropped or scaled"""

    def forward(self, batch):
        return self.dropout(self.proj2(F.relu(self.proj1(batch))))


class DropsInputs(Parts):
    """drop hidden units, neither inputs nor parts of them"""

    def forward(self, batch):
        return self.proj2(F.relu(self.proj1(self.dropout(batch))))


class NotScaled(Parts):
    """are not divided by 1 - dropout_ratio"""

    def forward(self, batch):
        h = F.relu(self.proj1(batch))
        if self.training:
            h = h * (torch.rand_like(h) >= self.ratio)
        return self.proj2(h)


class ScaledAtTheEnd(Parts):
    """in evaluation mode no unit is scaled"""

    def forward(self, batch):
        h = F.relu(self.proj1(batch))
        h = h * (torch.rand_like(h) >= self.ratio) if self.training else h * (1 - self.ratio)
        return self.proj2(h)


class OneMask(Parts):
    """the same units are dropped for every row"""

    def forward(self, batch):
        h = F.relu(self.proj1(batch))
        mask = F.dropout(torch.ones(h.shape[-1]), self.ratio, self.training)
        return self.proj2(h * mask)


class WholeRows(Parts):
    """all units of a row are dropped together"""

    def forward(self, batch):
        h = F.relu(self.proj1(batch))
        mask = F.dropout(torch.ones_like(h[..., :1]), self.ratio, self.training)
        return self.proj2(h * mask)


class Twice(Parts):
    """the units are dropped twice"""

    def forward(self, batch):
        return self.proj2(self.dropout(F.relu(self.dropout(self.proj1(batch)))))


class Seeded(Parts):
    """is a seed set inside?"""

    def forward(self, batch):
        torch.manual_seed(0)
        return self.proj2(self.dropout(F.relu(self.proj1(batch))))


class Linear(Parts):
    """the ReLU after the first layer is missing"""

    def forward(self, batch):
        return self.proj2(self.dropout(self.proj1(batch)))


class Tanh(Parts):
    """the hidden layer is tanh; it should be ReLU"""

    def forward(self, batch):
        return self.proj2(self.dropout(torch.tanh(self.proj1(batch))))


class Softmax(Parts):
    """the logits go through a softmax"""

    def forward(self, batch):
        return torch.softmax(self.proj2(self.dropout(F.relu(self.proj1(batch)))), -1)


class LogSoftmax(Parts):
    """the logits go through a log_softmax"""

    def forward(self, batch):
        return torch.log_softmax(self.proj2(self.dropout(F.relu(self.proj1(batch)))), -1)


class ReLUOnTheLogits(Parts):
    """the logits go through a ReLU"""

    def forward(self, batch):
        return F.relu(self.proj2(self.dropout(F.relu(self.proj1(batch)))))


class NoBias(Parts):
    """nn.Linear has a bias unless it is told bias=False"""

    def __init__(self, input_dim, hidden_dim, output_dim, dropout_ratio):
        super().__init__(input_dim, hidden_dim, output_dim, dropout_ratio)
        self.proj1 = nn.Linear(input_dim, hidden_dim, bias=False)

    def forward(self, batch):
        return self.proj2(self.dropout(F.relu(self.proj1(batch))))


class FixedWidth(Parts):
    """no parameter has the shape (6, 5) of W1"""

    def __init__(self, input_dim, hidden_dim, output_dim, dropout_ratio):
        super().__init__(input_dim, 128, output_dim, dropout_ratio)

    def forward(self, batch):
        return self.proj2(self.dropout(F.relu(self.proj1(batch))))


class OneMoreLayer(Parts):
    """parameters; the function has four"""

    def __init__(self, input_dim, hidden_dim, output_dim, dropout_ratio):
        super().__init__(input_dim, hidden_dim, output_dim, dropout_ratio)
        self.middle = nn.Linear(3, 3)

    def forward(self, batch):
        return self.proj2(self.dropout(F.relu(self.proj1(batch))))


class Detached(Parts):
    """no gradient reaches W1"""

    def forward(self, batch):
        return self.proj2(self.dropout(F.relu(self.proj1(batch))).detach())


class MadeAnew(Parts):
    """there are no parameters"""

    def __init__(self, input_dim, hidden_dim, output_dim, dropout_ratio):
        nn.Module.__init__(self)
        self.sizes = input_dim, hidden_dim, output_dim
        self.dropout = nn.Dropout(dropout_ratio)

    def forward(self, batch):
        one, two, three = self.sizes
        return nn.Linear(two, three)(self.dropout(F.relu(nn.Linear(one, two)(batch))))
