"""One training loop for every model of the course; losses are nats per datapoint.

`fit` maximizes an objective on minibatches of tensors that are already on the device. It is seeded,
resumes bit for bit from a checkpoint on the CPU, and runs in several processes when ``torchrun``
starts it: ``torchrun --nproc-per-node 4 -m labsupport train vae``. Below it stand its parts, in the
order in which it uses them.
"""

import contextlib
import functools
import inspect
import json
import math
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, distributed, nn

from labsupport import checkpoints, data, files, models, objectives
from labsupport.devices import (
    Replayed,
    find_device,
    keep_freed_memory,
    of_first_process,
    process_group,
    sum_gradients,
)
from labsupport.errors import InputError

Objective = Callable[..., Tensor]
Record = dict[str, Any]

CHECK_EVERY = 100  # steps between two looks at the losses, each of which waits for the device


def elbo(model: Any, x: Tensor, condition: Tensor | None = None) -> Tensor:
    """The default objective: the one-draw ELBO of each of ``x`` (batch, pixels), shape (batch,).

    With a ``condition`` (batch, ...) it is the bound of log p(x | condition).
    """
    check_path(model)
    given = {} if condition is None else {"condition": condition}
    return objectives.elbo(model.log_w(x, **given))


def elbo_with_exact_kl(model: Any, x: Tensor, condition: Tensor | None = None) -> Tensor:
    """The one-draw ELBO with its KL in closed form, shape (batch,): less noise in the gradient."""
    check_path(model)
    given = {} if condition is None else {"condition": condition}
    reconstruction, kl = model.reconstruction_and_kl(x, **given)
    return reconstruction - kl


def importance_weighted(
    model: Any, x: Tensor, condition: Tensor | None = None, *, k: int = 5, gradient: str = "iwae"
) -> Tensor:
    """The importance-weighted bound of ``k`` draws, shape (batch,).

    Choose by `functools.partial`: ``k``, and ``gradient``, which is ``"iwae"`` for that of the
    bound, ``"stl"``, ``"dreg"``, ``"wake"`` or ``"one"`` for the others of `objectives`. The value
    is the bound with each of them.
    """
    check_path(model)
    given = {} if condition is None else {"condition": condition}
    if gradient == "iwae":
        return objectives.iwae_bound(model.log_w(x, k, **given))
    if gradient == "one":
        noise = torch.randn(k, len(x), model.noise_size, device=x.device, dtype=x.dtype)
        posterior = model.infer(x, **given)
        with torch.no_grad():
            log_w = model.log_w(x, k, posterior, **given, noise=noise)
        number = objectives.pick(log_w)
        noise = noise.take_along_dim(number[None, :, None], 0)  # (1, batch, noise_size)
        return objectives.one_draw(log_w, model.log_w(x, 1, posterior, **given, noise=noise)[0])
    log_w, z = model.pathwise_log_w(x, k, **given)
    if gradient == "stl":
        return objectives.iwae_bound(log_w)
    if gradient == "dreg":
        return objectives.doubly_reparameterized(log_w, z)
    if gradient == "wake":
        return objectives.doubly_reparameterized_wake(log_w, z)
    raise InputError(f"there is no gradient {gradient!r}: choose iwae, stl, dreg, wake or one")


def check_path(model: Any) -> None:
    """Refuse a model through whose draws no gradient reaches the encoder: it would learn noise."""
    if not getattr(model, "reparameterized", True):
        raise InputError(
            f"the draws of a {type(model).__name__} are discrete, so this objective trains no "
            "encoder: give one that does, such as labsupport.discrete.objective"
        )


def fit(
    model: nn.Module,
    x_train: Tensor | tuple[Tensor, ...],
    *,
    epochs: int,
    objective: Objective = elbo,
    batch_size: int = 100,
    lr: float = 1e-3,
    schedule: Callable[[int], float] | None = None,
    optimizer: Callable[..., torch.optim.Optimizer] | None = None,
    max_norm: float | None = None,
    seed: int = 0,
    device: str | torch.device = "auto",
    binarize: bool = False,
    x_validation: Tensor | tuple[Tensor, ...] | None = None,
    patience: int | None = None,
    best: str | Path | None = None,
    mixed_precision: bool = False,
    compile: bool = False,
    cuda_graph: bool = False,
    checkpoint: str | Path | None = None,
    resume: bool = False,
    log: str | Path | None = None,
    after_step: Callable[[Any, int], None] | None = None,
    after_epoch: Callable[[Any, Record], None] | None = None,
    progress: bool = True,
) -> list[Record]:
    """Maximize the mean of ``objective(model, x)`` over ``x_train``; the model is changed.

    Args:
        model: moved to the device, left there in evaluation mode. If it has ``check_data(x)``, that
            is asked once whether the data can be what it models. ``integers = True`` says that
            these are whole numbers, such as words.
        x_train: (n, pixels), kept on the device whole; or several tensors with n rows each, such
            as images and labels, of which a minibatch has the same rows.
        epochs: passes over the data, in an order drawn anew for each.
        objective: maps the model and a minibatch (batch, pixels), or of several tensors one each,
            to (batch,), in nats, to be maximized; by default the one-draw ELBO. If it has an
            argument named ``step``, it gets the number of steps taken so far in training, and the
            argument's default in validation, so that a weight can rise in the one and not in the
            other.
        batch_size: datapoints of one step, of all processes together.
        lr: the optimizer's step size.
        schedule: maps the number of steps taken so far to a factor of ``lr``.
        optimizer: called with the parameters and ``lr=``, such as ``torch.optim.SGD`` or a
            ``functools.partial`` of it; by default Adam.
        max_norm: largest norm of the gradient of all parameters; a longer one is scaled down.
        seed: of the data order, the noise and the binarization; sets torch's global generators.
        device: ``"auto"`` (a GPU where there is one), ``"cpu"``, ``"cuda"``, or a torch device.
        binarize: draw binary pixels with probabilities ``x`` anew at every access; of several
            tensors only the first is drawn.
        x_validation: like ``x_train``, evaluated after each epoch with the same noise every time.
        patience: stop once ``validation`` has not been higher for so many epochs in a row.
        best: file that holds the model of the epoch with the highest ``validation``, see
            `labsupport.models.load`.
        mixed_precision: run the matrix products in bfloat16.
        compile: compile the objective with ``torch.compile``.
        cuda_graph: on a GPU, record the step of a full minibatch once and replay it with a single
            launch, see `labsupport.devices.Replayed`: small models then train several times as
            fast. The objective has to do the same at every step.
        checkpoint: file that is replaced after every epoch.
        resume: go on from ``checkpoint``, to the same numbers as if it had never stopped.
        log: JSONL file with one record an epoch.
        after_step: called with the model and the number of steps, counted from 1; like the next
            one in every process.
        after_epoch: called with the model, in evaluation mode, and the epoch's record, when the
            files are written; what it draws leaves the noise of training alone.
        progress: show a progress bar.

    Returns:
        One record an epoch: ``epoch`` and ``step`` (both counted from 1), ``train`` and
        ``validation`` (mean objective, nats per datapoint, higher is better; ``train`` is averaged
        over the epoch while the parameters change) and ``seconds``.

    Raises:
        InputError: the objective is not finite (the sentence says at which step and what to try)
            or not one number for each datapoint, or the data, the device, a file or a setting
            cannot be used.
    """
    from tqdm import tqdm

    train_data = rows_of(x_train, "x_train")
    validation_data = () if x_validation is None else rows_of(x_validation, "x_validation")
    if epochs < 1 or batch_size < 1 or len(train_data[0]) < 1:
        raise InputError("training needs at least one epoch, one datapoint, and one a minibatch")
    if not 0 <= lr < math.inf:
        raise InputError(f"the learning rate is a number from 0 up, such as 0.001, not {lr}")
    if max_norm is not None and not 0 < max_norm < math.inf:
        raise InputError(f"max_norm is a number above 0, such as 10.0, not {max_norm}")
    if patience is not None and patience < 1:
        raise InputError(f"patience is a number of epochs from 1 up, not {patience}")
    if not validation_data and (patience is not None or best is not None):
        raise InputError("patience and best look at the validation: give x_validation")
    device = find_device(device)
    if device.type == "cpu":
        keep_freed_memory()
    if cuda_graph and device.type != "cuda":
        raise InputError("a CUDA graph needs a GPU: train without cuda_graph here")
    for path in (checkpoint, log, best):
        if path is not None:
            files.check_writable(path)
    for data_of in (train_data, validation_data):
        if data_of:
            check_data(model, data_of[0], binarize)
    with process_group(device) as (rank, processes):
        if cuda_graph and processes > 1:
            raise InputError("a CUDA graph is of one process: train without cuda_graph")
        model.to(device)
        train_data = tuple(part.to(device) for part in train_data)
        validation_data = tuple(part.to(device) for part in validation_data)
        if processes > 1:  # every process begins where the first one does
            for tensor in model.state_dict().values():
                distributed.broadcast(tensor, 0)
        settings: dict[str, Any] = {}
        if checkpoint is not None:
            settings = {
                "model": checkpoints.structure(model),
                "objective": checkpoints.identity(objective),
                "schedule": checkpoints.identity(schedule),
                "optimizer": checkpoints.identity(optimizer),
                "data": checkpoints.fingerprint(*train_data),
                "validation_data": checkpoints.fingerprint(*validation_data),
                "batch_size": batch_size,
                "lr": lr,
                "max_norm": max_norm,
                "seed": seed,
                "binarize": binarize,
                "mixed_precision": mixed_precision,
                "compile": compile,
                "cuda_graph": cuda_graph,
                "processes": processes,
            }
        if optimizer is None:
            optimizer = functools.partial(torch.optim.Adam, fused=True)
        stepper = optimizer(model.parameters(), lr=lr)
        if isinstance(stepper, torch.optim.LBFGS):
            raise InputError(
                "LBFGS evaluates the objective within a step: choose another optimizer"
            )
        rates = [group["lr"] for group in stepper.param_groups]
        data_order = torch.Generator().manual_seed(seed)  # the same in every process ...
        torch.manual_seed(seed * processes + rank)  # ... and noise of its own in each
        records: list[Record] = []
        if resume:
            records = checkpoints.restore(checkpoint, settings, model, stepper, data_order, rank)
            if len(records) > epochs:
                raise InputError(f"{checkpoint} has {len(records)} epochs already: ask for more")
            if best is not None and not Path(best).exists():
                raise InputError(f"there is no {best}, the best model so far: name its file again")
        takes_step = has_step(objective)
        if takes_step and cuda_graph:
            raise InputError(
                "the objective has an argument step, and a CUDA graph does the same at every step: "
                "train without cuda_graph"
            )
        if compile:
            # On a CPU the compiler's own normal numbers take ten times as long as torch's.
            objective = torch.compile(objective, options={"fallback_random": device.type == "cpu"})
        precision: contextlib.AbstractContextManager = (
            torch.autocast(device.type, torch.bfloat16)
            if mixed_precision
            else contextlib.nullcontext()
        )

        def update(rows: Tensor, size: int, step: int) -> Tensor:
            """Step number ``step`` (from 0) on this process's ``rows`` of ``size``; their sum."""
            minibatch = [part[rows] for part in train_data]
            if binarize:
                minibatch[0] = data.binarize(minibatch[0])
            with precision:
                given = {"step": step} if takes_step else {}
                total = values(objective, model, minibatch, **given).sum()
            stepper.zero_grad()
            (-total / size).backward()
            if processes > 1:
                sum_gradients(model)
            if max_norm is not None:
                nn.utils.clip_grad_norm_(model.parameters(), max_norm)
            stepper.step()
            return total.detach()  # stays on the device: no step waits for a number

        replayed = None
        if cuda_graph:
            for group in stepper.param_groups:  # what changes from step to step is on the device
                group["lr"] = torch.tensor(group["lr"], device=device)
                if "capturable" in group:
                    group["capturable"] = True
            replayed = Replayed(lambda rows: update(rows, batch_size, 0), batch_size, device)
        n = len(train_data[0])
        steps = math.ceil(n / batch_size)  # of one epoch
        totals = torch.zeros(steps, device=device)  # the objective summed over each minibatch
        done = len(records)
        with tqdm(
            total=epochs * steps,
            initial=done * steps,
            disable=not progress or rank > 0,
            unit="step",
        ) as bar:
            for epoch in range(done + 1, epochs + 1):
                if patience is not None and epochs_since_best(records) >= patience:
                    break
                start = time.perf_counter()
                model.train()
                order = torch.randperm(n, generator=data_order).to(device)
                for i, batch in enumerate(order.split(batch_size)):
                    step = (epoch - 1) * steps + i + 1
                    if schedule is not None:
                        factor = schedule(step - 1)
                        for group, rate in zip(stepper.param_groups, rates, strict=True):
                            if replayed is None:
                                group["lr"] = rate * factor
                            else:  # the graph looks there
                                group["lr"].fill_(rate * factor)
                    if replayed is not None and len(batch) == batch_size:
                        totals[i] = replayed(batch)
                    else:
                        totals[i] = update(batch[rank::processes], len(batch), step - 1)
                    if (i + 1) % CHECK_EVERY == 0 or i + 1 == steps:
                        since = totals[i // CHECK_EVERY * CHECK_EVERY : i + 1]
                        check_finite(since, step, lr, processes)
                        bar.update(len(since))
                    if after_step is not None:
                        after_step(model, step)
                model.eval()
                train = totals.sum().item() / n
                validation = None
                if validation_data:
                    with precision:
                        mean = mean_objective(model, validation_data, objective, seed, binarize)
                    validation = of_first_process(mean, device, processes)
                    check_finite(torch.tensor([validation]), step, lr)
                record = {"epoch": epoch, "step": step, "train": train, "validation": validation}
                records.append(record | {"seconds": time.perf_counter() - start})
                bar.set_postfix(
                    {"epoch": epoch, "nats": train if validation is None else validation}
                )
                if best is not None and rank == 0 and epochs_since_best(records) == 0:
                    models.save(model, best)
                if checkpoint is not None:
                    checkpoints.save(
                        checkpoint, settings, model, stepper, data_order, records, processes
                    )
                if log is not None and rank == 0:
                    files.write(log, "".join(json.dumps(line) + "\n" for line in records))
                if after_epoch is not None:
                    with torch.random.fork_rng([device] if device.type == "cuda" else []):
                        after_epoch(model, records[-1])
        model.eval()
    return records


def rows_of(given: Any, name: str) -> tuple[Tensor, ...]:
    """A tensor, or a tuple of tensors with as many rows each, as such a tuple."""
    parts = tuple(given) if isinstance(given, tuple | list) else (given,)
    if not parts or not all(isinstance(part, Tensor) and part.dim() for part in parts):
        raise InputError(
            f"{name} is a tensor or a tuple of tensors, a row for each datapoint: of images from "
            "labsupport.data give .x, or (.x, .labels)"
        )
    if len({len(part) for part in parts}) > 1:
        counts = ", ".join(str(len(part)) for part in parts)
        raise InputError(f"the tensors of {name} have different numbers of rows: {counts}")
    return parts


def check_data(model: Any, x: Tensor, binarize: bool) -> None:
    """Refuse data that no objective, no binarization, or not this model can use."""
    if not x.is_floating_point() and (binarize or not getattr(model, "integers", False)):
        raise InputError(
            f"the data are {x.dtype}: give numbers with a fraction, such as x.float() / 255"
        )
    if binarize and not bool(((x >= 0) & (x <= 1)).all()):
        raise InputError(
            "binarizing takes values for probabilities, and some are outside [0, 1] or NaN: scale "
            "the data, or train without binarizing"
        )
    if hasattr(model, "check_data"):
        model.check_data(x)


def has_step(objective: Any) -> bool:
    """Whether the objective wants to know how many steps were taken."""
    try:
        return "step" in inspect.signature(objective).parameters
    except ValueError:  # of a builtin
        return False


def epochs_since_best(records: list[Record]) -> int:
    """How many epochs have passed since the highest validation; 0 if that was the last one."""
    values = [record["validation"] for record in records]
    return len(values) - 1 - values.index(max(values)) if values else 0


def values(objective: Any, model: nn.Module, minibatch: Sequence[Tensor], **given: int) -> Tensor:
    """The objective of each datapoint of a minibatch, (batch,), and nothing of another shape."""
    found = objective(model, *minibatch, **given)
    n = len(minibatch[0])
    if not isinstance(found, Tensor) or found.shape != (n,):
        what = "no shape" if not isinstance(found, Tensor) else f"shape {tuple(found.shape)}"
        raise InputError(
            f"the objective of {n} datapoints has {what}: return one number for each, shape "
            f"({n},), averaged over draws and not over datapoints"
        )
    if torch.is_grad_enabled() and not found.requires_grad:
        raise InputError("the objective passes no gradient on: is there a detach or a no_grad?")
    return found


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
    model: nn.Module, rows: tuple[Tensor, ...], objective: Objective, seed: int, binarize: bool
) -> float:
    """Mean of the objective over the rows, with noise that is the same at every call.

    The global generators are left as they were, so that training does not depend on validation.
    """
    model.eval()
    x = rows[0]
    total = torch.zeros((), device=x.device)
    with torch.random.fork_rng([x.device] if x.is_cuda else []):
        torch.manual_seed(seed)
        for first, *others in zip(*(part.split(1000) for part in rows), strict=True):
            drawn = data.binarize(first) if binarize else first
            total += values(objective, model, [drawn, *others]).sum()
    return total.item() / len(x)
