"""The exercises of topic ``draw`` on its steps: the latent loss, one step, and generating."""

import torch
from torch import Tensor

from labsupport.checks import noise, numbers, search
from labsupport.checks.compare import SQUEEZED, Verdict, checked, close, compare, shape
from labsupport.checks.declaration import FAR, SIDES, Declaration
from labsupport.checks.edits import mistakes
from labsupport.checks.formula import ROUNDED, same
from labsupport.checks.inputs import Inputs
from labsupport.checks.numbers import Function
from labsupport.checks.parts import listed

# --- latent_loss


def latent_loss(mu: Tensor, log_sigma: Tensor) -> Tensor:
    """The closed-form divergence, over steps and coordinates."""
    return 0.5 * (mu**2 + (2 * log_sigma).exp() - 2 * log_sigma - 1).sum((0, 2))


def posteriors(make: Inputs, steps: int, batch: int, latent: int) -> list[Tensor]:
    """Means and logarithms of standard deviations, none near 0."""
    sign = 1 - 2 * (torch.arange(latent) % 2).to(make.dtype)
    return [
        sign * make.uniform(0.4, 1.6, steps, batch, latent),
        sign * make.uniform(0.2, 0.7, steps, batch, latent),
    ]


LATENT_LOSS = Declaration(
    latent_loss,
    posteriors,
    [(4, 3, 2), (1, 2, 5), (5, 1, 1), (2, 4, 4)],
    edits="""
        0.5 * ->  # the ½ in front is missing
        log_sigma - 1 -> log_sigma  # the constant is missing: -½ for each coordinate of each step
        mu**2 -> mu  # mu is not squared
        (2 * log_sigma).exp() -> log_sigma.exp()  # σ is not squared: σ² is exp(2 log_sigma)
        - 2 * log_sigma - 1 -> - log_sigma - 1  # log σ² is 2 log σ: the 2 is missing
        (2 * log_sigma).exp() - 2 * log_sigma - 1 -> log_sigma.exp() - log_sigma - 1
            # log_sigma is taken for the logarithm of the variance; it is that of σ
        - 2 * log_sigma - 1 -> + 2 * log_sigma - 1  # log σ² is added; subtract it
        (2 * log_sigma).exp() -> (2 * log_sigma) ** 2  # log_sigma is squared where σ² belongs
        .sum((0, 2)) -> .mean(0).sum(-1)  # averaged over the steps; add them up
        .sum((0, 2)) -> .mean(2).sum(0)  # averaged over the coordinates; add them up
        .sum((0, 2)) -> .mean((0, 2))  # averaged over steps and coordinates; add them up
        .sum((0, 2)) -> .sum((0, 2)).mean()  # averaged over the batch as well;
            # return one number for each image
        .sum((0, 2)) -> .sum()  # summed over the batch as well; return one number for each image
        .sum((0, 2)) -> .sum((1, 2))  # summed over the batch; return one number for each image
        .sum((0, 2)) -> .sum(2)  # not added up over the steps
        .sum((0, 2)) -> .sum(0)  # not added up over the coordinates
        .sum((0, 2)) -> [-1].sum(-1)  # this is the last step's divergence alone; add up all of them
        0.5 * -> -0.5 *  # the sign is wrong: a divergence is not negative
        log_sigma - 1).sum((0, 2)) -> log_sigma).sum((0, 2)) - len(mu) / 2  # the constant is T/2,
            # for T steps of one coordinate; every coordinate of every step has its ½, so it is T d
            # / 2
        log_sigma - 1).sum((0, 2)) -> log_sigma).sum((0, 2)) - mu.shape[2] / 2
            # the constant is d/2; every coordinate of every step has its ½, so it is T d / 2
        log_sigma - 1).sum((0, 2)) -> log_sigma).sum((0, 2)) - 0.5  # the constant is ½;
            # every coordinate of every step has its ½, so it is T d / 2
        log_sigma - 1 -> log_sigma - len(mu)  # the constant T d / 2 is subtracted at every step
        log_sigma - 1 -> log_sigma - 2  # the constant is T d; each coordinate of each step has ½
        .sum((0, 2)) -> .sum((0, 2)) * len(mu)
            # the divergences of the coordinates are multiplied with the steps' number
    """,
    hard={
        FAR: lambda make: [
            [12 * make.normal(4, 3, 2), side * make.uniform(6.0, 9.0, 4, 3, 2)] for side in SIDES
        ]
    },
)


# --- draw_step

RESULTS = (
    "the canvas",
    "the encoder's state",
    "the decoder's state",
    "the mean",
    "the logarithm of the standard deviation",
)


def draw_step(
    x: Tensor,
    canvas: Tensor,
    h_enc: Tensor,
    h_dec: Tensor,
    noise: Tensor,
    w_enc: Tensor,
    w_mu: Tensor,
    w_sigma: Tensor,
    w_dec: Tensor,
    w_write: Tensor,
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Error, encoder, posterior, draw, decoder, canvas."""
    error = x - canvas.sigmoid()
    seen = torch.cat([x, error, h_dec, h_enc], -1)
    new_enc = (seen @ w_enc.mT).tanh()
    mu = new_enc @ w_mu.mT
    log_sigma = new_enc @ w_sigma.mT
    z = mu + log_sigma.exp() * noise
    new_dec = (torch.cat([z, h_dec], -1) @ w_dec.mT).tanh()
    return canvas + new_dec @ w_write.mT, new_enc, new_dec, mu, log_sigma


def states(make: Inputs, batch: int, pixels: int, hidden: int, latent: int) -> list[Tensor]:
    """Images, states, noise and weights; small enough that tanh is not flat."""

    def weights(rows: int, columns: int) -> Tensor:
        return make.normal(rows, columns) / columns**0.5

    return [
        make.uniform(0.1, 0.9, batch, pixels),
        make.normal(batch, pixels),
        make.uniform(-0.8, 0.8, batch, hidden),
        make.uniform(-0.8, 0.8, batch, hidden),
        make.normal(batch, latent),
        weights(hidden, 2 * pixels + 2 * hidden),
        weights(latent, hidden),
        weights(latent, hidden),
        weights(hidden, latent + hidden),
        weights(pixels, hidden),
    ]


DRAW_STEP = Declaration(
    draw_step,
    states,
    [(3, 4, 4, 3), (1, 3, 5, 1), (4, 6, 2, 2)],
    results=RESULTS,
    edits="""
        x - canvas.sigmoid() -> x  # the image is read twice, [x, x]; the second is the error image,
            # x - sigmoid(canvas)
        error = x - canvas  # the canvas is subtracted as it is; its logits become pixels by sigmoid
        x - canvas.sigmoid() -> canvas.sigmoid()  # the encoder reads what is drawn,
            # not what is missing: x - sigmoid(canvas)
        x - canvas.sigmoid() -> canvas.sigmoid() - x  # the error image has the wrong sign:
            # it is x - sigmoid(canvas)
        [x, error, h_dec, h_enc] -> [x, error, h_enc, h_dec]  # the order in the encoder is x,
            # error, h_dec, h_enc; here its own state comes first
        [x, error, h_dec, h_enc] -> [error, x, h_dec, h_enc]
            # the error comes before x in the encoder; the order is x, error, h_dec, h_enc
        error, h_dec -> error, 0 * h_dec  # the encoder does not see the decoder's state
        seen = torch.cat([x, error, h_dec, 0 * h_enc], -1)  # the encoder forgets its own state
        new_enc @ w_sigma.mT -> new_enc @ w_mu.mT  # mean and spread come from one network, w_mu;
            # the spread has weights of its own, w_sigma
        mu = new_enc @ w_sigma.mT; log_sigma = new_enc @ w_mu.mT  # w_mu and w_sigma are exchanged
        = new_enc => = h_enc  # mean and spread are made of the encoder's old state
        log_sigma.exp() * -> log_sigma *  # the noise is multiplied by log σ; exp is missing
        z = mu + (0.5 * log_sigma).exp() * noise  # σ is exp(log_sigma), not exp(log_sigma / 2)
        z = mu + noise  # the noise is not scaled
        z = mu  # the noise is missing: z is the mean
        z = log_sigma.exp() * noise  # the mean is missing in z
        [z, h_dec] -> [h_dec, z]  # the order in the decoder is z, h_dec
        [z, h_dec] -> [z, 0 * h_dec]  # the decoder forgets its own state
        canvas + new_dec -> new_dec  # the canvas is replaced; what is written is added to it
        canvas + new_dec -> canvas - new_dec  # what is written is subtracted from the canvas
        canvas + new_dec @ -> canvas + h_dec @  # the decoder's old state is written
        canvas + new_dec -> canvas + new_enc  # the encoder's state is written; it is the decoder's
        return canvas + new_dec @ w_write.mT -> return torch.sigmoid(canvas + new_dec @ w_write.mT)
            # the canvas is made into pixels; it is kept as logits
        new_enc = seen @ w_enc.mT  # tanh is missing in the encoder
        new_dec = torch.cat([z, h_dec], -1) @ w_dec.mT  # tanh is missing in the decoder
        new_enc, new_dec -> h_enc, h_dec  # the old states are returned
        new_enc, new_dec, mu, log_sigma -> new_dec, new_enc, mu, log_sigma
            # the states are returned in the wrong order: encoder, then decoder
        new_dec, mu, log_sigma -> new_dec, mu, log_sigma.exp()  # σ is returned, not its logarithm
        new_dec, mu, log_sigma -> new_dec, z, log_sigma  # z is returned where the mean belongs
    """,
    hard={
        FAR: lambda make: [
            [i * (30 if n in (1, 6, 7) else 1) for n, i in enumerate(states(make, 3, 4, 4, 3))]
        ]
    },
)


# --- generate

PAIR = ("the draws z", "the canvases")
IMAGES = 4000


def generate(h_dec: Tensor, w_dec: Tensor, w_write: Tensor, steps: int) -> tuple[Tensor, Tensor]:
    """Fresh noise at every step, and what becomes of it."""
    z = torch.randn(steps, len(h_dec), w_dec.shape[1] - h_dec.shape[1])
    return z, canvases(z, h_dec, w_dec, w_write)


def canvases(z: Tensor, h_dec: Tensor, w_dec: Tensor, w_write: Tensor) -> Tensor:
    """The canvas after each step, given all draws."""
    written = []
    for each in z:
        h_dec = (torch.cat([each, h_dec], -1) @ w_dec.mT).tanh()
        written.append(h_dec @ w_write.mT)
    return torch.stack(written).cumsum(0)


CANVASES = mistakes(
    canvases,
    """
    return torch.stack(written)  # the canvas is replaced at every step;
        # what is written is added to it
    return torch.stack([0 * written[0], *written[:-1]]).cumsum(0)
        # the canvases are those before each step; return those after it
    h_dec = (torch.cat([each, h_dec], -1) @ w_dec.mT).tanh() ->;
        written.append(h_dec @ w_write.mT) -> written.append((torch.cat([each, h_dec],
        -1) @ w_dec.mT).tanh() @ w_write.mT)  # the decoder's state is not kept from step to step
    [each, h_dec] -> [h_dec, each]  # the order in the decoder is z, h_dec
    .tanh() ->  # tanh is missing in the decoder
    cumsum(0) -> cumsum(0).sigmoid()  # the canvases are made into pixels; they are kept as logits
    cumsum(0) -> cumsum(0).flip(0)  # the canvases are in the reverse order
    cumsum(0) -> sum(0).expand(len(z), -1, -1)  # the last canvas stands at every step
    z = z.flip(0)  # the canvas does not follow from the z that is returned: is another one drawn?
    written.append(h_dec -> written.append(-h_dec  # the sign of what is written is wrong
    """,
)


def decoders(
    generator: torch.Generator, n: int, hidden: int, latent: int, pixels: int,
    dtype: torch.dtype = torch.float64,
) -> list[Tensor]:  # fmt: skip
    """First states and weights."""
    make = Inputs(generator, dtype)
    return [
        make.uniform(-0.8, 0.8, n, hidden),
        make.normal(hidden, latent + hidden) / (latent + hidden) ** 0.5,
        make.normal(pixels, hidden) / hidden**0.5,
    ]


def follows(function: Function, generator: torch.Generator) -> Verdict:
    """Whether the canvases are what the decoder makes of the draws, for several sizes."""
    for dtype in (torch.float64, torch.float32):
        for steps, n, hidden, latent, pixels in ((4, 3, 3, 3, 4), (1, 2, 4, 1, 3), (3, 1, 2, 2, 5)):
            given = decoders(generator, n, hidden, latent, pixels, dtype)
            found = numbers.forgiving(function)(*given, steps)
            sentence = _pair(found, (steps, n, latent), (steps, n, pixels))
            if sentence is None:
                sentence = _canvases(found, given)
            if sentence is not None:
                return sentence
    return None


def _pair(found: object, *shapes: tuple[int, ...]) -> Verdict:
    sentence = listed(found, PAIR)
    if sentence is not None:
        return sentence
    for what, tensor, wanted in zip(PAIR, found, shapes, strict=True):  # type: ignore[call-overload]
        if tuple(tensor.shape) == wanted:
            continue
        if tuple(tensor.shape) == (wanted[0] + 1, *wanted[1:]):
            return f"{what}: the state before the first step is returned too; leave it out"
        if tuple(tensor.shape) == wanted[1:]:
            return f"{what}: one step alone is returned; return those of all steps"
        return f"{what}: the result has shape {shape(tensor)}; it should have shape {wanted}"
    return None


def _canvases(found: tuple[Tensor, Tensor], given: list[Tensor]) -> Verdict:
    z, drawn = (t.detach().double() for t in found)
    doubles = [t.double() for t in given]
    right = canvases(z, *doubles)
    verdict = compare(drawn, right)
    if verdict is None and found[1].dtype == given[0].dtype == torch.float64:
        return None if close(drawn, right, rtol=1e-12) else ROUNDED
    if verdict is None or verdict.startswith(SQUEEZED):
        return verdict
    for sentence, wrong in CANVASES.items():
        if len(z) > 1 and close(drawn, wrong(z, *doubles)):
            return sentence
    said = search.diagnosis(canvases, [((z, *doubles), drawn)], same) if len(z) > 1 else None
    return said or f"the canvases are not what the decoder makes of z: {verdict}"


def fresh(function: Function, generator: torch.Generator) -> Verdict:
    """Whether z is drawn anew from N(0, I) for every step, canvas and coordinate."""
    given = decoders(generator, IMAGES, 2, 2, 2)
    run = numbers.forgiving(function)
    found = run(*given, 3)
    sentence = _pair(found, (3, IMAGES, 2), (3, IMAGES, 2))
    if sentence is not None:
        return sentence
    z = found[0].detach().double()
    if not z.any():
        return "z is always 0; draw it from N(0, I)"
    if (z - z[:1]).abs().max() < 1e-6:
        return (
            "the noise is drawn once and used at every step; draw z anew inside of the loop, or "
            "the steps say the same again"
        )
    if torch.equal(run(*given, 3)[0].detach().double(), z):
        return "two calls give the same draws: is the seed set inside the function?"
    verdict = noise.standard_normal(z.transpose(0, 1))
    if verdict is not None:
        return f"z is not drawn from N(0, I): {verdict}"
    # Of what comes back z may be right and the canvas of other draws.
    return _canvases(found, given)


def kind(function: Function, generator: torch.Generator) -> Verdict:
    """Whether dtype and device are those of the inputs."""
    given = decoders(generator, 3, 4, 2, 5)
    return numbers.in_kind(function, *given, 3, like="h_dec")


GENERATE = checked(generate, follows, fresh, kind)
