"""Diagnosis by search: the one small change of a formula that gives what a wrong answer gave.

The last resort, where none of the usual mistakes fits. Every small change of the right formula's
own source is tried: a sign, a factor, a name, a number, an operand that is missing, a function that
is not applied. Nothing is shown unless the changed formula gives the same as the answer for all
inputs; changes that give the same as each other are the same mistake, of which the first is named.
"""

import ast
import functools
import inspect
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from torch import Tensor

from labsupport.checks.compare import Verdict
from labsupport.checks.edits import parsed, reachable, rebuilt

LONGEST = 40  # characters of code in a sentence
MOST = 800  # changes; in a formula that has more, only those of its inputs are tried
# What a function or method is taken for.
LOOKALIKES = {
    "sum": ["mean", "prod", "amax"],
    "mean": ["sum", "amax", "std"],
    "max": ["min"],
    "min": ["max"],
    "exp": ["log", "exp2", "expm1", "sqrt"],
    "log": ["exp", "log2", "log10", "log1p"],
    "tanh": ["sigmoid", "relu", "sin", "atan", "erf"],
    "sigmoid": ["tanh", "relu", "exp"],
    "softplus": ["relu", "elu", "logsigmoid", "silu"],
    "pi": ["e"],
}
MATRICES = {"mT", "T", "diag", "diagonal", "inverse", "det", "logdet", "square", "sqrt", "abs"}
APPLIED = MATRICES | set(LOOKALIKES) | {"cumsum", "log_softmax", "softmax", "log1p", "expm1"}


INPUT_CHANGES: dict[str, Callable[[Tensor], Tensor]] = {
    "the sign of {} is wrong": lambda x: -x,
    "1 is added to {}": lambda x: x + 1,
    "1 is subtracted from {}": lambda x: x - 1,
    "{} is doubled": lambda x: 2 * x,
    "{} is halved": lambda x: x / 2,
    "{} is squared": lambda x: x**2,
    "{} is replaced by its exponential": lambda x: x.exp(),
    "{} is replaced by its logarithm": lambda x: x.log(),
    "{} is replaced by its root": lambda x: x.sqrt(),
    "{} is replaced by its size, without sign": lambda x: x.abs(),
    "{} is rounded to whole numbers": lambda x: x.round(),
}


class Change(NamedTuple):
    """A formula with one change, and the sentence that names it."""

    sentence: str
    function: Callable[..., Any]


def diagnosis(
    reference: Callable[..., Any],
    given: Sequence[tuple[Sequence[Any], Any]],
    same: Callable[[Any, Any], bool],
) -> Verdict:
    """The sentence of the first change of ``reference`` that gives all wrong results, if any.

    Args:
        reference: the right formula.
        given: several inputs, each with what the wrong answer returned.
        same: whether two results are the same.
    """
    if not any(_numbers(result) for _, result in given):
        return None  # NaN everywhere is evidence of nothing
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of changes that make no sense
        for change in changes(reference):
            if all(_gives(change.function, inputs, result, same) for inputs, result in given):
                return change.sentence
    return None


def _numbers(result: Any) -> bool:
    """Whether the first tensor of a result has a finite number in it."""
    first = result[0] if isinstance(result, tuple | list) and result else result
    return isinstance(first, Tensor) and bool(first.isfinite().any())


def _gives(
    function: Callable[..., Any],
    inputs: Sequence[Any],
    result: Any,
    same: Callable[[Any, Any], bool],
) -> bool:
    try:
        return same(result, function(*inputs))
    except Exception:
        return False


@functools.cache
def changes(reference: Callable[..., Any]) -> tuple[Change, ...]:
    """Every small change of a formula and of the functions of its module that it calls.

    First those of its inputs. No others for what has no source text of its own, such as a lambda,
    for what might not end, because of a `while`, or if there are more than `MOST`.
    """
    of_inputs = tuple(_of_inputs(reference))
    found: dict[str, Change] = {}
    for function in reachable(reference):
        tree = parsed(function)
        if tree is None:
            continue
        if any(isinstance(node, ast.While) for node in ast.walk(tree)):
            return of_inputs
        (definition,) = tree.body
        assert isinstance(definition, ast.FunctionDef)
        definition.decorator_list = []
        for sentence in _of_function(definition):
            text = ast.unparse(ast.fix_missing_locations(tree))
            if text not in found:
                found[text] = Change(sentence, rebuilt(reference, function, text))
            if len(found) > MOST:
                return of_inputs
    return (*of_inputs, *found.values())


def _of_inputs(reference: Callable[..., Any]) -> Iterator[Change]:
    """The formula with one of its tensors changed wherever it is used, or exchanged for another."""
    try:
        parameters = [*inspect.signature(reference).parameters.values()]
    except (TypeError, ValueError):
        return
    if any(p.kind is not p.POSITIONAL_OR_KEYWORD for p in parameters):
        return
    names = [p.name for p in parameters]
    alike = {n: p.annotation for n, p in enumerate(parameters) if p.annotation is not bool}

    def changed(n: int, change: Callable[[Any], Any]) -> Callable[..., Any]:
        def function(*inputs: Any) -> Any:
            if not isinstance(inputs[n], Tensor):
                raise TypeError("only tensors are changed")
            return reference(*inputs[:n], change(inputs[n]), *inputs[n + 1 :])

        return function

    def exchanged(n: int, m: int) -> Callable[..., Any]:
        return lambda *inputs: reference(*inputs[:n], inputs[m], *inputs[n + 1 :])

    for n, name in enumerate(names):
        for sentence, change in INPUT_CHANGES.items():
            yield Change(sentence.format(f"`{name}`"), changed(n, change))
        for m, other in enumerate(names):
            if m != n and n in alike and alike[n] == alike.get(m):
                yield Change(f"`{other}` stands where `{name}` belongs", exchanged(n, m))


# --- changes of an expression


def _of_function(function: ast.FunctionDef) -> Iterator[str]:
    """Change the tree, yield a sentence about it, and change it back; again and again."""
    numbers = {a.arg for a in function.args.args if _annotation(a) in ("int", "float", "bool")}
    names = [a.arg for a in function.args.args if a.arg not in numbers]
    for parent, field, index in slots(function):
        old = getattr(parent, field)
        node = old if index is None else old[index]
        if isinstance(parent, ast.Call) and field == "func":
            continue
        negative = isinstance(parent, ast.UnaryOp) and isinstance(parent.op, ast.USub)
        for sentence, new in _of_expression(node, names, -1 if negative else 1):
            value = new if index is None else [*old[:index], new, *old[index + 1 :]]
            setattr(parent, field, value)
            yield sentence
            setattr(parent, field, old)


def _annotation(argument: ast.arg) -> str:
    return ast.unparse(argument.annotation) if argument.annotation else ""


def _of_expression(node: Any, names: list[str], sign: int) -> Iterator[tuple[str, ast.expr]]:
    """Sentences, and what comes in the place of an expression; ``sign`` stands before it."""
    here = code(node)
    if isinstance(node, ast.Constant):
        if isinstance(node.value, int | float) and not isinstance(node.value, bool):
            n = node.value
            for other in dict.fromkeys([n + 1, n - 1, 0, 1, 2 * n, -n, n / 2]):
                if other != n:
                    text = f"`{sign * other:g}` stands where `{sign * n:g}` belongs"
                    yield text, fill(repr(other), node)
        return
    if isinstance(node, ast.BinOp):
        yield from _of_arithmetic(node)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield f"the minus sign of `{here}` is missing", node.operand
    if isinstance(node, ast.Name) and node.id in names:
        for name in names:
            if name != node.id:
                new = ast.Name(name, ast.Load())
                yield f"`{name}` stands where `{node.id}` belongs", new
    if isinstance(node, ast.Attribute) and node.attr in MATRICES:
        yield f"the `.{node.attr}` of `{here}` is missing", node.value
    if isinstance(node, ast.Attribute):
        for name in LOOKALIKES.get(node.attr, []):
            new_name = ast.Attribute(node.value, name, ast.Load())
            yield f"`{code(new_name)}` stands where `{here}` belongs", new_name
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        yield from _of_call(node, node.func)
    if isinstance(node, ast.Name | ast.BinOp | ast.Call | ast.Subscript | ast.Attribute):
        yield f"the sign of `{here}` is wrong", fill("-_", node)
        yield f"1 is added to `{here}`", fill("_ + 1", node)
        yield f"1 is subtracted from `{here}`", fill("_ - 1", node)
        yield f"`{here}` is doubled", fill("2 * _", node)
        yield f"`{here}` is halved", fill("_ / 2", node)
        yield f"`{here}` is squared", fill("_ ** 2", node)
        yield f"`{here}` is replaced by its exponential", fill("_.exp()", node)
        yield f"`{here}` is replaced by its logarithm", fill("_.log()", node)
        yield f"`{here}` is replaced by its root", fill("_ ** 0.5", node)


def _of_arithmetic(node: ast.BinOp) -> Iterator[tuple[str, ast.expr]]:
    """Another operator, one operand alone, operands exchanged."""
    left, right = code(node.left), code(node.right)
    if isinstance(node.op, ast.Add | ast.Sub):
        added = isinstance(node.op, ast.Add)
        text = f"`{right}` is subtracted; add it" if added else f"`{right}` is added; subtract it"
        yield text, ast.BinOp(node.left, ast.Sub() if added else ast.Add(), node.right)
    if isinstance(node.op, ast.Mult | ast.Div):
        times = isinstance(node.op, ast.Mult)
        text = (
            f"`{left}` is divided by `{right}`; multiply"
            if times
            else f"`{left}` is multiplied by `{right}`; divide"
        )
        yield text, ast.BinOp(node.left, ast.Div() if times else ast.Mult(), node.right)
        text = f"`{right}` is added to `{left}`; " + ("multiply" if times else "divide by it")
        yield text, ast.BinOp(node.left, ast.Add(), node.right)
    if isinstance(node.op, ast.Add | ast.Sub):
        yield f"`{left}` is multiplied by `{right}`", ast.BinOp(node.left, ast.Mult(), node.right)
        yield f"`{left}` is divided by `{right}`", ast.BinOp(node.left, ast.Div(), node.right)
    if isinstance(node.op, ast.Pow):
        yield f"the power of `{left}` is missing", node.left
        text = f"`{left}` is multiplied by `{right}`; raise it to that power"
        yield text, ast.BinOp(node.left, ast.Mult(), node.right)
    else:
        yield f"`{right}` is missing", node.left
        yield f"`{left}` is missing", node.right
    if isinstance(node.op, ast.Sub | ast.Div | ast.Pow | ast.MatMult):
        yield f"`{left}` and `{right}` are exchanged", ast.BinOp(node.right, node.op, node.left)


def _of_call(node: ast.Call, callee: ast.Attribute) -> Iterator[tuple[str, ast.expr]]:
    """The call left out, its arguments dropped, exchanged or changed."""
    library = isinstance(callee.value, ast.Name) and callee.value.id in ("torch", "math", "F")
    operand = node.args[0] if library and node.args else callee.value
    if callee.attr in APPLIED and not (library and not node.args):
        assert isinstance(operand, ast.expr)
        yield f"`{callee.attr}` of `{code(operand)}` is missing", operand
    for keyword in node.keywords:
        rest = [k for k in node.keywords if k is not keyword]
        text = f"`{keyword.arg}` of `{callee.attr}` is missing"
        yield text, ast.Call(node.func, node.args, rest)
    for i in range(len(node.args) - 1):
        pair = [node.args[i + 1], node.args[i]]
        args = [*node.args[:i], *pair, *node.args[i + 2 :]]
        text = f"`{code(node.args[i])}` and `{code(node.args[i + 1])}` are exchanged"
        yield text, ast.Call(node.func, args, node.keywords)
    if callee.attr in ("sum", "mean") and not library:
        yield f"`{callee.attr}` is taken over all axes", ast.Call(node.func, [], [])


def code(node: ast.expr) -> str:
    """The source of an expression, shortened."""
    text = ast.unparse(node)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 4].rstrip()} ..."


def slots(function: ast.FunctionDef) -> list[tuple[Any, str, int | None]]:
    """Parent, field and index of every expression of a function, annotations left out."""
    found: list[tuple[Any, str, int | None]] = []
    for parent in ast.walk(ast.Module(function.body, [])):
        if isinstance(parent, ast.Expr) and isinstance(parent.value, ast.Constant):
            continue
        for field, value in ast.iter_fields(parent):
            if field in ("annotation", "returns"):
                continue
            for index, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
                if isinstance(node, ast.expr) and isinstance(
                    getattr(node, "ctx", ast.Load()), ast.Load
                ):
                    found.append((parent, field, index))
    return found


def fill(template: str, node: ast.AST) -> Any:
    """The expression ``template`` with ``node`` in the place of ``_``."""

    class Filler(ast.NodeTransformer):
        def visit_Name(self, name: ast.Name) -> Any:
            return node if name.id == "_" else name

    return Filler().visit(ast.parse(template, mode="eval").body)
