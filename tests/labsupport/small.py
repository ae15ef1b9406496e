"""A model and data so small that training takes no time; for the tests of the training loop."""

from typing import Any

import torch
from torch import nn

from labsupport.models.vae import VAE
from labsupport.training import fit

X = torch.rand(70, 6, generator=torch.Generator().manual_seed(123))
SETTINGS: dict[str, Any] = {"batch_size": 20, "binarize": True, "device": "cpu", "progress": False}


def make(seed: int = 0) -> VAE:
    """A model for ``X``."""
    torch.manual_seed(seed)
    return VAE(6, (5,), 2)


def train(model: nn.Module | None = None, epochs: int = 3, **settings: Any) -> tuple[Any, Any]:
    """Train on X and return the model and the records without their seconds."""
    model = make() if model is None else model
    records = fit(model, X, **{"epochs": epochs, "x_validation": X[:10], **SETTINGS, **settings})
    return model, [{k: v for k, v in record.items() if k != "seconds"} for record in records]


def assert_same_bits(one: nn.Module, other: nn.Module) -> None:
    """Two models have the same parameters and buffers."""
    for name, tensor in one.state_dict().items():
        assert torch.equal(tensor, other.state_dict()[name]), name
