"""One loop for all flows: Jacobians, inverses, extreme parameters, densities on the plane."""

from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import Tensor, nn
from torch.distributions import Normal
from torch.testing import assert_close

from labsupport import flows
from labsupport.errors import InputError

FLOWS: dict[str, Callable[..., nn.Module]] = {
    "planar": flows.Planar,
    "radial": flows.Radial,
    "nice": flows.Coupling,
    "nice, swapped": lambda d, context=0: flows.Coupling(d, context=context, swapped=True),
    "affine": lambda d, context=0: flows.Coupling(d, context=context, affine=True),
    "affine, swapped": lambda d, context=0: flows.Coupling(
        d, context=context, affine=True, swapped=True
    ),
    "iaf": flows.InverseAutoregressive,
    "iaf, swapped": lambda d, context=0: flows.InverseAutoregressive(
        d, context=context, swapped=True
    ),
    **{
        f"chain of {kind}": lambda d, context=0, kind=kind: flows.chain(kind, 3, d, context, 20)
        for kind in flows.KINDS
    },
}
EVERY = pytest.mark.parametrize("name", FLOWS)


def made(name: str, latent: int, *, spread: float = 0.7, context: int = 0, seed: int = 0) -> Any:
    """A flow that is far from the identity, in float64."""
    torch.manual_seed(seed)
    flow = FLOWS[name](latent, context=context).double()
    with torch.no_grad():
        for parameter in flow.parameters():
            parameter.add_(spread * torch.randn_like(parameter))
    return flow


def points(n: int, latent: int, seed: int = 1) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    return 1.5 * torch.randn(n, latent, generator=generator, dtype=torch.float64)


def part(function: Any) -> Callable[[Tensor], Tensor]:
    """The points alone, without the log-determinant."""
    return lambda at: function(at)[0]


def by_autograd(map_of_one: Callable[[Tensor], Tensor], z: Tensor) -> Tensor:
    """log |det| of the Jacobian at each point."""
    jacobians = torch.stack([torch.autograd.functional.jacobian(map_of_one, at) for at in z])
    return torch.linalg.slogdet(jacobians).logabsdet


@EVERY
@pytest.mark.parametrize("latent", [2, 5])
def test_both_log_determinants_are_those_of_autograds_jacobian(name, latent):
    for seed in range(3):
        flow, z = made(name, latent, seed=seed), points(6, latent)
        moved, log_det = flow(z)
        assert moved.shape == (6, latent)
        assert log_det.shape == (6,)
        found = by_autograd(part(flow), z)
        assert_close(log_det, found, rtol=1e-9, atol=1e-9)
        back, inverse_log_det = flow.inverse(moved)
        assert_close(back, z, rtol=1e-7, atol=1e-7)
        assert_close(inverse_log_det, -log_det, rtol=1e-7, atol=1e-7)
        found = by_autograd(part(flow.inverse), moved)
        assert_close(inverse_log_det, found, rtol=1e-6, atol=1e-6)


@EVERY
@pytest.mark.parametrize("spread", [10.0, 100.0])
def test_extreme_parameters_in_float32_give_what_float64_gives(name, spread):
    flow, z = made(name, 3, spread=spread), points(200, 3)
    right, right_log_det = flow(z.float().double())
    moved, log_det = flow.float()(z.float())
    assert log_det.isfinite().all()
    assert moved.isfinite().all()
    scale = 1 + right.abs().max().item()
    # Rounding in w^T z moves a point by this much where tanh is steep; almost everywhere less.
    off = ((log_det.double() - right_log_det).abs() / (1 + right_log_det.abs()) > 1e-2).float()
    assert off.mean() < 0.03
    off = ((moved.double() - right).abs() > 1e-2 * scale).float()
    assert off.mean() < 0.03
    (log_det.sum() + moved.sum()).backward()
    for parameter in flow.parameters():
        assert parameter.grad is not None
        assert parameter.grad.isfinite().all()


@EVERY
def test_a_density_on_the_plane_has_the_integral_1(name):
    flow = made(name, 2, spread=0.4, seed=2)
    line = torch.linspace(-12, 12, 481, dtype=torch.float64)
    grid = torch.cartesian_prod(line, line)
    with torch.no_grad():
        start, log_det = flow.inverse(grid)
        log_q = Normal(0.0, 1.0).log_prob(start).sum(-1) + log_det
        integral = log_q.exp().sum() * (line[1] - line[0]) ** 2
        assert_close(integral.item(), 1.0, rtol=0, atol=2e-3)
        # The same density, point by point, from the other side.
        z = points(50, 2)
        moved, forward = flow(z)
        start, back = flow.inverse(moved)
        there = Normal(0.0, 1.0).log_prob(z).sum(-1) - forward
        assert_close(Normal(0.0, 1.0).log_prob(start).sum(-1) + back, there, rtol=1e-6, atol=1e-6)


@EVERY
def test_a_flow_begins_near_the_identity(name):
    torch.manual_seed(3)
    flow, z = FLOWS[name](4).double(), points(50, 4)
    moved, log_det = flow(z)
    shrunk = 0.95**3  # three gates of 0.95
    assert (moved - z).abs().max() < 0.1 + (1 - shrunk) * z.abs().max()
    assert log_det.abs().max() < 0.1 + 12 * 0.05


@EVERY
def test_a_context_gives_each_row_parameters_of_its_own(name):
    flow = made(name, 4, context=3)
    context, z = points(5, 3, seed=4), points(5, 4)
    draws = torch.stack([z, z + 1, z - 0.5])
    moved, log_det = flow(draws, context)
    assert moved.shape == (3, 5, 4)
    for row in range(5):
        one, one_log_det = flow(draws[:, row], context[row])
        assert_close(moved[:, row], one)
        assert_close(log_det[:, row], one_log_det)
    assert_close(flow.inverse(moved, context)[0], draws, rtol=1e-6, atol=1e-6)
    assert not torch.allclose(flow(draws, context.flip(0))[0], moved)
    with pytest.raises(InputError, match="was made for a context"):
        flow(z)


@EVERY
def test_gradients_pass_through_the_inverse(name):
    """d inverse / d parameter by the implicit function theorem: -J^-1 d forward / d parameter."""
    flow, y = made(name, 3, seed=5), points(1, 3)[0]
    (parameter, *_) = [p for p in flow.parameters() if p.dim() == 1]
    z = flow.inverse(y)[0]
    direction = torch.tensor([0.3, -1.0, 0.7], dtype=torch.float64)
    (found,) = torch.autograd.grad(z @ direction, parameter)
    at = z.detach().requires_grad_()
    jacobian = torch.autograd.functional.jacobian(lambda p: flow(p)[0], at.detach())
    pulled = torch.linalg.solve(jacobian.T, direction)
    (expected,) = torch.autograd.grad(-(flow(at)[0] @ pulled), parameter)
    assert_close(found, expected, rtol=1e-6, atol=1e-8)


@EVERY
def test_dtype_and_device_are_those_of_the_points(name):
    flow: Any = FLOWS[name](3)
    for kind in (flow.float(), flow.double()):
        z = points(2, 3).to(next(kind.parameters()).dtype)
        for found in (*kind(z), *kind.inverse(z)):
            assert found.dtype == z.dtype
    meta = flow.to("meta")
    for found in (*meta(points(2, 3).to("meta")), *meta.inverse(points(2, 3).to("meta"))):
        assert found.is_meta


def test_a_planar_map_keeps_w_u_above_minus_one_and_is_the_formula():
    flow = made("planar", 3, spread=3.0)
    z = points(20, 3)
    u, w, b, above = flow._parts(z, None)
    assert above > 0
    assert_close((w * u).sum(-1, keepdim=True), above - 1)
    assert_close(flow(z)[0], z + u * torch.tanh(z @ w + b)[:, None])
    slope = 1 - torch.tanh(z @ w + b) ** 2
    assert_close(flow(z)[1], torch.log(1 + slope * (w @ u)))


def test_where_a_planar_map_nearly_folds_its_log_determinant_is_still_right_in_float32():
    """1 + (1 - tanh^2) w^T u itself is 0 there, from w^T u = -20 on."""
    flow = flows.Planar(2)
    w = torch.tensor([1.0, 0.0])
    for product in (-20.0, -60.0):
        with torch.no_grad():
            flow.parameters_of.numbers.copy_(torch.cat([product * w, w, torch.zeros(1)]))
        found = flow(torch.zeros(1, 2))[1]
        assert_close(found, torch.tensor([product]), rtol=1e-4, atol=1e-3)


def test_masks_let_a_unit_see_what_its_degree_allows():
    places, units = torch.tensor([1, 2, 3]), torch.tensor([1, 2, 1, 2])
    first = flows.autoregressive_mask(places, units)
    second = flows.autoregressive_mask(units, places, strict=True)
    assert first.tolist() == [[1, 0, 0], [1, 1, 0], [1, 0, 0], [1, 1, 0]]
    assert (second @ first).triu().abs().max() < 0.5  # nothing reaches a coordinate from itself on
    assert (second @ first).tril(-1).sum() > 0


def quartic(z: Tensor) -> Tensor:
    """A log-density that is no parabola."""
    return -(0.3 * z**4 + 0.5 * z**2).sum(-1) - 0.4 * z[..., 0] * z[..., 1]


def test_leapfrog_steps_keep_volumes_and_can_be_undone():
    torch.manual_seed(0)
    flow = flows.Leapfrog(2, steps=5, step_size=0.2).double()
    z, v = points(4, 2), points(4, 2, seed=7)

    def both(state: Tensor) -> Tensor:
        return torch.cat(flow(state[:2], state[2:], quartic))

    log_det = by_autograd(both, torch.cat([z, v], -1))
    assert_close(log_det, torch.zeros(4).double(), rtol=0, atol=1e-9)
    end, speed = flow(z, v, quartic)
    back, start = flow.inverse(end, speed, quartic)
    assert_close(back, z)
    assert_close(start, v)


def test_the_energy_of_leapfrog_steps_drifts_with_the_square_of_the_step_size():
    z, v = points(50, 2) / 2, points(50, 2, seed=7)
    drifts = []
    for steps in (20, 40, 80):
        flow = flows.Leapfrog(2, steps=steps, step_size=2.0 / steps).double()
        end, speed = flow(z, v, quartic)
        gain = 0.5 * speed.square().sum(-1) - quartic(end)
        drifts.append((gain - 0.5 * v.square().sum(-1) + quartic(z)).abs().mean().item())
    assert 3.3 < drifts[0] / drifts[1] < 5.0
    assert 3.3 < drifts[1] / drifts[2] < 5.0


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: flows.chain("cubic", 2, 3), "there is no flow 'cubic'"),
        (lambda: flows.chain("planar", -1, 3), "whole number from 0 up, not -1"),
        (lambda: flows.Coupling(1), "latent is at least 2"),
        (lambda: flows.Planar(0), "latent is a whole number from 1 up"),
    ],
)
def test_what_cannot_be_made_is_said_in_a_sentence(make, sentence):
    with pytest.raises(InputError, match=sentence):
        make()
