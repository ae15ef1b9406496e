"""The exercises of topic ``flows`` on planar and radial maps, each declared once."""

import torch
from torch import Tensor
from torch.nn import functional as F

from labsupport.checks.declaration import Declaration
from labsupport.checks.inputs import Inputs

# Where several results share their sentences, the first and the second one by name.
POINTS = ("the points", "the log-determinant")


# --- planar_constraint


def planar_constraint(u: Tensor, w: Tensor) -> Tensor:
    """u, moved along w until their product is m(w^T u)."""
    a = (w * u).sum(-1, keepdim=True)
    m = F.softplus(a) - 1
    return u + (m - a) * w / w.square().sum(-1, keepdim=True)


def directions(make: Inputs, *shape: int) -> list[Tensor]:
    """Columns whose products have both signs."""
    return [make.normal(*shape), make.normal(*shape) + 0.4]


PLANAR_CONSTRAINT = Declaration(
    planar_constraint,
    directions,
    [(4, 3), (5,), (2, 1), (2, 3, 4)],
    edits="""
        w.square().sum(-1, keepdim=True) -> w.square().sum(-1, keepdim=True).sqrt()
            # divided by the norm of w; it is the squared norm
        return u  # u is returned as it is: nothing keeps w^T u above -1
        return u + (m - a) * w  # not divided by the squared norm of w
        (m - a) * w -> m * w  # w^T u is not subtracted from m: the product is then m + w^T u
        m = F.softplus(a)  # the -1 of m is missing: the product is then above 0, not above -1
        m = F.softplus(a) + 1  # the 1 is added in m; subtract it
        (m - a) -> (a - m)  # u is moved the wrong way: it is m minus w^T u
        (m - a) * w / -> (m - a) * u /  # u is moved along u; move it along w
        w / w -> w / u  # the squared norm is that of u; it is w's
        u + (m - a) -> (m - a)  # u itself is missing: this is only what has to be added to it
        m = F.relu(a) - 1  # log(1 + e^a) is the soft form of a maximum; this is the maximum itself
        m = a.clamp(min=-1)  # the product is clamped at -1; m is smooth
        a = (w * u).sum()  # the products of all rows are added up: each row has its own
    """,
    hard={
        "it is wrong for large products w^T u, of which exp overflows: log(1 + e^a) is softplus, "
        "torch.nn.functional.softplus": lambda make: [
            [size * w / w.square().sum(-1, keepdim=True), w]
            for w in [make.normal(6, 3)]
            for size in (300.0, 3000.0, -300.0, -3000.0)
        ]
    },
)


# --- planar_forward


def planar_forward(z: Tensor, u: Tensor, w: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """z + u h and log |1 + h' w^T u|."""
    t = z @ w + b
    h = torch.tanh(t)
    slope = 1 - h**2
    inner = w @ u
    log_det = (1 + slope * inner).abs().log()
    return z + h[:, None] * u, log_det


def planar_inputs(make: Inputs, n: int, d: int) -> list[Tensor]:
    """Points of both signs, u and w with a positive product."""
    return [
        make.normal(n, d),
        make.uniform(0.3, 1.3, d),
        make.uniform(0.3, 1.3, d),
        make.uniform(0.4, 0.9),
    ]


PLANAR_FORWARD = Declaration(
    planar_forward,
    planar_inputs,
    [(5, 3), (1, 2), (4, 1), (2, 4)],
    results=POINTS,
    edits="""
        log_det = -(1 + slope * inner).abs().log()  # the log-determinant has the wrong sign:
            # it is that of the inverse
        log_det = (1 + slope * inner).abs()  # the logarithm of the determinant is missing
        1 + slope -> slope  # the 1 of the determinant is missing: the identity is a part of the map
        1 - h**2 -> 1 - h  # the slope of tanh is 1 - tanh^2; the square is missing
        slope = h  # tanh stands where its slope belongs
        1 - h**2 -> h**2 - 1  # the slope of tanh has the wrong sign
        slope * inner -> inner  # the slope is missing: the determinant is that of the linear map
        inner = w @ w  # the product is that of w with itself; it is w^T u
        inner = u @ u  # the product is that of u with itself; it is w^T u
        t = z @ w  # b is missing
        t = z @ w - b  # b is subtracted; add it
        t = (z + b) @ w  # b is added to every coordinate of z; it is one number, added to w^T z
        return h[:, None] * u, log_det  # z itself is missing: the map moves z by u tanh
        z + h[:, None] * u -> z + h[:, None] * w  # the points move along w; they move along u
        z + h[:, None] * u -> z + t[:, None] * u  # tanh is missing in the map
        return z - h[:, None] * u, log_det  # the points move the wrong way
        t = z @ u + b  # the plane's normal is w, not u
        t = z * w + b; inner = w * u; log_det = (1 + slope * inner).log().sum(-1);
            return z + h * u, log_det
            # there is one number w^T z + b for each point; here each coordinate has its own
        * u, log_det -> * u, log_det.sum().expand_as(log_det)
            # the log-determinant is added up over the points; each has its own
        * u, log_det -> * u, log_det.sum()  # the log-determinant of all points is one number;
            # return one for each
        * u, log_det -> * u, log_det.mean().expand_as(log_det)
            # the log-determinant is averaged over the points; each has its own
    """,
    hard={
        "the absolute value is that of the determinant 1 + h' w^T u, not of w^T u": lambda make: [
            [make.normal(5, 2), -0.5 * w, w, make.uniform(0.4, 0.9)]
            for w in [make.uniform(0.5, 0.9, 2)]
        ],
        "for determinants near 0 it is wrong: nothing is cut off or added": lambda make: [
            [0 * make.normal(5, 2), -0.999 * w / w.square().sum(), w, 0 * make.normal()]
            for w in [make.uniform(0.5, 0.9, 2)]
        ],
    },
)


# --- radial_forward


def radial_forward(z: Tensor, centre: Tensor, alpha: Tensor, raw: Tensor) -> tuple[Tensor, Tensor]:
    """The points around a centre, and d - 1 directions across and one along."""
    beta = -alpha + F.softplus(raw)
    away = z - centre
    r = away.norm(dim=-1)
    d = z.shape[-1]
    h = 1 / (alpha + r)
    across = 1 + beta * h
    along = across - beta * h**2 * r
    return z + (beta * h)[:, None] * away, (d - 1) * across.log() + along.log()


def radial_inputs(make: Inputs, n: int, d: int) -> list[Tensor]:
    """Points away from the centre, and a beta above 0, so that no sum vanishes."""
    return [
        make.normal(n, d),
        make.uniform(0.3, 0.9, d),
        make.uniform(0.5, 0.9),
        make.uniform(1.5, 2.5),
    ]


def pulled(make: Inputs, raw: float) -> list[Tensor]:
    """Points, and a pull of any strength to 0."""
    return [make.normal(5, 3), 0 * make.normal(3), *torch.tensor([0.7, raw]).double()]


RADIAL_FORWARD = Declaration(
    radial_forward,
    radial_inputs,
    [(5, 3), (1, 2), (4, 1), (3, 4)],
    results=POINTS,
    edits="""
        (d - 1) * across.log() + along.log() -> -(d - 1) * across.log() - along.log()
            # the log-determinant has the wrong sign: it is that of the inverse
        (d - 1) -> d  # one direction is along the radius and d - 1 across it; here d are across
        (d - 1) * across.log() + along.log() -> along  # this is the stretch along the radius,
            # one factor of the determinant
        (d - 1) * across.log() + ->  # the d - 1 directions across the radius are missing
        log() + along.log() -> log()  # the direction along the radius is missing
        (d - 1) * across -> across  # across counts once; there are d - 1 such directions
        along = across  # all d directions are stretched alike; along the radius h changes too
        along = across + beta * h**2 * r  # the slope of h is negative: h' = -1 / (alpha + r)^2
        beta = raw  # beta is raw: nothing keeps it above -alpha
        beta = F.softplus(raw)  # alpha is not subtracted in beta
        beta = alpha + F.softplus(raw)  # alpha is added in beta; subtract it
        F.softplus(raw) -> raw.exp()  # beta is -alpha + e^raw:
            # the 1 under the logarithm is missing, and the logarithm
        r = away.square().sum(-1)  # the distance is squared: take the root
        h = 1 / r  # alpha is missing in h = 1 / (alpha + r)
        h = alpha + r  # h is alpha + r: divide by it
        away = z  # the centre is not subtracted
        away = z + centre  # the centre is added; subtract it
        away, (d - 1) -> z, (d - 1)  # the points are moved by beta h z, not by beta h (z - centre)
        z + (beta * h) -> (beta * h)  # z itself is missing
        (d - 1) * across.log() + along.log() -> ((d - 1) * across.log()
            + along.log()).sum().expand(len(z))
            # the log-determinant is added up over the points; each has its own
    """,
    hard={
        "it is not right where beta is below 0": lambda make: [pulled(make, -4.0)],
        "exp overflows where raw is 800: log(1 + e^raw) is softplus": (
            lambda make: [pulled(make, 800.0)]
        ),
    },
)
