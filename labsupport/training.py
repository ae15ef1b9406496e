"""One training loop for every model of the course; losses are nats per datapoint.

`fit` maximizes an objective by Adam on minibatches of tensors that are already on the device. It is
seeded, resumes bit for bit from a checkpoint on the CPU, and runs in several processes when
``torchrun`` starts it: ``torchrun --nproc-per-node 4 -m labsupport train vae``. Below it stand its
parts, in the order in which it uses them.
"""

import contextlib
import hashlib
import io
import json
import math
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, distributed, nn

from labsupport import data, files, objectives
from labsupport.errors import InputError

Objective = Callable[[Any, Tensor], Tensor]
Record = dict[str, Any]

CHECK_EVERY = 100  # steps between two looks at the losses, each of which waits for the device


def elbo(model: Any, x: Tensor) -> Tensor:
    """The default objective: the one-draw ELBO of each of ``x`` (batch, pixels), shape (batch,)."""
    return objectives.elbo(model.log_w(x))


def elbo_with_exact_kl(model: Any, x: Tensor) -> Tensor:
    """The one-draw ELBO with its KL in closed form, shape (batch,): less noise in the gradient."""
    reconstruction, kl = model.reconstruction_and_kl(x)
    return reconstruction - kl


def fit(
    model: nn.Module,
    x_train: Tensor,
    *,
    epochs: int,
    objective: Objective = elbo,
    batch_size: int = 100,
    lr: float = 1e-3,
    schedule: Callable[[int], float] | None = None,
    seed: int = 0,
    device: str | torch.device = "auto",
    binarize: bool = False,
    x_validation: Tensor | None = None,
    mixed_precision: bool = False,
    compile: bool = False,
    checkpoint: str | Path | None = None,
    resume: bool = False,
    log: str | Path | None = None,
    progress: bool = True,
) -> list[Record]:
    """Maximize the mean of ``objective(model, x)`` over ``x_train`` by Adam; the model is changed.

    Args:
        model: moved to the device, left there in evaluation mode.
        x_train: (n, pixels), kept on the device whole.
        epochs: passes over the data, in an order drawn anew for each.
        objective: maps the model and a minibatch (batch, pixels) to (batch,), in nats, to be
            maximized; by default the one-draw ELBO.
        batch_size: datapoints of one step, of all processes together.
        lr: Adam's step size.
        schedule: maps the number of steps taken so far to a factor of ``lr``.
        seed: of the data order, the noise and the binarization; sets torch's global generators.
        device: ``"auto"`` (a GPU where there is one), ``"cpu"``, ``"cuda"``, or a torch device.
        binarize: draw binary pixels with probabilities ``x`` anew at every access.
        x_validation: (m, pixels), evaluated after each epoch with the same noise every time.
        mixed_precision: run the matrix products in bfloat16.
        compile: compile the objective with ``torch.compile``.
        checkpoint: file that is replaced after every epoch.
        resume: go on from ``checkpoint``, to the same numbers as if it had never stopped.
        log: JSONL file with one record an epoch.
        progress: show a progress bar.

    Returns:
        One record an epoch: ``epoch`` and ``step`` (both counted from 1), ``train`` and
        ``validation`` (mean objective, nats per datapoint, higher is better; ``train`` is averaged
        over the epoch while the parameters change) and ``seconds``.

    Raises:
        InputError: the objective is not finite (the sentence says at which step and what to try),
            or the device, a file or a setting cannot be used.
    """
    from tqdm import tqdm

    if epochs < 1 or batch_size < 1 or len(x_train) < 1:
        raise InputError("training needs at least one epoch, one datapoint, and one a minibatch")
    if not 0 <= lr < math.inf:
        raise InputError(f"the learning rate is a number from 0 up, such as 0.001, not {lr}")
    device = find_device(device)
    for path in (checkpoint, log):
        if path is not None:
            files.check_writable(path)
    check_data(x_train, binarize)
    if x_validation is not None:
        check_data(x_validation, binarize)
    with process_group(device) as (rank, processes):
        model.to(device)
        x_train = x_train.to(device)
        x_validation = None if x_validation is None else x_validation.to(device)
        if processes > 1:  # every process begins where the first one does
            for tensor in model.state_dict().values():
                distributed.broadcast(tensor, 0)
        settings = {
            "model": str(model),
            "objective": name_of(objective),
            "schedule": name_of(schedule),
            "data": None if checkpoint is None else fingerprint(x_train),
            "batch_size": batch_size,
            "lr": lr,
            "seed": seed,
            "binarize": binarize,
            "mixed_precision": mixed_precision,
            "processes": processes,
        }
        optimizer = torch.optim.Adam(model.parameters(), lr=lr, fused=True)
        data_order = torch.Generator().manual_seed(seed)  # the same in every process ...
        torch.manual_seed(seed * processes + rank)  # ... and noise of its own in each
        records: list[Record] = []
        if resume:
            records = restore(checkpoint, settings, model, optimizer, data_order, rank)
            if len(records) > epochs:
                raise InputError(f"{checkpoint} has {len(records)} epochs already: ask for more")
        if compile:
            objective = torch.compile(objective)
        precision: contextlib.AbstractContextManager = (
            torch.autocast(device.type, torch.bfloat16)
            if mixed_precision
            else contextlib.nullcontext()
        )

        steps = math.ceil(len(x_train) / batch_size)  # of one epoch
        totals = torch.zeros(steps, device=device)  # the objective summed over each minibatch
        done = len(records)
        with tqdm(
            total=epochs * steps,
            initial=done * steps,
            disable=not progress or rank > 0,
            unit="step",
        ) as bar:
            for epoch in range(done + 1, epochs + 1):
                start = time.perf_counter()
                model.train()
                order = torch.randperm(len(x_train), generator=data_order).to(device)
                for i, batch in enumerate(order.split(batch_size)):
                    step = (epoch - 1) * steps + i + 1
                    if schedule is not None:
                        for group in optimizer.param_groups:
                            group["lr"] = lr * schedule(step - 1)
                    x = x_train[batch[rank::processes]]  # this process's share of the minibatch
                    if binarize:
                        x = data.binarize(x)
                    with precision:
                        total = objective(model, x).sum()
                    optimizer.zero_grad()
                    (-total / len(batch)).backward()
                    if processes > 1:
                        sum_gradients(model)
                    optimizer.step()
                    totals[i] = total.detach()  # stays on the device: no step waits for a number
                    if (i + 1) % CHECK_EVERY == 0 or i + 1 == steps:
                        since = totals[i // CHECK_EVERY * CHECK_EVERY : i + 1]
                        check_finite(since, step, lr, processes)
                        bar.update(len(since))
                train = totals.sum().item() / len(x_train)
                validation = None
                if x_validation is not None:
                    with precision:
                        validation = mean_objective(model, x_validation, objective, seed, binarize)
                    check_finite(torch.tensor([validation]), step, lr)
                record = {"epoch": epoch, "step": step, "train": train, "validation": validation}
                records.append(record | {"seconds": time.perf_counter() - start})
                bar.set_postfix(
                    {"epoch": epoch, "nats": train if validation is None else validation}
                )
                if checkpoint is not None:
                    save(checkpoint, settings, model, optimizer, data_order, records, processes)
                if log is not None and rank == 0:
                    files.write(log, "".join(json.dumps(line) + "\n" for line in records))
        model.eval()
    return records


def name_of(function: Any) -> str:
    """The name by which a checkpoint knows a function, which it cannot hold itself."""
    return getattr(function, "__qualname__", type(function).__qualname__)


def check_data(x: Tensor, binarize: bool) -> None:
    """Refuse data that no objective, or no binarization, can use."""
    if not x.is_floating_point():
        raise InputError(
            f"the data are {x.dtype}: give numbers with a fraction, such as x.float() / 255"
        )
    if binarize and not bool(((x >= 0) & (x <= 1)).all()):
        raise InputError(
            "binarizing takes values for probabilities, and some are outside [0, 1] or NaN: scale "
            "the data, or train without binarizing"
        )


def fingerprint(x: Tensor) -> str:
    """SHA-256 of shape and values: a checkpoint knows the data that it was made with by it."""
    content = x.detach().cpu().contiguous().view(torch.uint8)
    return hashlib.sha256(f"{x.dtype} {list(x.shape)} ".encode() + content.numpy().data).hexdigest()


def find_device(name: str | torch.device) -> torch.device:
    """The device of that name; ``"auto"`` is a GPU where there is one, else the CPU.

    Among several processes each takes the GPU of its number on its machine.
    """
    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "cpu"
    try:
        device = torch.device(name)
    except RuntimeError as error:
        raise InputError(f"there is no device {name!r}: ask for auto, cpu or cuda") from error
    if device.type not in ("cpu", "cuda"):
        raise InputError(f"training runs on the CPU or a GPU, not on {name}: ask for auto or cpu")
    if device.type == "cuda":
        index = int(os.environ.get("LOCAL_RANK", 0)) if device.index is None else device.index
        if index >= torch.cuda.device_count():
            number = torch.cuda.device_count()
            found = f"only {number} GPUs" if number > 1 else "only 1 GPU" if number else "no GPU"
            raise InputError(
                f"the device {name} was asked for, but {found} can be used here: ask for auto or "
                "cpu"
            )
        device = torch.device("cuda", index)
    return device


@contextlib.contextmanager
def process_group(device: torch.device) -> Iterator[tuple[int, int]]:
    """Join the processes that ``torchrun`` started: this one's rank, and how many there are."""
    if int(os.environ.get("WORLD_SIZE", 1)) == 1:
        yield 0, 1
        return
    ours = not distributed.is_initialized()
    if ours:
        if device.type == "cuda":
            torch.cuda.set_device(device)
        distributed.init_process_group("nccl" if device.type == "cuda" else "gloo")
    try:
        yield distributed.get_rank(), distributed.get_world_size()
    finally:
        if ours:
            distributed.destroy_process_group()


def sum_gradients(model: nn.Module) -> None:
    """Add up the gradients of all processes, each of which has divided by the whole minibatch."""
    gradients = [p.grad for p in model.parameters() if p.grad is not None]
    flat = torch.cat([gradient.flatten() for gradient in gradients])  # one message for all
    distributed.all_reduce(flat)
    sizes = [gradient.numel() for gradient in gradients]
    for gradient, summed in zip(gradients, flat.split(sizes), strict=True):
        gradient.copy_(summed.view_as(gradient))


def check_finite(totals: Tensor, step: int, lr: float, processes: int = 1) -> None:
    """Stop if one of the objectives ``totals``, the last of which is ``step``'s, is not finite."""
    if processes > 1:
        distributed.all_reduce(totals)  # in place: from here on, the sum over the processes
    finite = totals.isfinite().tolist()
    if not all(finite):
        bad = finite.index(False)
        raise InputError(
            f"the objective is {totals[bad].item()} at step {step - len(finite) + bad + 1}: try a "
            f"learning rate below {lr:g}, look for NaN or values outside [0, 1] in the data, and "
            "give a learned variance a lower bound"
        )


@torch.no_grad()
def mean_objective(
    model: nn.Module, x: Tensor, objective: Objective, seed: int, binarize: bool
) -> float:
    """Mean of the objective over ``x`` (n, pixels), with noise that is the same at every call.

    The global generators are left as they were, so that training does not depend on validation.
    """
    model.eval()
    total = torch.zeros((), device=x.device)
    with torch.random.fork_rng([x.device] if x.is_cuda else []):
        torch.manual_seed(seed)
        for part in x.split(1000):
            total += objective(model, data.binarize(part) if binarize else part).sum()
    return total.item() / len(x)


def save(
    path: str | Path,
    settings: dict[str, Any],
    model: nn.Module,
    optimizer: torch.optim.Optimizer,
    data_order: torch.Generator,
    records: list[Record],
    processes: int,
) -> None:
    """Write all that `restore` needs; of several processes the first one writes."""
    device = next(model.parameters()).device
    noise: list[Any] = [
        {
            "cpu": torch.get_rng_state(),
            "cuda": torch.cuda.get_rng_state(device) if device.type == "cuda" else None,
        }
    ]
    if processes > 1:
        mine, noise = noise[0], [None] * processes
        distributed.all_gather_object(noise, mine)
        if distributed.get_rank() > 0:
            return
    content = io.BytesIO()
    state = {
        "settings": settings,
        "records": records,
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "data_order": data_order.get_state(),
        "noise": noise,
    }
    torch.save(state, content)
    files.write(path, content.getvalue())


def restore(
    path: str | Path | None,
    settings: dict[str, Any],
    model: nn.Module,
    optimizer: torch.optim.Optimizer,
    data_order: torch.Generator,
    rank: int,
) -> list[Record]:
    """Load what `save` wrote into everything that changes in training; the records so far."""
    if path is None or not Path(path).exists():
        raise InputError(f"there is no checkpoint to resume from ({path}): start without resume")
    try:
        state = torch.load(path, map_location="cpu", weights_only=True)
        saved = state["settings"]
        different = [name for name in settings if saved.get(name) != settings[name]]
    except Exception as error:  # torch.load raises a different one for each way to be broken
        raise InputError(f"{path} is no readable checkpoint: delete it and start anew") from error
    if different:
        name = different[0].replace("_", " ")
        what = {"model": "another model", "data": "other data"}.get(  # too long to be shown
            name, f"another {name} ({saved.get(different[0])})"
        )
        raise InputError(f"{path} was made with {what}: use that again, or start without resume")
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    data_order.set_state(state["data_order"])
    noise = state["noise"][rank]
    torch.set_rng_state(noise["cpu"])
    device = next(model.parameters()).device
    if device.type == "cuda" and noise["cuda"] is not None:
        torch.cuda.set_rng_state(noise["cuda"], device)
    return state["records"]
