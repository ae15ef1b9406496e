"""Verdicts on ``elbo`` and ``train_step`` of topic ``vae``, on linear networks.

The networks are ours, and chosen so that nearly everything is exact: a decoder that ignores z, a
posterior without variance, logits so low that log p(x | z) is linear in z. A ``student`` is any
object with the exercises as attributes, and with ``linear`` and ``optimizer`` as in
`labsupport.grading`.
"""

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn

from labsupport.checks import noise, numbers, rates
from labsupport.checks.compare import (
    DETACHED,
    DIFFER,
    NO_BACKWARD,
    Verdict,
    close,
    compare,
    shape,
    show_both,
)
from labsupport.checks.declaration import Declaration
from labsupport.checks.edits import edited
from labsupport.checks.formula import Function
from labsupport.checks.inputs import Inputs
from labsupport.checks.modules import Unusable, judged
from labsupport.checks.vae import draws
from labsupport.checks.vae.formulas import (
    ELBO_EDITS,
    blind,
    elbo_at_mean,
    elbo_without_variance,
    elbo_without_z,
    gaussian_kl,
    linear,
    still,
    without_decoder,
)
from labsupport.grading.inside import objects


class Linear(objects.Linear):
    """A linear network in this process."""

    def parameters_dict(self) -> dict[str, Tensor]:
        """Copies of the parameters by name."""
        return {name: p.detach().clone() for name, p in self.named_parameters()}

    def gradients(self) -> dict[str, Tensor | None]:
        """The parameters' gradients by name."""
        return {name: p.grad for name, p in self.named_parameters()}


class Here:
    """The student's functions, by keyword, in this process."""

    linear = Linear

    def __init__(self, **functions: Any) -> None:
        self.__dict__.update(functions)

    @staticmethod
    def optimizer(name: str, modules: list[nn.Module], **options: Any) -> torch.optim.Optimizer:
        """An optimizer over the parameters of all modules."""
        return getattr(torch.optim, name)([p for m in modules for p in m.parameters()], **options)


def networks(student: Any, *weights: Tensor) -> tuple[Any, Any]:
    """An encoder and a decoder, where the student's code can call them."""
    return student.linear(*weights[:2], chunks=2), student.linear(*weights[2:])


# --- elbo

WITHOUT_Z = Declaration(
    elbo_without_z,
    without_decoder,
    [()],
    edits=ELBO_EDITS,
    smooth=lambda make: without_decoder(make, grey=True),
)
WITHOUT_VARIANCE = Declaration(
    elbo_without_variance,
    linear,
    [()],
    edits=ELBO_EDITS
    + """
        mu @ decoder.mT -> 0 * mu @ decoder.mT  # the decoder gets noise alone;
            # it needs z = mu + sigma epsilon
        mu @ decoder.mT -> log_var @ decoder.mT  # the decoder gets log_var; it needs z
        mu, log_var = -> log_var, mu =  # mu and log_var are exchanged
    """,
)


def without_z(student: Any) -> Function:
    """The student's ELBO as `elbo_without_z`."""

    def run(x: Tensor, encoder: Tensor, bias: Tensor, logits: Tensor) -> Any:
        return student.elbo(*networks(student, encoder, bias, blind(logits), logits), x)

    return run


def elbo_without_noise(student: Any, generator: torch.Generator) -> Verdict:
    """Whether ELBOs are right for any posterior and a decoder that ignores z."""
    run, given = without_z(student), WITHOUT_Z.inputs(generator)
    one, two = (numbers.forgiving(run)(*given) for _ in range(2))
    if isinstance(one, Tensor) and isinstance(two, Tensor) and not close(one, two):
        return (
            "it changes from call to call although the decoder ignores z: "
            "the KL is known exactly, do not estimate it from z"
        )
    return WITHOUT_Z.on_random_inputs(run, generator)


def example(student: Any) -> str:
    """What is shown where an ELBO is wrong for mu = x, log_var = 1 and a decoder that says ½."""
    x = torch.tensor([[1.0, 0.0], [1.0, 1.0]])
    weights = torch.eye(4, 2), torch.tensor([0.0, 0.0, 1.0, 1.0]), torch.zeros(2, 2), torch.zeros(2)
    yours, best = show_both(
        student.elbo(*networks(student, *weights), x), elbo_at_mean(x, *weights)
    )
    if yours == best:
        return ""
    given = "two images x = [[1, 0], [1, 1]], mu = x, log_var all 1, logits all 0"
    return f"\n  {given}: yours {yours}, should be {best}"


def elbo_of_mean(student: Any, generator: torch.Generator) -> Verdict:
    """Whether ELBOs are right for a posterior without variance and any decoder, which gets mu."""

    def run(x: Tensor, encoder: Tensor, bias: Tensor, *decoder: Tensor) -> Any:
        return student.elbo(*networks(student, *still(encoder, bias), *decoder), x)

    sentence = WITHOUT_VARIANCE.on_random_inputs(run, generator)
    declared = sentence is None or sentence in WITHOUT_VARIANCE.edits
    if declared or elbo_without_noise(student, generator) is not None:
        return sentence
    return (
        "it is right where the decoder ignores z, so the KL is right; but the decoder does not get "
        "z = mu + sigma epsilon, or log p(x | z) is not that of its logits"
    )


def elbo_kind(student: Any, generator: torch.Generator) -> Verdict:
    """Whether ELBOs have the dtype and the device of the images and of the networks."""
    return WITHOUT_Z.on_kind(without_z(student), generator)


def elbo_fresh(student: Any, generator: torch.Generator) -> Verdict:
    """Whether two calls draw different noise."""
    x, encoder, bias, *decoder = linear(Inputs(generator, torch.float32))
    given = (*networks(student, *still(encoder, bias, 0.0), *decoder), x)
    one, two = student.elbo(*given), student.elbo(*given)
    if isinstance(one, Tensor) and isinstance(two, Tensor) and torch.equal(one, two):
        return "two calls give the same noise: is there none, or is the seed set inside?"
    return None


def elbo_gradient(student: Any, generator: torch.Generator) -> Verdict:
    """Whether the gradient reaches the parameters of both networks, where it needs no noise."""
    x, encoder, bias, *decoder = linear(Inputs(generator, torch.float32))
    weights = [w.requires_grad_() for w in (*still(encoder, bias), *decoder)]
    wanted = iter(torch.autograd.grad(elbo_at_mean(x, *weights).sum(), weights))
    handles = networks(student, *weights)
    output = student.elbo(*handles, x)
    problem = backward(output)
    for name, handle in zip(("encoder", "decoder"), handles, strict=True):
        for gradient in handle.gradients().values():
            right = next(wanted)
            if problem is None and (gradient is None or not gradient.any()):
                problem = (
                    f"no gradient reaches the {name}: is there a .detach() or torch.no_grad()?"
                )
            elif problem is None and not close(gradient, right):
                problem = f"the gradient with respect to the {name} is wrong: is z detached?"
    return problem


def backward(output: Any) -> Verdict:
    """Go back from the sum of ``output``; what is wrong if that is not possible."""
    if not isinstance(output, Tensor) or not output.requires_grad:
        return DETACHED if isinstance(output, Tensor) else compare(output, torch.zeros(1))
    try:
        output.sum().backward()
    except RuntimeError:
        return NO_BACKWARD
    return None


GROUP = 1_000  # rows for each of three kinds of image; more would be slow for a loop over rows
LOGIT = -40.0  # so low that log(1 + exp(logit)) is 0, and log p(x | z) = x · logits


def linear_in_z(student: Any, generator: torch.Generator) -> tuple[Any, Any, Tensor, Tensor]:
    """Networks whose logits are z - 40, and the mu and log_var of every image.

    The ELBO of an image x is x · (z - 40) minus its KL.
    """
    make = Inputs(generator, torch.float32)
    mu, log_var = make.normal(2), make.uniform(0.5, 1.5, 2) * torch.tensor([1.0, -1.0])
    weights = (torch.zeros(4, 2), torch.cat([mu, log_var]), torch.eye(2), torch.full((2,), LOGIT))
    return (*networks(student, *weights), mu, log_var)


def elbo_noise(student: Any, generator: torch.Generator) -> Verdict:
    """Whether every image gets its own z ~ q(z | x), from ELBOs that are linear in z.

    Images (1, 0), (0, 1) and (1, 1) show the first coordinate, the second, and their sum.
    """
    encoder, decoder, mu, log_var = linear_in_z(student, generator)
    x = torch.tensor([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]).repeat_interleave(GROUP, 0)
    output = student.elbo(encoder, decoder, x)
    if not isinstance(output, Tensor) or tuple(output.shape) != (len(x),):
        return compare(output, x[:, 0])
    drawn = output.detach().double().view(3, GROUP).T
    spread, std = drawn.std(0), (log_var.double() / 2).exp()
    if spread.max() < 1e-3:
        if close(output, x @ (mu + LOGIT) - gaussian_kl(mu, log_var)):
            return "there is no noise: the decoder gets mu, it needs a draw z"
        return "all images share the same noise; draw a z for each"
    rates.state(3 * rates.variance(GROUP))

    def deviation(one: Tensor) -> Tensor:
        return torch.stack([one[0], one[1], one.norm()])

    right = deviation(std)
    for sentence, wanted in {
        "": right,
        "the latent dimensions of an image share one number of noise": torch.cat(
            [std, std.sum()[None]]
        ),
        draws.EXP_LOG_VAR: deviation(std**2),
        "z has variance 1; it needs the variance exp(log_var)": deviation(std / std),
    }.items():
        if ((spread / wanted - 1).abs() < noise.SIGMAS / (2 * GROUP) ** 0.5).all():
            return sentence or noise.standard_normal((drawn - drawn.mean(0)) / right, centred=True)
    return "z does not have the variance exp(log_var)"


def elbo_noise_gradient(student: Any, generator: torch.Generator) -> Verdict:
    """Whether the gradient reaches log_var through z as well, exactly for every draw.

    An image (1, 0) shows z₁, and its ELBO has the derivative ½ (z₁ - mu₁) - ½ (exp(log_var₁) - 1)
    with respect to log_var₁.
    """
    encoder, decoder, mu, log_var = linear_in_z(student, generator)
    output = student.elbo(encoder, decoder, torch.eye(2))
    if not isinstance(output, Tensor) or tuple(output.shape) != (2,):
        return compare(output, mu)
    problem = backward(output)
    if problem is not None:
        return problem
    moved = output.detach() + gaussian_kl(mu, log_var) - LOGIT - mu
    wanted = moved / 2 - (log_var.exp() - 1)  # the KL of both images
    found = encoder.gradients()["bias"]
    if found is None or not close(found[2:], wanted, rtol=1e-3):
        return "the gradient with respect to log_var does not go through z: is log_var detached?"
    return None


# --- train_step

RATE, MOMENTUM = 0.05, 0.6  # of SGD; with momentum the optimizer remembers


def two_steps(
    x: Tensor, encoder: Tensor, bias: Tensor, decoder: Tensor, logits: Tensor
) -> tuple[Tensor, ...]:
    """Loss and parameters of two steps of SGD, for a posterior without variance."""
    weights, results = [*still(encoder, bias), 0.3 * decoder, logits], []
    gradients: Sequence[Tensor | int] = 4 * [0]
    kept: Sequence[Tensor | int] = 4 * [0]
    for _ in range(2):
        own = [w.detach().requires_grad_() for w in weights]
        loss = -elbo_at_mean(x, *own).mean()
        gradients = torch.autograd.grad(loss, own)
        kept = [MOMENTUM * k + g for k, g in zip(kept, gradients, strict=True)]
        weights = [(w - RATE * g).detach() for w, g in zip(own, kept, strict=True)]
        results += [loss.detach(), *weights]
    return tuple(results)


def twice(*inputs: Tensor) -> dict[str, tuple[Tensor, ...]]:
    """The mistake of two steps in each call."""
    four = edited(two_steps, "range(2) -> range(4)")(*inputs)
    named = "the parameters do not change by one step, but by two"
    return {named: (four[0], *four[6:11], *four[16:])}


PARAMETERS = ("weight of the encoder", "bias of the encoder", "weight of the decoder", "bias")
TWO_STEPS = Declaration(
    two_steps,
    linear,
    [()],
    results=[
        f"{what} {when}"
        for when in ("of the first step", "of the second step")
        for what in ("the loss", *(f"the {name}" for name in PARAMETERS))
    ],
    differentiable=False,
    edits="""
        [loss.detach() -> [-loss.detach()  # this is the mean ELBO; the loss is its negative
        .mean() -> .sum()  # the loss is summed over the batch; average it
        [loss.detach() -> [-elbo_at_mean(x, *weights).mean()  # this is the loss after the step;
            # return the one before it
        w - RATE * g -> w  # the parameters do not change:
            # after zero_grad and loss.backward() comes optimizer.step()
        own, kept, -> own, [0 * own[0], 0 * own[1], *kept[2:]],  # the encoder does not change:
            # does the gradient reach it?
        own, kept, -> own, [*kept[:2], 0 * own[2], 0 * own[3]],  # the decoder does not change:
            # does the gradient reach it?
        - RATE -> + RATE  # the step goes the wrong way, it makes the loss larger:
            # minimize the negative ELBO
        -elbo_at_mean(x, *own) -> elbo_at_mean(x, *own)  # this is the mean ELBO;
            # the loss is its negative: the step makes the loss larger
        RATE * g -> RATE * len(x) * g  # the gradient is that of the sum over the batch;
            # take the mean
        RATE * g -> 2 * RATE * g  # more than one step is taken, or gradients are added twice
        RATE * g -> RATE / x.shape[-1] * g  # the gradient is averaged over the pixels too;
            # only over the batch
        MOMENTUM * k + g -> g  # what the optimizer remembers is lost: use the one that is given,
            # and no new one
        gradients = [h + g for h, g in zip(gradients, torch.autograd.grad(loss, own))]
            # the second step uses the old gradients too: call optimizer.zero_grad() first
    """,
    wrong=twice,
)


@judged
def train_step(student: Any, generator: torch.Generator) -> Verdict:
    """Whether steps of SGD return the loss and change the parameters as they should, twice."""
    sentence = TWO_STEPS.on_random_inputs(_steps(student), generator)
    vague = (DIFFER, "look at the terms", "the result does not depend on")
    if sentence is None or not any(text in sentence for text in vague):
        return sentence
    if sentence.startswith("the loss of the first step"):
        return "the loss is not the negative ELBO averaged over the batch"
    if "of the first step" in sentence:
        return "the parameters do not change by one step along the gradient of the mean loss"
    return "the second step is wrong although the first was right: are old gradients cleared?"


def _steps(student: Any) -> Function:
    """The student's `two_steps`."""

    def run(x: Tensor, encoder: Tensor, bias: Tensor, decoder: Tensor, logits: Tensor) -> Any:
        both = networks(student, *still(encoder, bias), 0.3 * decoder, logits)
        optimizer = student.optimizer("SGD", [*both], lr=RATE, momentum=MOMENTUM)
        results = []
        for _ in range(2):
            loss = number(student.train_step(*both, optimizer, x))
            results += [torch.tensor(loss).to(x)]
            results += [p for handle in both for p in handle.parameters_dict().values()]
        return results

    return run


def number(loss: Any) -> float:
    """A loss as a number; raises `Unusable` if it is none."""
    if isinstance(loss, Tensor) and loss.dim() == 0 and not loss.requires_grad:
        return 0.0 if loss.is_meta else float(loss)
    if isinstance(loss, Tensor) and loss.numel() == 1:
        raise Unusable(
            "the loss is returned as a tensor, which keeps its graph alive; return loss.item()"
        )
    if loss is None:
        raise Unusable("nothing is returned; return the loss as a number")
    if not isinstance(loss, float):
        kind = f"tensor of shape {shape(loss)}" if isinstance(loss, Tensor) else type(loss).__name__
        raise Unusable(f"the loss should be one number, not a {kind}")
    return loss


def train_step_fresh(student: Any, generator: torch.Generator) -> Verdict:
    """Whether two calls draw different noise; the learning rate is 0, so that all else is equal."""
    x, encoder, bias, *decoder = linear(Inputs(generator, torch.float32))
    both = networks(student, *still(encoder, bias, 0.0), *decoder)
    optimizer = student.optimizer("SGD", [*both], lr=0.0)
    one, two = (student.train_step(*both, optimizer, x) for _ in range(2))
    if isinstance(one, float) and one == two:
        return "two steps draw the same noise: is the seed set inside the function?"
    return None


def train_step_kind(student: Any, generator: torch.Generator) -> Verdict:
    """Whether a step can be taken in float64, and up to the loss on another device."""
    given = linear(Inputs(generator, torch.float32))
    return train_step(student, generator) or numbers.in_kind(_steps(student), *given, like="x")
