"""The linear autoencoder of topic ``autoencoders``: PCA, its codes and images, and its error."""

import math
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from labsupport.checks.compare import DIFFER, Verdict, close
from labsupport.checks.declaration import Declaration
from labsupport.checks.inputs import Inputs
from labsupport.checks.numbers import Function, forgiving
from labsupport.checks.parts import listed

Judge = Callable[[Function, torch.Generator], Verdict]

# --- fit_pca


def fit_pca(x: Tensor, latent: int) -> tuple[Tensor, Tensor]:
    """Mean and directions, which point where their entries add up to a positive number."""
    mean = x.mean(0)
    svd = torch.linalg.svd(x - mean, full_matrices=False)
    return mean, upright(svd.Vh[:latent], x)


def upright(directions: Tensor, x: Tensor) -> Tensor:
    """Directions with the sign at which their entries add up to a positive number."""
    columns = directions.shape[0] == x.shape[1] != directions.shape[1]
    return directions * directions.sum(0 if columns else 1, keepdim=True).sign()


def either_way(function: Function) -> Function:
    """An answer whose directions are upright."""

    def run(x: Tensor, latent: int) -> Any:
        result = function(x, latent)
        if listed(result, RESULTS) is not None:
            return result
        return [upright(t, x) if t.dim() == 2 and not t.is_meta else t for t in result]

    return run


RESULTS = ("the mean", "the directions")


def images(make: Inputs, n: int, pixels: int, latent: int, ratio: float = 0.7) -> list[Any]:
    """Images with a mean far from 0; each singular value is ``ratio`` times the one before."""
    noise = make.normal(n, pixels).double()
    u, _, v = torch.linalg.svd(noise - noise.mean(0), full_matrices=False)
    values = math.sqrt(n) * ratio ** torch.arange(len(v), dtype=u.dtype)
    return [(make.uniform(1, 2, pixels) + (u * values) @ v).to(make.dtype), latent]


def spanned(judge: Judge) -> Judge:
    """A verdict that says more where nothing is known of the directions but their subspace."""
    vague = (f"the directions: {DIFFER}", "the directions: it is right where x is 0: look")

    def verdict(function: Function, generator: torch.Generator) -> Verdict:
        sentence = judge(function, generator)
        if sentence is None or not any(text in sentence for text in vague):
            return sentence
        x, latent = PCA.inputs(torch.Generator().manual_seed(5))
        actual, right = forgiving(function)(x, latent)[1].double(), fit_pca(x, latent)[1]
        span = torch.linalg.qr(actual.mT).Q
        if not close(span @ span.mT, right.mT @ right):
            return f"the directions: {DIFFER}"
        return (
            "the directions: they span the right subspace, but are not those of the largest "
            "variance in turn, with length 1 and right angles"
        )

    return verdict


def as_many_as_images(function: Function, generator: torch.Generator) -> Verdict:
    """Where latent is the number of images, any last direction will do that is orthogonal."""

    def without_last(x: Tensor, latent: int) -> Any:
        result = function(x, latent + 1)
        return [result[0], result[1][:-1]] if listed(result, RESULTS) is None else result

    sentence = PCA.at(4, 7, 3)(without_last, generator)
    x, latent = images(Inputs(generator), 4, 7, 4)
    if sentence is None:
        directions = forgiving(function)(x, latent)[1].double()
        if not close(directions @ directions.mT, torch.eye(4).double()):
            sentence = "the directions: they are not orthogonal and of length 1 where latent is n"
    return sentence and f"for as many directions as images: {sentence}"


PCA = Declaration(
    fit_pca,
    images,
    [(15, 6, 3), (9, 4, 1), (5, 8, 3), (12, 4, 4), (7, 3, 2), (12, 6, 3, 0.95), (12, 9, 7)],
    results=RESULTS,
    differentiable=False,
    through=either_way,
    also=[as_many_as_images],
    edits="""
        return mean -> return x.mean(1)  # this is the mean of each image; take it over the images
        return mean -> return x.sum(0)  # the images are added up; divide by their number
        return mean -> return x.sum(0) / (len(x) - 1)  # divided by n - 1; a mean divides by n
        return mean -> return x.median(0).values  # this is the median
        return mean -> return x.amax(0)  # this is the largest of each pixel, not the mean
        return mean -> return x.std(0)  # this is the standard deviation of each pixel, not the mean
        return mean -> return x  # these are the images; return their mean
        return mean -> return x[0]  # this is the first image; return the mean
        return upright(svd.Vh[:latent], x), mean  # the two results are in the wrong order:
            # first the mean, then the directions
        Vh[:latent] -> Vh[:latent].mT  # each should be a row, shape (latent, pixels);
            # these are columns
        Vh[:latent] -> Vh[:, :latent].mT  # these are columns of V transposed;
            # the directions are its rows
        Vh[:latent] -> U[:, :latent].mT  # these are columns of U, turned; the directions are in V
        Vh[:latent] -> U[:latent]  # these are rows of U; the directions are in V
        x - mean, -> x - x.mean(1, keepdim=True),  # the mean of each image is subtracted;
            # subtract the mean image
        x - mean, -> 0 * x,  # these are rows of the unit matrix, as where all images are the same:
            # decompose x - mean
        x - mean, -> x,  # the mean is not subtracted before the decomposition
        Vh[:latent] -> Vh.flip(0)[:latent]  # these are the directions of the smallest variance
        svd.Vh[:latent] -> (svd.S[:, None] * svd.Vh)[:latent]  # their rows should have length 1:
            # leave the singular values out
        svd.Vh[:latent] -> (svd.S[:, None] * svd.Vh)[:latent] / len(x)**0.5
            # their rows should have length 1: these are scaled by the standard deviations
        svd.Vh[:latent] -> (svd.Vh / svd.S[:, None])[:latent]
            # their rows are divided by the singular values; leave them at length 1
        x - mean, -> (x - mean) / x.std(0),  # the pixels are divided by their standard deviations;
            # PCA leaves them as they are
        Vh[:latent] -> Vh  # there should be `latent` of them; these are all
        Vh[:latent] -> Vh[:latent + 1]  # there should be `latent` of them; these are one too many
        Vh[:latent] -> Vh[:latent - 1]  # there should be `latent` of them; one is missing
        Vh[:latent] -> Vh[1:latent + 1]  # the first is missing
    """,
)

# --- pca_encode, pca_decode, reconstruction_error


def pca_encode(x: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """Inner products with the directions."""
    return (x - mean) @ directions.mT


def given_pca(make: Inputs, width: int, latent: int, pixels: int, *leading: int) -> list[Tensor]:
    """Images or codes (*leading, width), a mean, and directions that are not orthogonal."""
    return [make.normal(*leading, width), make.normal(pixels), make.normal(latent, pixels)]


# A row of `directions` can be taken for a column where there are as many of them as pixels.
SIZES = [
    (5, 5, 4),
    (2, 5, 4),
    (3, 4),
    (3, 4, 1),
    (3, 4, 3, 2),
    (1, 4, 3),
]  # latent, pixels, leading
ENCODE = Declaration(
    pca_encode,
    lambda make, latent, pixels, *leading: given_pca(make, pixels, latent, pixels, *leading),
    SIZES,
    edits="""
        x - mean -> x  # the mean is not subtracted
        x - mean -> x + mean  # the mean is added; subtract it
        .mT -> .mT @ directions + mean  # this is the reconstruction; return the code
        .mT -> .mT @ directions  # this is the projection, in pixels; return the code
        directions.mT -> (directions / directions.norm(dim=1, keepdim=True)**2).mT
            # the inner products are divided by the squared length of the direction
        directions.mT -> (directions / directions.norm(dim=1, keepdim=True)).mT
            # the inner products are divided by the length of the direction
        directions.mT -> torch.linalg.pinv(directions)  # this fits the directions by least squares;
            # take the inner product with each
        directions.mT -> directions.mT / x.shape[-1]  # averaged over the pixels; sum
        x - mean -> x - x.reshape(-1, x.shape[-1]).mean(0)  # the mean of the batch is subtracted;
            # subtract the mean that is given
        @ directions.mT ->  # this is x - mean; take its inner products with the directions
        directions.mT -> directions  # a direction is a row of `directions`, not a column
    """,
    examples=[
        [[[3.0, 5.0], [1.0, 2.0]], [1.0, 1.0], [[1.0, 0.0]]],
        [[[3.0, 5.0], [1.0, 2.0]], [1.0, 1.0], [[0.0, 1.0], [1.0, 0.0]]],
        [[[3.0, 5.0], [1.0, 2.0]], [1.0, 1.0], [[2.0, 1.0], [0.0, 1.0]]],
    ],
)


def pca_decode(z: Tensor, mean: Tensor, directions: Tensor) -> Tensor:
    """The mean plus the weighted directions."""
    return mean + z @ directions


DECODE = Declaration(
    pca_decode,
    lambda make, latent, pixels, *leading: given_pca(make, latent, latent, pixels, *leading),
    SIZES,
    edits="""
        mean + ->  # the mean is not added
        mean + -> -mean +  # the mean is subtracted; add it
        mean + -> mean -  # the sign of the directions is wrong
        + z @ directions ->  # this is the mean alone, one image; the code is not used
        z @ -> torch.ones_like(z) @  # all directions get the same weight; the code weighs them
        return z @ (directions + mean)  # the mean is taken into the sum with the directions:
            # it belongs outside
        z @ directions -> z @ (directions / directions.norm(dim=1, keepdim=True))
            # the directions are divided by their lengths; take them as they are
        z @ directions -> z @ directions / z.shape[-1]  # averaged over the directions; sum
        z @ directions -> z @ torch.linalg.pinv(directions).mT  # this is the pseudo-inverse;
            # multiply by the directions themselves
        return (mean + z @ directions).clamp(0, 1)  # the result is clamped to [0, 1];
            # leave it as it is
        return (mean + z @ directions).sigmoid()  # a sigmoid is applied; PCA is linear
        z @ directions -> z @ directions.mT  # a direction is a row of `directions`, not a column
    """,
    examples=[
        [[[2.0], [3.0]], [1.0, 1.0], [[1.0, 0.0]]],
        [[[2.0, 4.0], [1.0, 3.0]], [1.0, 1.0], [[0.0, 1.0], [1.0, 0.0]]],
        [[[2.0, 4.0], [1.0, 3.0]], [1.0, 1.0], [[2.0, 1.0], [0.0, 1.0]]],
    ],
)


def reconstruction_error(x: Tensor, reconstruction: Tensor) -> Tensor:
    """Squares, summed over the pixels and averaged over the images."""
    return (x - reconstruction).square().sum(-1).mean()


def pictures(make: Inputs, n: int, pixels: int, away: float = 0.0) -> list[Tensor]:
    """Images and others that are to be like them, both far from 0 where that is asked for."""
    return [away + make.normal(n, pixels), away + make.normal(n, pixels)]


ERROR = Declaration(
    reconstruction_error,
    pictures,
    [(7, 4), (1, 3), (5, 1), (4, 3), (3, 3), (6, 4, 1000.0)],
    edits="""
        .sum(-1) -> .mean(-1)  # averaged over the pixels too; sum over them
        .mean() -> .sum()  # summed over the images; average over them
        .sum(-1).mean() -> .mean(-1).sum()  # summed over the images and averaged over the pixels;
            # it is the other way round
        .mean() -> .mean() / len(x)  # summed over the pixels, averaged over the images,
            # and divided by their number again
        .sum(-1).mean() -> .sum(0)  # summed over the images, one number for each pixel
        .sum(-1).mean() -> .mean(0)  # averaged over the images, not summed over the pixels:
            # one number
        .sum(-1).mean() ->  # the squared differences themselves;
            # sum over pixels and average over images
        .mean() ->  # one number for each image; average over them
        .mean() -> .median()  # this is the median over the images; average
        .sum(-1) -> .sum(-1).sqrt()  # the square root is taken for each image; leave the square
        .sum(-1).mean() -> .mean().sqrt()  # this is the root of the mean over images and pixels
        .square() ->  # the differences are not squared
        .square() -> .mul(2)  # the differences are doubled, not squared
        .square() -> .abs()  # absolute values are taken; square the differences
        .square().sum(-1) -> .sum(-1).square()  # the sum over the pixels is squared; square first
        .square().sum(-1).mean() -> .mean().square()
            # the signed differences are averaged over everything, then squared
        x - reconstruction -> x + reconstruction  # x and reconstruction are added; subtract
        x - reconstruction -> x  # this is the squared length of x; subtract the reconstruction
    """,
    examples=[
        [[[3.0, 5.0], [1.0, 1.0]], [[1.0, 2.0], [1.0, 2.0]]],
        [[[3.0, 5.0], [1.0, 1.0], [0.0, 2.0]], [[1.0, 2.0], [1.0, 2.0], [1.0, 1.0]]],
    ],
)
