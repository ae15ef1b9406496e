"""Every small change of every solution: the mutants that suites and public checks have to reject.

A mutant is the solution with one exercise changed in one place: an operator, a number, a name, an
argument, a statement, a detached tensor. Which mutants there are depends on the solution alone.

Written here because the packages do not fit: mutmut has a fixed list of changes, none of them about
tensors, and cosmic-ray writes each mutant into the source tree and starts a process for it, which
imports torch (1.4 s) for a test of 5 ms. Both know nothing of dimensions, gradients or noise.
"""

import ast
import copy
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from labsupport.checks import search
from labsupport.checks.search import fill, slots

SOLUTIONS = Path(__file__).parents[2] / "solutions"

ARITHMETIC = {"add": ast.Add, "sub": ast.Sub, "mul": ast.Mult, "div": ast.Div, "pow": ast.Pow}
COMPARISONS = {
    "lt": ast.Lt,
    "le": ast.LtE,
    "gt": ast.Gt,
    "ge": ast.GtE,
    "eq": ast.Eq,
    "ne": ast.NotEq,
}
# What a function, a method or a constant of a library is taken for.
LOOKALIKES = search.LOOKALIKES | {
    "randn": ["rand", "zeros", "ones"],
    "randn_like": ["rand_like", "zeros_like", "ones_like"],
    "bernoulli": ["round", "rand_like"],
    "values": ["indices"],
    "no_grad": ["enable_grad"],
    "item": ["detach"],
}
REDUCTIONS = {"sum", "mean", "max", "min"}
RANDOM = {"randn", "randn_like", "rand", "rand_like", "bernoulli"}
# What is put around an expression, by what the expression is.
AROUND_NUMBERS = {"negated": "-_", "plus-one": "_ + 1", "doubled": "2 * _"}
AROUND_TENSORS = AROUND_NUMBERS | {
    "detached": "_.detach()",
    "float32": "_.float()",
    "float64": "_.double()",
}
AROUND_RESULTS = {
    "averaged": "_.mean()",
    "summed": "_.sum()",
    "first": "_[0]",
    "unsqueezed": "_.unsqueeze(-1)",
    "zero": "0 * _",
    "none": "None",
}
AROUND_RANDOM = {
    "shared-by-rows": "_[:1].expand_as(_)",
    "shared-by-columns": "_[..., :1].expand_as(_)",
    "shared-by-all": "_.flatten()[0].expand_as(_)",
}


class Mutant(NamedTuple):
    """A solution with one change."""

    slug: str
    exercise: str
    line: int  # of what was changed, in the file of the solution
    column: int
    operator: str
    before: str  # the line that was changed, without indentation
    after: str
    text: str  # of the whole submission

    @property
    def id(self) -> str:
        """What reports call it."""
        return f"{self.slug}-{self.exercise}-{self.line}-{self.column}-{self.operator}"

    @property
    def diff(self) -> str:
        """The change in one line."""
        return f"{self.before}  ->  {self.after}"


def mutants(slug: str) -> list[Mutant]:
    """All mutants of the solution of a topic."""
    return of_source(slug, (SOLUTIONS / f"{slug}.py").read_text("utf-8"))


def of_source(slug: str, source: str) -> list[Mutant]:
    """All mutants of the functions and classes of a source text, no two of them the same."""
    tree = ast.parse(source)
    found: dict[str, Mutant] = {}
    ids: set[str] = set()
    original = ast.unparse(tree)
    draws = set(RANDOM)  # names of what draws random numbers, functions that call such ones too
    for exercise in tree.body:
        if not isinstance(exercise, ast.FunctionDef | ast.ClassDef):
            continue
        if draws & {n.attr if isinstance(n, ast.Attribute) else n.id for n in names_in(exercise)}:
            draws.add(exercise.name)
        for node, operator in changes(exercise, exercise.name in draws):
            text = ast.unparse(ast.fix_missing_locations(tree))
            if text in found or text == original:
                continue
            place = (node.lineno, node.col_offset)
            for name in itertools.chain([operator], (f"{operator}-{n}" for n in range(2, 100))):
                mutant = Mutant(slug, exercise.name, *place, name, *lines(original, text), text)
                if mutant.id not in ids:
                    break
            ids.add(mutant.id)
            found[text] = mutant
    return list(found.values())


def lines(before: str, after: str) -> tuple[str, str]:
    """The lines in which two texts differ, joined by semicolons."""
    a, b = before.splitlines(), after.splitlines()
    while a and b and a[0] == b[0]:
        del a[0], b[0]
    while a and b and a[-1] == b[-1]:
        del a[-1], b[-1]
    return "; ".join(map(str.strip, a)) or "nothing", "; ".join(map(str.strip, b)) or "nothing"


def changes(exercise: ast.FunctionDef | ast.ClassDef, draws: bool) -> Iterator[tuple[Any, str]]:
    """Change the tree, yield what was changed and how, and change it back; again and again.

    Args:
        exercise: the function or class.
        draws: whether it draws random numbers.
    """
    attributes = {
        n.attr for n in ast.walk(exercise) if isinstance(n, ast.Attribute) and is_self(n.value)
    }
    for function in [n for n in ast.walk(exercise) if isinstance(n, ast.FunctionDef)]:
        scope = Scope(function, attributes, draws)
        for body in bodies(function):
            for i, statement in enumerate(body):
                if is_docstring(statement):
                    continue
                old = body[i : i + 2]
                for operator, count, new in of_statement(body, i, function, scope):
                    body[i : i + count] = new
                    yield statement, operator
                    body[i : i + len(new)] = old[:count]
        for parent, field, index in slots(function):
            old_value = getattr(parent, field)
            node = old_value if index is None else old_value[index]
            for operator, new_node in of_expression(node, parent, field, scope):
                if index is None:
                    setattr(parent, field, new_node)
                else:
                    setattr(parent, field, [*old_value[:index], new_node, *old_value[index + 1 :]])
                yield node, operator
                setattr(parent, field, old_value)


class Scope:
    """The names of a function by what they are, and what is known of the code around.

    Args:
        function: the function, or the method of a class.
        attributes: the attributes of ``self`` that the class uses.
        draws: whether random numbers are drawn.
    """

    def __init__(self, function: ast.FunctionDef, attributes: set[str], draws: bool) -> None:
        self.attributes, self.draws = attributes, draws
        # Where no graph is built there is nothing to detach.
        self.without_graph = {
            id(inner)
            for block in ast.walk(function)
            if isinstance(block, ast.With) and "no_grad" in ast.unparse(block.items[0])
            for inner in (block, *ast.walk(block))
        }
        self.kinds: dict[str, str] = {}
        for argument in function.args.args:
            text = ast.unparse(argument.annotation) if argument.annotation else ""
            kind = "number" if text in ("int", "float", "bool") else "tensor"
            kind = "object" if "Module" in text or "Optimizer" in text else kind
            if argument.arg != "self":
                self.kinds[argument.arg] = kind
        self.stored: set[str] = set()
        for node in ast.walk(function):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                self.kinds.setdefault(node.id, "tensor")
                self.stored.add(node.id)

    def kind(self, node: ast.AST) -> str:
        """``"tensor"``, ``"number"`` or ``"object"``, as far as one can see."""
        if isinstance(node, ast.Name):
            return self.kinds.get(node.id, "object")
        if isinstance(node, ast.Constant):
            return "object"  # numbers have changes of their own
        if isinstance(node, ast.BinOp):
            return "tensor" if "tensor" in map(self.kind, (node.left, node.right)) else "number"
        if isinstance(node, ast.UnaryOp):
            return self.kind(node.operand)
        if isinstance(node, ast.Call):
            callee = ast.unparse(node.func)
            if callee.startswith("math.") or callee.endswith(".item"):
                return "number"
            return "object" if callee.startswith(("nn.", "super")) else "tensor"
        if isinstance(node, ast.Attribute):
            return "number" if is_name(node.value, "math") else self.kind(node.value)
        return "tensor" if isinstance(node, ast.Subscript) else "object"


# --- statements


def of_statement(
    body: list[ast.stmt], i: int, function: ast.FunctionDef, scope: Scope
) -> Iterator[tuple[str, int, list[ast.stmt]]]:
    """Changes of statement i of a body: their name, how many statements go, and what comes."""
    statement = body[i]
    yield "deleted", 1, [] if len(body) > 1 else [ast.Pass()]
    if id(statement) not in scope.without_graph:
        yield "no-grad", 1, under_no_grad(statement)
    if i + 1 < len(body):
        yield "later", 2, [body[i + 1], statement]
    if isinstance(statement, ast.Expr):
        yield "repeated", 1, [statement, copy.deepcopy(statement)]
        if ast.unparse(statement.value).endswith(".backward()"):
            first = copy.deepcopy(statement)
            assert isinstance(first.value, ast.Call)
            first.value.keywords.append(ast.keyword("retain_graph", ast.Constant(True)))
            yield "repeated-keeping-the-graph", 1, [first, statement]
    if isinstance(statement, ast.With):
        yield "unwrapped", 1, statement.body
    if isinstance(statement, ast.If | ast.While):
        yield "forced-true", 1, [with_test(statement, True)]
        yield "forced-false", 1, [with_test(statement, False)]
    if isinstance(statement, ast.Return) and statement.value is not None:
        value = ast.unparse(statement.value)
        yield "printed", 1, ast.parse(f"print({value})").body
        for argument in function.args.args:
            if argument.arg in scope.stored:
                continue  # it holds a part of the result by now
            if argument.annotation and ast.unparse(argument.annotation) == "Tensor":
                text = f"result = {value}\n{argument.arg}.detach().zero_()\nreturn result"
                yield f"spoils-{argument.arg}", 1, ast.parse(text).body
    if scope.draws and body is function.body and i == int(is_docstring(body[0])):
        yield "seed-fixed", 1, [*ast.parse("torch.manual_seed(0)").body, statement]


def under_no_grad(statement: ast.stmt) -> list[ast.stmt]:
    """The statement inside of ``with torch.no_grad()``."""
    block = ast.parse("with torch.no_grad():\n    pass").body[0]
    assert isinstance(block, ast.With)
    block.body = [statement]
    return [block]


def with_test(statement: ast.If | ast.While, value: bool) -> ast.stmt:
    """The statement with another condition."""
    forced = copy.copy(statement)
    forced.test = ast.Constant(value)
    return forced


# --- expressions


def of_expression(
    node: Any, parent: Any, field: str, scope: Scope
) -> Iterator[tuple[str, ast.AST]]:
    """Changes of an expression: their name, and what comes in its place."""
    if isinstance(node, ast.Constant):
        yield from of_constant(node)
    if isinstance(node, ast.BinOp):
        yield from of_arithmetic(node)
    if isinstance(node, ast.UnaryOp):
        yield "sign-dropped" if isinstance(node.op, ast.USub) else "not-dropped", node.operand
    if isinstance(node, ast.Compare):
        for name, comparison in COMPARISONS.items():
            if not isinstance(node.ops[0], comparison):
                ops = [comparison(), *node.ops[1:]]
                yield f"compared-{name}", ast.Compare(node.left, ops, node.comparators)
    if isinstance(node, ast.BoolOp):
        other = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
        yield "and-or", ast.BoolOp(other, node.values)
    if isinstance(node, ast.Compare | ast.BoolOp):
        yield "condition-negated", fill("not _", node)
    if isinstance(node, ast.IfExp):
        yield "then", node.body
        yield "else", node.orelse
    if isinstance(node, ast.Tuple) and isinstance(node.ctx, ast.Load):
        yield "reversed", ast.Tuple(node.elts[::-1], ast.Load())
        for i, element in enumerate(node.elts):
            yield f"only-{i}", element
    if isinstance(node, ast.Name) and node.id in scope.kinds:
        for name, kind in scope.kinds.items():
            if name != node.id and kind == scope.kinds[node.id]:
                yield f"is-{name}", ast.Name(name, ast.Load())
    if isinstance(node, ast.Attribute):
        names = scope.attributes if is_self(node.value) else LOOKALIKES.get(node.attr, [])
        for name in sorted({*names} - {node.attr}):
            yield f"is-{name}", ast.Attribute(node.value, name, ast.Load())
    if isinstance(node, ast.Call):
        yield from of_call(node)
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        yield "whole", node.value
    if isinstance(parent, ast.Return):
        for name, template in AROUND_RESULTS.items():
            yield name, fill(template, node)
    if (isinstance(parent, ast.Call) and field == "func") or isinstance(parent, ast.Expr):
        return
    around = {"tensor": AROUND_TENSORS, "number": AROUND_NUMBERS}.get(scope.kind(node), {})
    for name, template in around.items():
        if name != "detached" or id(node) not in scope.without_graph:
            yield name, fill(template, node)


def of_constant(node: ast.Constant) -> Iterator[tuple[str, ast.AST]]:
    """Other numbers, the other truth value."""
    if isinstance(node.value, bool):
        yield "negated", ast.Constant(not node.value)
    elif isinstance(node.value, int | float):
        n = node.value
        others = [n + 1, n - 1, 0, 1, 2 * n, -n, n / 2]
        for value in dict.fromkeys(others):
            if value != n:
                yield f"is-{value:g}", ast.parse(f"{value!r}", mode="eval").body


def of_arithmetic(node: ast.BinOp) -> Iterator[tuple[str, ast.AST]]:
    """Other operators, one operand alone, operands exchanged."""
    for name, kind in ARITHMETIC.items():
        if not isinstance(node.op, kind) and name != "pow":
            yield name, ast.BinOp(node.left, kind(), node.right)
    yield "left", node.left
    yield "right", node.right
    if isinstance(node.op, ast.Sub | ast.Div | ast.Pow | ast.MatMult):
        yield "exchanged", ast.BinOp(node.right, node.op, node.left)


def of_call(node: ast.Call) -> Iterator[tuple[str, ast.AST]]:
    """The call left out, its arguments dropped, exchanged or added."""
    callee = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    if isinstance(node.func, ast.Attribute) and not is_library(node.func.value):
        yield "not-called", node.func.value
    if node.args:
        yield "first-argument", node.args[0]
    for i in range(len(node.args)):
        rest = [*node.args[:i], *node.args[i + 1 :]]
        yield f"without-argument-{i}", ast.Call(node.func, rest, node.keywords)
    for i in range(len(node.args) - 1):
        pair = [node.args[i + 1], node.args[i]]
        exchanged = [*node.args[:i], *pair, *node.args[i + 2 :]]
        yield f"arguments-exchanged-{i}", ast.Call(node.func, exchanged, node.keywords)
    for keyword in node.keywords:
        rest_of_keywords = [k for k in node.keywords if k is not keyword]
        yield f"without-{keyword.arg}", ast.Call(node.func, node.args, rest_of_keywords)
    added = {"Linear": ("bias", False)} | dict.fromkeys(REDUCTIONS, ("keepdim", True))
    if callee in added:
        name, value = added[callee]
        keywords = [*node.keywords, ast.keyword(name, ast.Constant(value))]
        yield f"{name}-{value}".lower(), ast.Call(node.func, node.args, keywords)
    if callee in REDUCTIONS and node.args:
        for dimension in ("0", "1", "-1", "-2"):
            first = ast.parse(dimension, mode="eval").body
            yield f"dim-{dimension}", ast.Call(node.func, [first, *node.args[1:]], node.keywords)
    if callee in RANDOM:
        for name, template in AROUND_RANDOM.items():
            yield name, fill(template, node)


# --- trees


def bodies(function: ast.FunctionDef) -> list[list[ast.stmt]]:
    """Every list of statements in a function."""
    found = [getattr(n, f, []) for n in ast.walk(function) for f in ("body", "orelse")]
    return [b for b in found if isinstance(b, list) and b]


def names_in(node: ast.AST) -> list[ast.Name | ast.Attribute]:
    """Every name and attribute in a tree."""
    return [n for n in ast.walk(node) if isinstance(n, ast.Name | ast.Attribute)]


def is_docstring(statement: ast.stmt) -> bool:
    """Whether a statement is nothing but a text."""
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def is_name(node: ast.AST, *names: str) -> bool:
    """Whether an expression is one of the names."""
    return isinstance(node, ast.Name) and node.id in names


def is_self(node: ast.AST) -> bool:
    """Whether an expression is ``self``."""
    return is_name(node, "self")


def is_library(node: ast.AST) -> bool:
    """Whether an expression is an imported module."""
    return is_name(node, "torch", "math", "nn", "F") or ast.unparse(node) in ("super()", "nn")
