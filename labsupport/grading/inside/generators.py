"""Generators cross by their state and come back by it: the suite's own goes on from there.

A state that came back must be one that drawing leads to from the state that was sent. Otherwise
code could choose the suite's next random numbers, or a state that torch cannot draw from.
"""

import contextlib
from collections.abc import Iterator

import torch
from torch import Tensor

SIZE = torch.Generator().get_state().numel()
# The start of torch's state of a Mersenne twister: its seed, then int32 `left` and `seeded`, int64
# `next`, and 624 words. The words change after every 624 draws, when `next` begins again at 0.
LEFT, SEEDED, NEXT, WORDS = slice(8, 12), slice(12, 16), slice(16, 24), slice(24, 24 + 8 * 624)
MAX_DRAWS = 2**24


def on_cpu(generator: torch.Generator) -> torch.Generator:
    """The generator itself; ValueError if it draws on another device."""
    if generator.device.type != "cpu":
        raise ValueError(f"a generator of the device {generator.device.type}; make one of the cpu")
    return generator


def generator_of(state: object) -> torch.Generator:
    """A generator with that state; ValueError if it is none of a CPU generator."""
    if not isinstance(state, Tensor) or state.dtype != torch.uint8 or state.shape != (SIZE,):
        raise ValueError("the state of a generator has another form")
    left, following = number(state, LEFT), number(state, NEXT)
    if number(state, SEEDED) != 1 or ((left, following) != (1, 0) and left + following != 625):
        raise ValueError("the state of a generator is impossible")
    if not 0 <= following <= 624:
        raise ValueError("the state of a generator is impossible")
    try:
        return torch.Generator().set_state(state.clone())
    except RuntimeError:
        raise ValueError("the state of a generator is impossible") from None


def with_state(state: Tensor) -> torch.Generator:
    """A generator that goes on from a state of one."""
    return torch.Generator().set_state(state)


@contextlib.contextmanager
def drawing_from(generator: torch.Generator) -> Iterator[None]:
    """Let torch's functions draw from ``generator`` where they are given none."""
    kept = torch.default_generator.get_state()
    torch.default_generator.set_state(generator.get_state())
    try:
        yield
    finally:
        generator.set_state(torch.default_generator.get_state())
        torch.default_generator.set_state(kept)


def number(state: Tensor, where: slice) -> int:
    """A whole number out of a state."""
    return int.from_bytes(bytes(state[where].tolist()), "little", signed=True)


def follows(before: Tensor, after: Tensor) -> bool:
    """Whether drawing at most `MAX_DRAWS` numbers leads from one state to the other."""
    probe = torch.Generator().set_state(before)
    first = after[WORDS]
    block = torch.empty(624)
    for _ in range(MAX_DRAWS // 624):
        state = probe.get_state()
        if torch.equal(state[WORDS], first):
            return position(after) >= position(before) or not torch.equal(
                state[WORDS], before[WORDS]
            )
        block.uniform_(generator=probe)  # one draw each: the words change exactly once
    return False


def position(state: Tensor) -> int:
    """How many of the present 624 words have been drawn; all of them before the first draw."""
    return 624 if number(state, LEFT) == 1 else number(state, NEXT)
