"""The derivation of topic ``autoencoders``: where the M-step puts the mean of a Gaussian.

In its worlds five codes are numbers, each with its responsibility.
"""

from labsupport.checks import forms
from labsupport.checks.derivation import Derivation
from labsupport.equations import Draw, World, tree


def five_codes(draw: Draw) -> World:
    values = {"z_": 2 * draw.normal(5), "r_": draw.uniform(0.1, 0.9, 5), "N": 5}
    values |= {"m": draw.normal(), "v": draw.positive()}
    return World(values, ranges={"n": 5})


def in_words(world: World) -> str:
    z, r = (", ".join(f"{float(e):.3f}" for e in world.values[name]) for name in ("z_", "r_"))
    m, v = (float(world.values[name]) for name in ("m", "v"))
    return f"N = 5, z = ({z}), r = ({r}), m = {m:.3f} and v = {v:.3f}"


def no_normal(node: tree.Node) -> bool:
    return not any(
        isinstance(part, tree.Symbol) and part.name == "cal_N" for part in tree.walk(node)
    )


def m_outside(node: tree.Node) -> bool:
    """No gradient and no density is left, and m stands outside of the sums."""
    sums = [part for part in tree.walk(node) if isinstance(part, tree.Big)]
    named = any(
        isinstance(part, tree.Symbol) and part.name == "m"
        for big in sums
        for part in tree.walk(big)
    )
    return forms.closed(node) and no_normal(node) and bool(sums) and not named


M_STEP_MEAN = Derivation(
    "m_step_mean",
    r"\nabla_m \sum_{n=1}^{N} r_n \log \mathcal{N}(z_n; m, v)",
    r"\frac{1}{v} \left(\sum_{n=1}^{N} r_n z_n - m \sum_{n=1}^{N} r_n\right)",
    five_codes,
    words=in_words,
    steps=3,
    ends=m_outside,
    needs={
        "no line has the square of z_n - m: put in the logarithm of the normal density": (
            lambda node: no_normal(node) and forms.has(tree.Power)(node)
        )
    },
    mistakes={
        "the inner derivative is lost: -(z - m)² grows with m where z > m": (
            r"-\frac{1}{v} \sum_{n=1}^{N} r_n (z_n - m)",
            r"\sum_{n=1}^{N} r_n \frac{m - z_n}{v}",
        ),
        "the ½ cancels the 2 of the square": (
            r"\frac{2}{v} \sum_{n=1}^{N} r_n (z_n - m)",
            r"\frac{1}{2 v} \sum_{n=1}^{N} r_n (z_n - m)",
        ),
        "the variance is lost": r"\sum_{n=1}^{N} r_n (z_n - m)",
        "the variance divides once, not squared and not as a root": (
            r"\frac{1}{v^2} \sum_{n=1}^{N} r_n (z_n - m)",
            r"\frac{1}{\sqrt{v}} \sum_{n=1}^{N} r_n (z_n - m)",
        ),
        "the responsibilities are lost": (
            r"\frac{1}{v} \sum_{n=1}^{N} (z_n - m)",
            r"\frac{1}{v} (\sum_{n=1}^{N} z_n - N m)",
        ),
        "m keeps the responsibilities, whose sum is not N": (
            r"\frac{1}{v} \left(\sum_{n=1}^{N} r_n z_n - N m\right)",
            r"\frac{1}{v} \left(\sum_{n=1}^{N} r_n z_n - m\right)",
        ),
    },
)
