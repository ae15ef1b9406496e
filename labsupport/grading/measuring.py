"""How good a model is that was handed in: its log-likelihood on test images, against thresholds.

A graded suite asks for one by ``MODEL = TASKS["vae"]``. The numbers of the model are all that is
used of it; `inside.likelihood` computes with them. The grader lets it do so in a worker of its own
behind the walls, where no code of the submission is (`judge.measured`). The points are shown, and
count if the course's policy says so.
"""

import dataclasses
import functools
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from labsupport import data
from labsupport.errors import InputError
from labsupport.grading.ledger import derived
from labsupport.grading.model_file import Architecture, Measured, Model, read, written

NAME = "model"  # what a policy and a report call it
ROWS = 25  # images in one call
COLLAPSED = 0.01  # below this variance of its means a latent dimension is not used
SATURATED = 5.0  # nats for the dearest pixel of an image; a good model's costs about 2
Evaluate = Callable[[Model, Tensor, int, int], tuple[Tensor, Tensor, Tensor]]


@dataclass(frozen=True)
class Task:
    """What a lab asks of a model: at most so many nats per image, with 2 standard errors on top.

    Args:
        full: nats for all points.
        part: nats for half of them.
        points: all points.
        data: name of the data set, whose test images are taken.
        k: draws of the bound for each image.
    """

    full: float
    part: float
    points: float = 4.0
    data: str = "digits"
    k: int = 5000


TASKS = {"vae": Task(full=23.4, part=26.0), "iwae": Task(full=22.95, part=24.5)}


@functools.cache
def test_images(name: str) -> Tensor:
    """The grey test images of a data set, (n, pixels)."""
    return data.load(name).test.x


def measure(model: Model, task: Task, seed: int, evaluate: Evaluate) -> Measured:
    """-log p(x) on the test images, the points for it, and the likely reason if it is bad.

    Grey values are probabilities: each image is made black and white twice, at random, and the
    difference between the two says how large the error of the mean is.

    Args:
        model: as it was read.
        task: of the lab.
        seed: the pixels and the draws of the bound depend on it.
        evaluate: computes the bound, the posterior's means, and what the dearest pixel costs.
    """
    found = Measured("", most=task.points, sha256=model.sha256)
    grey = test_images(task.data)
    if model.architecture.pixels != grey.shape[1]:
        return dataclasses.replace(
            found,
            sentence=f"the model is of images of {model.architecture.pixels} pixels, and these "
            f"have {grey.shape[1]}",
        )
    seed = derived(seed, NAME) >> 8  # there is room above for the number of a part
    x = data.binarize(grey.repeat(2, 1), torch.Generator().manual_seed(seed))
    parts = [evaluate(model, part, task.k, seed + n) for n, part in enumerate(x.split(ROWS))]
    values, means, dearest = (torch.cat(each).double() for each in zip(*parts, strict=True))
    if not bool(values.isfinite().all()):
        return dataclasses.replace(
            found,
            sentence="the log-likelihood of the model is not finite: its weights are far too large",
        )
    first, second = -values.view(2, -1)
    nats = (first + second).mean().item() / 2
    # The mean of two draws has a quarter of their squared difference as its variance.
    error = 2 * ((first - second).square() / 4).sum().sqrt().item() / len(first)
    active = int((means.var(0) > COLLAPSED).sum())
    pixel = dearest.median().item()
    most = nats + error
    points = task.points * (1.0 if most <= task.full else 0.5 if most <= task.part else 0.0)
    sentence = f"−log p(x) = {nats:.2f} ± {error:.2f} nats per test image (k = {task.k:,})"
    for limit, share in ((task.full, "all"), (task.part, "half of the")):
        sentence += f"; {share} points need {limit:g} with the error on top"
    if points < task.points:
        sentence += f". {reason(nats, active, pixel, model, task)}"
    return dataclasses.replace(
        found, sentence=sentence, points=points, nats=nats, error=error, active=active
    )


def reason(nats: float, active: int, pixel: float, model: Model, task: Task) -> str:
    """Why it is not better, most likely."""
    coins = model.architecture.pixels * math.log(2)
    latent = model.architecture.latent
    if abs(nats - coins) < 2.0:
        return f"An untrained model costs {coins:.1f} nats, {model.architecture.pixels} log 2"
    if pixel > SATURATED:
        return (
            f"The decoder is too certain: in half of the images a single pixel costs {pixel:.0f} "
            "nats or more. Was it trained on images that are not drawn anew each time?"
        )
    if active == 0:
        return (
            f"None of the {latent} latent dimensions is in use (the posterior has collapsed): the "
            "decoder makes the same of every z"
        )
    if nats <= task.part:
        return f"{active} of {latent} latent dimensions are in use; more of them may help"
    return f"It learns ({active} of {latent} latent dimensions are in use), but not enough yet"


# --- where it is computed


def numbers_of(model: Model) -> Tensor:
    """All weights and biases, in the order of the computation."""
    return torch.frombuffer(bytearray(model.numbers), dtype=torch.float32)


def arguments(model: Model, x: Tensor, k: int, seed: int) -> tuple[Any, ...]:
    """What `inside.likelihood.log_likelihood` is called with."""
    declared = model.architecture
    return numbers_of(model), [*declared.hidden], declared.latent, declared.activation, x, k, seed


def here(model: Model, x: Tensor, k: int, seed: int) -> tuple[Tensor, Tensor, Tensor]:
    """In this process: for a learner's own model."""
    from labsupport.grading.inside.likelihood import log_likelihood

    return log_likelihood(*arguments(model, x, k, seed))


# --- at a learner's


def model_of(module: Any) -> Model:
    """A `labsupport.models.vae.VAE` as it is handed in.

    Raises:
        InputError: it is another module, or one that the grader would refuse.
    """
    from labsupport.models.vae import VAE

    made_of: dict[str, Any] | None = module.arguments if type(module) is VAE else None
    if made_of is None or made_of["likelihood"] != "bernoulli" or made_of["condition"]:
        raise InputError(
            "only a labsupport.models.vae.VAE can be handed in, with a Bernoulli likelihood, "
            "without a condition and without networks of your own"
        )
    hidden, activation = tuple(made_of["hidden"]), str(made_of["activation"])
    declared = Architecture(made_of["pixels"], hidden, made_of["latent"], activation)
    state = {name: value.detach().cpu().float() for name, value in module.state_dict().items()}
    numbers = torch.cat([state[name].flatten() for name in declared.shapes()])
    content = numbers.numpy().astype("<f4").tobytes()
    return read(written(Model(declared, content)))  # as strictly as the grader


def module_of(model: Model) -> Any:
    """The VAE that was handed in, in evaluation mode."""
    from labsupport.models.vae import VAE

    declared, state, numbers = model.architecture, {}, numbers_of(model)
    for name, shape in declared.shapes().items():
        state[name], numbers = numbers[: math.prod(shape)].view(shape), numbers[math.prod(shape) :]
    module = VAE(
        declared.pixels, declared.hidden, declared.latent, getattr(nn, declared.activation)
    )
    module.load_state_dict(state)
    return module.eval()
