"""Wrong ways of writing ``Classifier``, and what their messages say."""

from torch import nn
from torch.nn import functional as F

EDITS = """
    self.dropout = nn.Dropout(0.5 if dropout_ratio > 0 else 0.0)
        # half of the units are dropped whatever dropout_ratio says
    self.dropout(F.relu(self.proj1(batch))) -> F.dropout(F.relu(self.proj1(batch)),
        self.dropout.p)  # F.dropout needs training=self.training
    self.dropout = nn.Dropout(1 - dropout_ratio if dropout_ratio > 0 else 0.0)  # not to keep it
    self.dropout(F.relu(self.proj1(batch))) -> (h := F.relu(self.proj1(batch))) *
        self.dropout(torch.ones(h.shape, dtype=h.dtype))
        # is made on the CPU whatever device batch is on
    return self.dropout(self.proj2(F.relu(self.proj1(batch))))  # the logits are dropped or scaled
    self.dropout(F.relu(self.proj1(batch))) -> self.dropout(F.relu(self.proj1(batch))) * (1 -
        self.dropout.p * self.training)  # are not divided by 1 - dropout_ratio
    self.dropout(F.relu(self.proj1(batch))) -> self.dropout(F.relu(self.proj1(batch))) * (1 -
        self.dropout.p)  # in evaluation mode no unit is scaled
    self.dropout(F.relu(self.proj1(batch))) -> (h := F.relu(self.proj1(batch))) *
        self.dropout(torch.ones(h.shape[-1]))  # the same units are dropped for every row
    self.dropout(F.relu(self.proj1(batch))) -> (h := F.relu(self.proj1(batch))) *
        self.dropout(torch.ones_like(h[..., :1]))  # all units of a row are dropped together
    self.proj1(batch) -> self.dropout(self.proj1(batch))  # the units are dropped twice
    torch.manual_seed(0)  # is a seed set inside?
    F.relu(self.proj1(batch)) -> self.proj1(batch)  # the ReLU after the first layer is missing
    self.proj1 = nn.Linear(input_dim, hidden_dim, bias=False)
        # nn.Linear has a bias unless it is told bias=False
    return self.proj2(self.dropout(F.relu(self.proj1(batch))).detach())  # no gradient reaches
"""


class MadeAnew(nn.Module):
    """there are no parameters"""

    def __init__(self, *sizes):
        super().__init__()
        self.sizes = sizes

    def forward(self, batch):
        one, two, three, _ = self.sizes
        return nn.Linear(two, three)(F.relu(nn.Linear(one, two)(batch)))
