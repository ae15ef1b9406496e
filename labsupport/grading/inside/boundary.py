"""One end of the boundary between a suite and a submission; both ends are alike.

Either side calls what lives on the other: arguments and results cross as `protocol` has them, and
results carry gradients. The side that computes keeps the graph of each call under a number; the
side that called attaches the results to its own graph with `Across`, whose backward asks for the
vector-Jacobian product. That answer is attached in the same way, so double backward works too.
Distributions are built anew on the side that receives them; a generator's state comes back.
"""

import itertools
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import torch
from torch import Tensor

from .distributions import Parameters, build
from .generators import follows, generator_of, on_cpu
from .inputs import Inputs
from .protocol import CannotCrossError, Channel, ProtocolError, Reference, check
from .values import GeneratorNumber, convert, elsewhere, on_meta, tensors_in

MAX_NESTED = 50
MAX_RECORDS = 20_000
MAX_OBJECTS = 20_000


class Record(NamedTuple):
    """The graph of one call that this side computed."""

    inputs: list[Tensor]  # leaves
    outputs: list[Tensor]


class RemoteError(Exception):
    """The other side could not do what it was asked for."""

    def __init__(self, unwritten: bool, text: str) -> None:
        super().__init__(text)
        self.unwritten = unwritten


class Peer:
    """One side. Subclasses say what the other side may call (`lookup`) and how (`run`)."""

    refuses_changes = False  # whether a function must leave its inputs as they are

    def __init__(self, channel: Channel) -> None:
        self.channel = channel
        self.numbers = itertools.count(1)
        self.exports: dict[int, Any] = {}
        self.records: dict[int, Record] = {}
        self.free: list[int] = []  # records of the other side that nothing needs any more
        self.depth = 0

    # To be said by subclasses.

    def lookup(self, message: dict[str, Any]) -> Callable[..., Any]:
        """What the message wants to call."""
        raise NotImplementedError

    def run(self, function: Callable[..., Any], args: Any, kwargs: Any) -> Any:
        """Call it; raise `RemoteError` for what the other side shall hear."""
        raise NotImplementedError

    def exported_kind(self, value: Any) -> str | None:
        """What to call an object that stays here, or None if it may not be named at all."""
        raise NotImplementedError

    def proxy(self, kind: str, number: int) -> Any:
        """Stands here for an object of the other side."""
        raise NotImplementedError

    # References.

    def refer(self, value: Any) -> Reference | None:
        """Name an object that stays on its side."""
        if isinstance(value, Proxy) and value._peer is self:
            return Reference(False, value._kind, value._number)
        kind = self.exported_kind(value)
        if kind is None:
            return None
        number = next((n for n, known in self.exports.items() if known is value), None)
        if number is None:
            if len(self.exports) >= MAX_OBJECTS:
                raise CannotCrossError(f"more than {MAX_OBJECTS:,} objects were passed on")
            number = next(self.numbers)
            self.exports[number] = value
        return Reference(True, kind, number)

    def resolve(self, reference: Reference) -> Any:
        """Find what the other side named."""
        if reference.own:
            return self.proxy(reference.kind, reference.number)
        return self.exported(reference.number)

    def exported(self, number: Any) -> Any:
        """The object of this side with that number."""
        check(type(number) is int and number in self.exports, "a reference to nothing")
        return self.exports[number]

    def forget(self) -> None:
        """Forget all objects and graphs: a new test begins."""
        self.exports.clear()
        self.records.clear()
        self.free.clear()

    # Calling.

    def call(self, target: dict[str, Any], args: Sequence[Any], kwargs: dict[str, Any]) -> Any:
        """Call something on the other side; tensors of the result carry gradients."""
        generators: list[torch.Generator] = []
        args, kwargs = (plain(a, generators) for a in (tuple(args), kwargs))
        states = [g.get_state() for g in generators]
        given = tensors_in([args, kwargs])
        grad = torch.is_grad_enabled()
        message = {"op": "call", "args": args, "kwargs": kwargs, "grad": grad, "states": states}
        reply = self.request(message | target)
        refuse_meta(reply.get("value"), [args, kwargs])
        advance(generators, states, reply.get("states"))
        changes: Any = reply.get("changed") if "in_place" in target else {}
        check(isinstance(changes, dict), "no changes")
        for number, value in changes.items():
            check(type(number) is int and 0 <= number < len(given), "a change of nothing")
            change(given[number], value)
        inputs = [t for t in given if t.requires_grad] if grad else []
        return self.attach(reply.get("value"), reply.get("record"), inputs)

    def request(self, message: dict[str, Any]) -> dict[str, Any]:
        """Send a request and wait for its reply, serving what the other side asks meanwhile."""
        message["free"], self.free = self.free, []
        self.channel.send(message, self.refer)
        while True:
            reply = self.channel.receive(self.resolve)
            if reply.get("op") == "result":
                return reply
            if reply.get("op") == "error":
                raise RemoteError(reply.get("unwritten") is True, str(reply.get("text", "")))
            self.serve(reply)

    def attach(self, value: Any, record: Any, inputs: list[Tensor]) -> Any:
        """Make the tensors of a result depend on the inputs, as they do on the other side."""
        outputs = [t for t in tensors_in(value) if t.requires_grad]
        if not outputs:
            return finished(value)
        check(type(record) is int, "tensors with a gradient and no graph")
        ticket = Ticket(self, record, [t.detach() for t in outputs])
        # The anchor makes results need gradients even where only parameters inside need them.
        anchor = torch.zeros((), requires_grad=True)
        with torch.enable_grad():
            attached = Across.apply(ticket, anchor, *inputs)
        by_id = {id(old): new for old, new in zip(outputs, attached, strict=True)}
        return finished(value, lambda t: by_id.get(id(t), t))

    def vjp(self, ticket: "Ticket", grads: tuple[Tensor | None, ...], inputs: list[Tensor]) -> Any:
        """Ask for the vector-Jacobian products with respect to the inputs."""
        create = torch.is_grad_enabled()
        message = {"op": "vjp", "record": ticket.record, "grads": list(grads), "create": create}
        reply = self.request(message)
        products: Any = reply.get("value")
        check(isinstance(products, list) and len(products) == len(inputs), "wrong gradients")
        for product, tensor in zip(products, inputs, strict=True):
            right = product is None or (
                isinstance(product, Tensor)
                and product.shape == tensor.shape
                and product.dtype == tensor.dtype
                and product.is_meta == tensor.is_meta
            )
            check(right, "a gradient of another shape or dtype than its tensor")
        if create:
            varied = [g for g in grads if g is not None and g.requires_grad]
            return self.attach(products, reply.get("record"), [*inputs, *varied])
        return products

    # Being called.

    def serve(self, message: dict[str, Any]) -> None:
        """Do what the other side asks for and reply."""
        self.depth += 1
        try:
            check(self.depth <= MAX_NESTED, "calls are nested too deeply")
            free = message.get("free", [])
            check(isinstance(free, list), "no list")
            for number in free:
                self.records.pop(number if type(number) is int else 0, None)
            try:
                reply = self.answer(message)
                self.channel.send(reply, self.refer)
                return
            except RemoteError as error:
                reply = {"op": "error", "unwritten": error.unwritten, "text": str(error)}
            except CannotCrossError as error:
                reply = {"op": "error", "text": f"the result cannot be passed on: {error}"}
            self.channel.send(reply, self.refer)
        finally:
            self.depth -= 1

    def answer(self, message: dict[str, Any]) -> dict[str, Any]:
        """The reply to one request."""
        if message.get("op") == "call":
            return self.answer_call(message)
        if message.get("op") == "vjp":
            return self.answer_vjp(message)
        raise ProtocolError("an unknown request")

    def answer_call(self, message: dict[str, Any]) -> dict[str, Any]:
        """Call what is asked for and keep its graph."""
        args: Any = message.get("args")
        kwargs: Any = message.get("kwargs")
        check(isinstance(args, tuple) and isinstance(kwargs, dict), "no arguments")
        states, in_place = message.get("states", []), message.get("in_place") is True
        try:
            generators = [generator_of(state) for state in states]
        except (ValueError, TypeError) as error:
            raise ProtocolError(str(error)) from None

        def other(value: Any) -> Any:
            if isinstance(value, GeneratorNumber):
                check(0 <= value.number < len(generators), "a generator without a state")
                return generators[value.number]
            return built(value)

        function = self.lookup(message)
        with torch.set_grad_enabled(message.get("grad") is True):
            inputs = Inputs(args, kwargs, other)
            value = self.run(function, inputs.args, inputs.kwargs)
            try:
                value = convert(value, lambda t: t, lambda o: o)
                outputs = [t for t in tensors_in(value) if t.requires_grad]
            except ValueError as error:
                raise RemoteError(False, f"the result cannot be used: {error}") from None
            if not torch.is_grad_enabled():
                outputs = []
        refuses = self.refuses_changes and not in_place and "operation" not in message
        if refuses and (sentence := inputs.sentence(function)):
            raise RemoteError(False, sentence)
        leaves = [old for _, old, _ in inputs.pairs if old.requires_grad]
        return {
            "op": "result",
            "value": value,
            "record": self.keep(leaves, outputs),
            "states": [g.get_state() for g in generators],
            "changed": {n: inputs.pairs[n][2].detach() for n in inputs.changed()}
            if in_place
            else {},
        }

    def answer_vjp(self, message: dict[str, Any]) -> dict[str, Any]:
        """Vector-Jacobian products; gradients of parameters are accumulated on this side."""
        number, grads, create = message.get("record"), message.get("grads"), message.get("create")
        record = self.records.get(number if type(number) is int else 0)
        if record is None or not isinstance(grads, list) or len(grads) != len(record.outputs):
            raise ProtocolError("a gradient of nothing")
        pairs = [(o, g) for o, g in zip(record.outputs, grads, strict=True) if g is not None]
        check(all(isinstance(g, Tensor) and g.shape == o.shape for o, g in pairs), "no gradient")

        def products() -> list[Tensor | None]:
            outputs, vectors = [o for o, _ in pairs], [g for _, g in pairs]
            if not pairs:
                return [None for _ in record.inputs]
            if create is True:
                if not record.inputs:
                    return []
                return list(
                    torch.autograd.grad(
                        outputs, record.inputs, vectors, create_graph=True, allow_unused=True
                    )
                )
            for leaf in record.inputs:
                leaf.grad = None
            torch.autograd.backward(outputs, vectors, retain_graph=True)
            return [leaf.grad for leaf in record.inputs]

        results = self.run(products, (), {})
        if create is not True:
            return {"op": "result", "value": results, "record": None}
        varied = [g for _, g in pairs if g.requires_grad]
        kept = self.keep(
            [*record.inputs, *varied], [r for r in results if r is not None and r.requires_grad]
        )
        return {"op": "result", "value": results, "record": kept}

    def keep(self, inputs: list[Tensor], outputs: list[Tensor]) -> int | None:
        """Keep the graph of a call and return its number."""
        if not outputs:
            return None
        if len(self.records) >= MAX_RECORDS:
            raise RemoteError(False, f"more than {MAX_RECORDS:,} results with gradients are kept")
        number = next(self.numbers)
        self.records[number] = Record(inputs, outputs)
        return number


def plain(value: Any, generators: list[torch.Generator]) -> Any:
    """``value`` as it crosses; its generators are collected, each once."""

    def other(value: Any) -> Any:
        if not isinstance(value, torch.Generator):
            return value
        known = [n for n, generator in enumerate(generators) if generator is value]
        if not known:
            generators.append(on_cpu(value))
        return GeneratorNumber(known[0] if known else len(generators) - 1)

    try:
        return convert(value, lambda t: t, other)
    except ValueError as error:
        raise CannotCrossError(str(error)) from None


def refuse_meta(result: Any, given: Any) -> None:
    """Raise `RemoteError` for a result without numbers, unless the arguments had none either."""
    if on_meta(result) and not on_meta(given):
        reason = elsewhere(torch.empty(0, device="meta"))
        raise RemoteError(False, f"the result cannot be used: {reason}")


def built(value: Any) -> Any:
    """``value``, or the distribution that it stands for."""
    if not isinstance(value, Parameters):
        return value
    try:
        return build(value)
    except ValueError as error:
        raise ProtocolError(str(error)) from None


def finished(value: Any, tensor: Callable[[Tensor], Any] = lambda t: t) -> Any:
    """What came, with its distributions built."""
    return convert(value, tensor, built)


RESEEDED = "the generator is not where drawing from it leads: is it seeded inside the function?"


def advance(generators: list[torch.Generator], before: list[Tensor], after: Any) -> None:
    """Bring generators to where the other side has left them."""
    check(isinstance(after, list) and len(after) == len(before), "states of other generators")
    for generator, old, new in zip(generators, before, after, strict=True):
        try:
            state = generator_of(new).get_state()
        except ValueError as error:
            raise ProtocolError(str(error)) from None
        if not follows(old, state):
            raise RemoteError(False, RESEEDED)
        generator.set_state(state)


def change(tensor: Tensor, value: Any) -> None:
    """Give a tensor the values that a function was meant to put into it."""
    if not isinstance(value, Tensor):
        raise ProtocolError("a change to something that is no tensor")
    if (tensor.shape, tensor.dtype) != (value.shape, value.dtype):
        raise RemoteError(False, "an input gets another shape or dtype")
    with torch.no_grad():
        tensor.copy_(value)


class Proxy:
    """Stands for an object of the other side."""

    def __init__(self, peer: Peer, kind: str, number: int) -> None:
        self._peer = peer
        self._kind = kind
        self._number = number


class Ticket:
    """Keeps a graph of the other side alive as long as the graph here needs it."""

    def __init__(self, peer: Peer, record: int, outputs: list[Tensor]) -> None:
        self.peer = peer
        self.record = record
        self.outputs = outputs

    def __del__(self) -> None:
        self.peer.free.append(self.record)


class Across(torch.autograd.Function):
    """Results of the other side in the graph of this side."""

    @staticmethod
    def forward(ctx: Any, ticket: Ticket, anchor: Tensor, *inputs: Tensor) -> tuple[Tensor, ...]:
        """Give out the results that came."""
        ctx.ticket = ticket
        ctx.save_for_backward(*inputs)
        ctx.set_materialize_grads(False)
        outputs, ticket.outputs = ticket.outputs, []
        return tuple(outputs)

    @staticmethod
    def backward(ctx: Any, *grads: Tensor | None) -> Any:
        """Ask the other side."""
        inputs = list(ctx.saved_tensors)
        return (None, None, *ctx.ticket.peer.vjp(ctx.ticket, grads, inputs))
