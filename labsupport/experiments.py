"""What ``python -m labsupport train`` does: train one model on one data set and report its NLL."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch

from labsupport import data, evaluation, files, training
from labsupport.errors import InputError
from labsupport.models.vae import VAE
from labsupport.results import write_results


@contextmanager
def enough_memory() -> Iterator[None]:
    """Say in one sentence that memory is short."""
    try:
        yield
    except (RuntimeError, MemoryError) as error:
        if isinstance(error, RuntimeError | torch.OutOfMemoryError) and not any(
            words in str(error) for words in ("allocate memory", "out of memory", "Storage size")
        ):
            raise
        raise InputError(
            "the model or a minibatch does not fit into memory: choose smaller --hidden, --latent, "
            "--batch-size or --k-eval"
        ) from error


@enough_memory()
def train(
    model_name: str,
    data_name: str,
    *,
    hidden: str,
    latent: int,
    likelihood: str,
    k_eval: int,
    test_images: int,
    output: str | None,
    command: str,
    seed: int,
    device: str,
    **settings: Any,
) -> None:
    """Train, estimate the test negative log-likelihood in nats, print it, and keep it.

    For a Bernoulli likelihood grey values are binarized: anew at every access in training, once,
    by ``seed``, for the evaluation. A Gaussian likelihood gets them as they are.

    Args:
        model_name: ``"vae"``.
        data_name: see `data.load`.
        hidden: widths of the encoder's hidden layers, as in ``"200,200"``.
        latent: latent dimensions.
        likelihood: ``"bernoulli"`` or ``"gaussian"``.
        k_eval: importance samples of the estimate.
        test_images: how many of the test images, the first ones, it is the mean of.
        output: folder for ``checkpoint.pt``, ``log.jsonl`` and ``results.json``, or None.
        command: the command line, for the results.
        seed: of the initial weights and every other draw.
        device: see `training.fit`.
        settings: further arguments of `training.fit`.
    """
    if model_name != "vae":
        raise InputError(f"there is no model {model_name!r}: choose vae")
    if likelihood not in ("bernoulli", "gaussian"):
        raise InputError(f"there is no likelihood {likelihood!r}: choose bernoulli or gaussian")
    widths = [
        int(width) if width.isdecimal() and len(width) < 10 else 0 for width in hidden.split(",")
    ]
    if 0 in widths:
        raise InputError(f"hidden widths are whole numbers such as 200,200, not {hidden!r}")
    if settings["resume"] and output is None:
        raise InputError("resume needs the output folder of the run that is to go on")
    where = training.find_device(device)
    folder = None if output is None else Path(output)
    if folder is not None:
        files.check_writable(folder / "results.json")

    splits = data.load(data_name, where)
    binarize = likelihood == "bernoulli"
    torch.manual_seed(seed)
    model = VAE(splits.train.x.shape[1], widths, latent, likelihood=likelihood)  # type: ignore[arg-type]
    model.to(where).start_from_mean(splits.train.x)
    records = training.fit(
        model,
        splits.train.x,
        objective=training.elbo_with_exact_kl,
        x_validation=splits.validation.x,
        binarize=binarize,
        seed=seed,
        device=where,
        checkpoint=folder and folder / "checkpoint.pt",
        log=folder and folder / "log.jsonl",
        **settings,
    )
    if int(os.environ.get("RANK", 0)) > 0:
        return  # of several processes the first one reports

    x = splits.test.x[:test_images]
    torch.manual_seed(seed)
    if binarize:
        x = data.binarize(x)
    estimates = evaluation.log_likelihood(model, x, k_eval, progress=True)
    nll = -estimates.mean().item()
    error = estimates.std().item() / len(x) ** 0.5
    active = int(evaluation.active_units(model, x).sum())
    print(f"Test NLL: {nll:.2f} nats (k = {k_eval}, first {len(x)} test images)")
    print(f"Active latent dimensions: {active} of {latent}")
    if folder is not None:
        figures = {
            "test_nll_nats": nll,
            "test_nll_standard_error_nats": error,
            "test_images": len(x),
            "k": k_eval,
            "active_units": active,
            "epochs": records,
        }
        write_results(folder / "results.json", command, seed, figures)
