"""Wrong answers to write."""

from torch import Tensor


def times_the_intensity(patch: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """Multiplies by the intensity, as reading does, instead of dividing by it."""
    return gamma[:, None, None] * (f_y.transpose(1, 2) @ patch @ f_x)


def patch_lying_on_its_side(patch: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """Transposes the patch with the row filters: its rows are spread over the columns."""
    return (patch @ f_y).transpose(1, 2) @ f_x / gamma[:, None, None]


def intensity_of_the_batch(patch: Tensor, f_y: Tensor, f_x: Tensor, gamma: Tensor) -> Tensor:
    """Divides all images by the mean intensity of the batch: right for a batch of one alone."""
    return f_y.mT @ patch @ f_x / gamma.mean()
