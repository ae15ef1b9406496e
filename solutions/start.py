"""Reference answer to the exercise of ``chapters/start/lab.md``, written with torch alone."""

from torch import Tensor


def log_mean_exp(log_w: Tensor) -> Tensor:
    """Logarithm of the mean of exp(log_w) over the first axis, without overflow or underflow.

    Args:
        log_w: logarithms of k positive numbers for each of a batch, shape (k, batch).

    Returns:
        log(1/k * sum_i exp(log_w[i])), shape (batch,), in the dtype and on the device of ``log_w``.
        Gradients flow back to ``log_w``.
    """
    largest = log_w.max(0).values
    return largest + (log_w - largest).exp().mean(0).log()


shift_identity = [
    r"\log \frac{1}{k} \sum_{i=1}^{k} e^{\ell_i}",
    r"= \log \frac{1}{k} \sum_{i=1}^{k} e^{m} e^{\ell_i - m}",
    r"= \log \left( e^{m} \frac{1}{k} \sum_{i=1}^{k} e^{\ell_i - m} \right)",
    r"= \log e^{m} + \log \frac{1}{k} \sum_{i=1}^{k} e^{\ell_i - m}",
    r"= m + \log \frac{1}{k} \sum_{i=1}^{k} e^{\ell_i - m}",
]
