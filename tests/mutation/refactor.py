"""Random ways of writing the solutions that mean the same, all of which have to earn every point.

A refactoring is a topic's solution with every exercise rewritten: expressions by the rules below,
statements with new variables, helpers or harmless noise, and whole functions put into others. The
same seed gives the same text.
"""

import ast
import copy
import random
from pathlib import Path
from typing import Any

SOLUTIONS = Path(__file__).parents[2] / "solutions"

# Pattern -> what may stand in its place. A, B and D are any expressions.
RULES: dict[str, list[str]] = {
    "A + B": ["B + A", "torch.add(B, A)", "A - -B"],
    "A - B": ["A + -B", "-(B - A)", "torch.sub(A, B)"],
    "A * B": ["B * A", "torch.mul(torch.as_tensor(A), B)"],
    "A ** 2": ["A * A", "A.square()", "torch.pow(A, 2)", "torch.square(A)", "A.pow(2)"],
    "-A": ["0 - A", "-1 * A", "torch.neg(torch.as_tensor(A))"],
    "0.5 * A": ["A / 2", "A * 0.5", "A.div(2)", "torch.true_divide(A, 2.0)"],
    "A.exp()": ["torch.exp(A)"],
    "torch.exp(A)": ["A.exp()", "math.e ** A"],
    "torch.exp(0.5 * A)": ["torch.exp(A).sqrt()", "(A / 2).exp()", "A.exp() ** 0.5"],
    "A.log()": ["torch.log(A)"],
    "A.sum(-1)": [
        "torch.sum(A, -1)",
        "A.sum(dim=-1)",
        "torch.sum(A, dim=-1)",
        "A.sum(axis=-1)",
        "torch.einsum('...i->...', A)",
        "A.mean(-1) * A.shape[-1]",
        "A @ torch.ones(A.shape[-1], dtype=A.dtype, device=A.device)",
        "sum(A.unbind(-1))",
        "A.cumsum(-1)[..., -1]",
    ],
    "A.mean(0)": ["torch.mean(A, dim=0)", "A.sum(0) / len(A)", "A.sum(axis=0).div(A.shape[0])"],
    "A.max(0).values": ["A.amax(0)", "torch.max(A, dim=0)[0]", "A.sort(0).values[-1]"],
    "A.mean()": ["torch.mean(A)", "A.sum() / A.numel()", "A.sum().div(len(A))"],
    "-D.mean()": ["(-D).mean()", "torch.mean(-D)"],
    "F.softplus(A)": [
        "-F.logsigmoid(-A)",
        "torch.logaddexp(A, torch.zeros_like(A))",
        "nn.Softplus()(A)",
        "torch.clamp(A, min=0) + torch.log1p(torch.exp(-A.abs()))",
    ],
    "torch.tanh(A)": ["A.tanh()", "nn.Tanh()(A)", "2 * torch.sigmoid(2 * A) - 1"],
    "torch.sigmoid(A)": [
        "A.sigmoid()",
        "1 / (1 + torch.exp((-A).clamp(max=70)))",  # else its gradient is NaN beyond 709
        "nn.Sigmoid()(A)",
    ],
    "torch.bernoulli(A)": [
        "A.bernoulli()",
        "(torch.rand_like(A) < A).to(A.dtype)",
        "torch.distributions.Bernoulli(probs=A).sample()",
    ],
    "torch.randn_like(A)": [
        "torch.randn(A.shape, dtype=A.dtype, device=A.device)",
        "torch.normal(torch.zeros_like(A), torch.ones_like(A))",
        "torch.empty_like(A).normal_().detach()",
        "torch.distributions.Normal(torch.zeros_like(A), 1.0).sample()",
    ],
    "torch.randn(A, B)": ["torch.randn((A, B))", "torch.normal(0.0, 1.0, size=(A, B))"],
    "math.log(2 * math.pi)": [
        "math.log(2) + math.log(math.pi)",
        "math.log(math.tau)",
        "1.8378770664093453",
        "torch.log(torch.tensor(2 * torch.pi)).item()",
    ],
    "nn.Linear(A, B)": ["nn.Linear(in_features=A, out_features=B)", "nn.Linear(A, out_features=B)"],
    "reparameterize(A, B)": [
        "reparameterize(mu=A, log_var=B)",
        "reparameterize(log_var=B, mu=A)",
        "reparameterize(A, log_var=B)",
    ],
    "gaussian_kl(A, B)": ["gaussian_kl(mu=A, log_var=B)", "gaussian_kl(A, log_var=B)"],
    "elbo(encoder, decoder, A)": ["elbo(encoder=encoder, decoder=decoder, x=A)"],
    "loss.item()": ["float(loss)", "loss.detach().numpy().item()", "loss.tolist()"],
    "optimizer.zero_grad()": [
        "optimizer.zero_grad(set_to_none=False)",
        "(encoder.zero_grad(), decoder.zero_grad())",
    ],
    "torch.no_grad()": ["torch.inference_mode()", "torch.set_grad_enabled(False)"],
}

# Lines of a learner that do nothing, for the rewritten solutions; none of them is run here.
NOISE = [
    "print('so far so good')",
    "import warnings\nwarnings.warn('a warning', stacklevel=2)",
    "import sys\nprint('progress', file=sys.stderr, flush=True)",
    "from tqdm import tqdm\nfor _ in tqdm(range(2)):\n    pass",
    "import logging\nlogging.getLogger(__name__).warning('noted')",
    "assert True, 'never seen'",
    "if 1 < 0:\n    raise ValueError('never')",
    "try:\n    unused = 1\nfinally:\n    pass",
]
FIGURE = (
    "from matplotlib.figure import Figure\nfigure = Figure()\nfigure.subplots().plot([0.0, 1.0])"
)

# Whole functions around the rewritten one, which is then called `inner`: by exercise, or for all.
AROUND: dict[str, list[str]] = {
    "": [
        "def NAME(*args, **kwargs):\n    return inner(*args, **kwargs)",
        "class Callable_NAME:\n    def __call__(self, *args, **kwargs):\n"
        "        return inner(*args, **kwargs)\n\n"
        "def NAME(*args, **kwargs):\n    return Callable_NAME()(*args, **kwargs)",
        "import functools\n\ndef logged_NAME(function):\n    @functools.wraps(function)\n"
        "    def wrapper(*args, **kwargs):\n        print('called')\n"
        "        return function(*args, **kwargs)\n    return wrapper\n\n"
        "@logged_NAME\ndef NAME(*args, **kwargs):\n    return inner(*args, **kwargs)",
        "def make_NAME(function):\n    def closure(*args, **kwargs):\n"
        "        return function(*args, **kwargs)\n    return closure\n\n"
        "def NAME(*args, **kwargs):\n    return make_NAME(inner)(*args, **kwargs)",
    ],
    "log_mean_exp": [
        "def NAME(log_w):\n"
        "    return torch.stack([inner(column[:, None])[0] for column in log_w.T])",
        "def NAME(log_w):\n    return inner(log_w.double()).to(log_w.dtype)",
        "def NAME(log_w):\n    return torch.logsumexp(log_w, dim=0) - math.log(log_w.shape[0])",
    ],
    "gaussian_kl": [
        "def NAME(mu, log_var):\n    if not mu.dim() <= 1:\n"
        "        return torch.stack([NAME(m, v) for m, v in zip(mu, log_var)])\n"
        "    else:\n        return inner(mu, log_var)",
        "def NAME(mu, log_var):\n"
        "    return inner(mu.double(), log_var.double()).to(dtype=mu.dtype)",
        "def NAME(mu, log_var):\n"
        "    total = torch.zeros(mu.shape[:-1], dtype=mu.dtype, device=mu.device)\n"
        "    for j in range(mu.shape[-1]):\n"
        "        total = total + inner(mu[..., j : j + 1], log_var[..., j : j + 1])\n"
        "    return total",
    ],
    "bernoulli_log_likelihood": [
        "def NAME(x, logits):\n    x, logits = torch.broadcast_tensors(x, logits)\n"
        "    if x.dim() == 1:\n        return inner(x, logits)\n"
        "    return torch.stack([NAME(a, b) for a, b in zip(x, logits)])",
        "def NAME(x, logits):\n    x, logits = torch.broadcast_tensors(x, logits)\n"
        "    terms = F.binary_cross_entropy_with_logits(logits, x, reduction='none')\n"
        "    return -terms.sum(-1)",
    ],
    "gaussian_log_likelihood": [
        "def NAME(x, mean, log_var):\n"
        "    x, mean, log_var = torch.broadcast_tensors(x, mean, log_var)\n"
        "    if x.dim() > 1:\n        rows = zip(x, mean, log_var)\n"
        "        return torch.stack([NAME(*row) for row in rows])\n"
        "    return inner(x, mean, log_var)",
    ],
    "reparameterize": [
        "def NAME(mu, log_var):\n    if mu.dim() < 2:\n        return inner(mu, log_var)\n"
        "    half = len(mu) // 2\n"
        "    parts = [inner(mu[:half], log_var[:half]), inner(mu[half:], log_var[half:])]\n"
        "    return torch.cat(parts)",
    ],
    "elbo": [
        "def NAME(encoder, decoder, x):\n"
        "    return torch.cat([inner(encoder, decoder, part) for part in x.split(1000)])",
    ],
    "generate": [
        "def NAME(decoder, n, latent):\n"
        "    parts = [inner(decoder, len(p), latent) for p in torch.arange(n).split(700)]\n"
        "    return tuple(torch.cat(p) for p in zip(*parts))",
    ],
}


def refactor(slug: str, seed: int) -> str:
    """The solution of a topic with every exercise written in another way."""
    rng = random.Random(f"{slug} {seed}")
    module = ast.parse((SOLUTIONS / f"{slug}.py").read_text("utf-8"))
    lines = ["import math", "import torch", "from torch import Tensor, nn"]
    lines += ["from torch.nn import functional as F"]
    lines += [unparse(n) for n in module.body if isinstance(n, ast.Import | ast.ImportFrom)]
    lines = list(dict.fromkeys(lines))
    for node in module.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            lines.append(rewritten(node, rng))
    return "\n\n".join(lines) + "\n"


def rewritten(exercise: ast.FunctionDef | ast.ClassDef, rng: random.Random) -> str:
    """The text of an exercise in another way, with its helpers."""
    exercise = copy.deepcopy(exercise)
    helpers: list[str] = []
    name, around = exercise.name, ""
    if isinstance(exercise, ast.ClassDef):
        rename_attributes(exercise, rng)
    elif rng.random() < 0.6:
        around = rng.choice([*AROUND[""], *3 * own_around(exercise)])
    for function in [n for n in ast.walk(exercise) if isinstance(n, ast.FunctionDef)]:
        plain = numbers(function)
        strip(function, rng)
        inline(function, rng)
        for _ in range(2):
            function.body = [by_rules(s, rng, plain) for s in function.body]
        introduce(function, rng)
        if function.name != "__init__":
            extract(function, f"{exercise.name}_part", helpers, rng)
        rename(function, rng)
        if function.name != "__init__" and around not in AROUND.get(name, []):
            add_noise(function.body, rng)  # nobody plots for every image of a batch
    if around:
        exercise.name = f"{name}_before"
        around = around.replace("NAME", name).replace("inner", exercise.name)
    return "\n\n".join([*helpers, unparse(exercise), around])


def own_around(exercise: ast.FunctionDef) -> list[str]:
    """What can be put around this very function: others may have its name."""

    def arguments(function: Any) -> list[str]:
        return [argument.arg for argument in function.args.args]

    return [
        whole
        for whole in AROUND.get(exercise.name, [])
        if arguments(ast.parse(whole).body[-1]) == arguments(exercise)
    ]


def unparse(node: ast.AST) -> str:
    """The text of a tree."""
    return ast.unparse(ast.fix_missing_locations(node))


# --- expressions


def by_rules(tree: Any, rng: random.Random, plain: frozenset[str] = frozenset()) -> Any:
    """The tree with random rules applied to random expressions, innermost first.

    ``plain`` are names of Python's own numbers, for which torch has no functions.
    """

    class Rewriter(ast.NodeTransformer):
        def generic_visit(self, node: ast.AST) -> Any:
            node = super().generic_visit(node)
            if not isinstance(node, ast.expr) or rng.random() > 0.5:
                return node
            fitting = [
                (found, replacements)
                for pattern, replacements in PATTERNS
                if (found := match(pattern, node)) is not None
            ]
            if not fitting:
                return node
            found, replacements = rng.choice(fitting)
            new = rng.choice(replacements)
            names = [n.id for n in ast.walk(new) if isinstance(n, ast.Name)]
            if any(names.count(name) > 1 and not is_pure(value) for name, value in found.items()):
                return node
            made = put(new, found)
            return node if asks_torch(made, found, plain) else made

    return Rewriter().visit(tree)


def numbers(function: ast.FunctionDef) -> frozenset[str]:
    """Names in a function that are Python's own numbers, as far as its text says so."""
    hinted = {
        argument.arg
        for argument in (*function.args.args, *function.args.kwonlyargs)
        if argument.annotation is not None and ast.unparse(argument.annotation) in ("int", "float")
    }
    for _ in range(2):  # a name may be made of a later one's kind in a loop
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and is_number(node.value, hinted):
                hinted |= {t.id for t in node.targets if isinstance(t, ast.Name)}
            if isinstance(node, ast.Assign) and ast.unparse(node.value).endswith(".shape"):
                hinted |= {n.id for n in ast.walk(node.targets[0]) if isinstance(n, ast.Name)}
            if not isinstance(node, ast.For | ast.comprehension):
                continue
            if ast.unparse(node.iter).startswith("range("):
                hinted |= {n.id for n in ast.walk(node.target) if isinstance(n, ast.Name)}
    return frozenset(hinted)


def is_number(node: ast.AST, plain: frozenset[str] | set[str]) -> bool:
    """Whether an expression is surely one of Python's own numbers."""
    match node:
        case ast.Constant():
            return isinstance(node.value, int | float)
        case ast.Name():
            return node.id in plain
        case ast.BinOp():
            return is_number(node.left, plain) and is_number(node.right, plain)
        case ast.UnaryOp():
            return is_number(node.operand, plain)
        case ast.IfExp():
            return is_number(node.body, plain) and is_number(node.orelse, plain)
        case ast.Subscript():
            return ast.unparse(node.value).endswith(".shape")
        case ast.Attribute():
            text = ast.unparse(node)
            return text in ("math.pi", "math.e", "math.tau") or text.startswith("torch.finfo(")
        case ast.Call():
            called = ast.unparse(node.func)
            return called in ("len", "int", "float") or called.startswith("math.") or (
                called in ("min", "max", "abs", "round")
                and all(is_number(each, plain) for each in node.args)
            )  # fmt: skip
    return False


def asks_torch(made: ast.AST, found: dict[str, ast.expr], plain: frozenset[str]) -> bool:
    """Whether a rule has made torch's functions or methods out of Python's own numbers."""
    alone = all(is_number(value, plain) for value in found.values())
    for node in ast.walk(made):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if any(node is inner for value in found.values() for inner in ast.walk(value)):
            continue
        of_torch = ast.unparse(node.func.value) == "torch"
        first = node.args[0] if of_torch and node.args else node.func.value
        if alone or is_number(first, plain):  # a tensor of one is float32, and rounds it
            return True
    return False


def match(pattern: ast.AST, node: Any) -> dict[str, ast.expr] | None:
    """What A, B and D stand for if the pattern fits, else None."""
    if isinstance(pattern, ast.Name) and pattern.id in ("A", "B", "D"):
        if isinstance(node, ast.Constant) and pattern.id != "B":
            return None  # numbers have no methods, and -1 may be an axis
        return {pattern.id: node}
    if type(pattern) is not type(node):
        return None
    found: dict[str, ast.expr] = {}
    for field, value in ast.iter_fields(pattern):
        other = getattr(node, field)
        if field in ("ctx", "kind"):
            continue
        values = value if isinstance(value, list) else [value]
        others = other if isinstance(other, list) else [other]
        if len(values) != len(others):
            return None
        for a, b in zip(values, others, strict=True):
            inner = match(a, b) if isinstance(a, ast.AST) else ({} if a == b else None)
            if inner is None:
                return None
            found |= inner
    return found


def put(template: Any, values: dict[str, ast.expr]) -> Any:
    """The template with expressions in the places of A, B and D."""

    class Putter(ast.NodeTransformer):
        def visit_Name(self, node: ast.Name) -> Any:
            return copy.deepcopy(values.get(node.id, node))

    return Putter().visit(copy.deepcopy(template))


def is_pure(node: ast.AST) -> bool:
    """Whether an expression may be computed twice: nothing is drawn, no network is called."""
    text = ast.unparse(node)
    return not any(
        word in text for word in ("rand", "normal", "sample", "coder(", "elbo(", "_part", "rep")
    )


PATTERNS = [
    (ast.parse(pattern, mode="eval").body, [ast.parse(r, mode="eval").body for r in replacements])
    for pattern, replacements in RULES.items()
]


# --- statements


def strip(function: ast.FunctionDef, rng: random.Random) -> None:
    """Drop the docstring and the type hints, or not."""
    if rng.random() < 0.5:
        function.returns = None
        for argument in function.args.args:
            argument.annotation = None
    first = function.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        del function.body[0]  # noise may come first; a docstring of another place is only a text


def inline(function: ast.FunctionDef, rng: random.Random) -> None:
    """Put a value that is used once where it is used, or not."""
    for body in bodies(function):
        for i in reversed(range(len(body) - 1)):
            statement, following = body[i : i + 2]
            if not isinstance(statement, ast.Assign) or rng.random() < 0.5:
                continue
            target = statement.targets[0]
            if isinstance(target, ast.Name) and (
                loads(function, target.id) == loads(following, target.id) == 1
            ):
                body[i : i + 2] = [put(following, {target.id: statement.value})]


def introduce(function: ast.FunctionDef, rng: random.Random) -> None:
    """Give some parts of expressions a name."""
    number = 0
    for body in bodies(function):
        for statement in list(body):
            if not isinstance(statement, ast.Assign | ast.Return) or rng.random() < 0.4:
                continue
            part = some_part(statement, rng)
            if part is not None:
                number += 1
                name = f"part_{number}"
                body.insert(
                    body.index(statement), ast.parse(f"{name} = {ast.unparse(part)}").body[0]
                )
                replace(statement, part, ast.Name(name, ast.Load()))


def extract(function: ast.FunctionDef, name: str, helpers: list[str], rng: random.Random) -> None:
    """Move a part of an expression into a function of its own, or not."""
    statements = [s for s in function.body if isinstance(s, ast.Assign | ast.Return)]
    if not statements or rng.random() < 0.5:
        return
    part = some_part(rng.choice(statements), rng)
    if part is None:
        return
    names = {n.id for n in ast.walk(part) if isinstance(n, ast.Name)} - inner_names(part)
    given = {n.arg for n in ast.walk(function) if isinstance(n, ast.arg)}
    made = {n.id for n in ast.walk(function) if isinstance(n, ast.Name) and not is_load(n)}
    arguments = ", ".join(sorted(names & (given | made)))
    helpers.append(f"def {name}({arguments}):\n    return {ast.unparse(part)}")
    for statement in statements:
        replace(statement, part, ast.parse(f"{name}({arguments})", mode="eval").body)


def add_noise(body: list[ast.stmt], rng: random.Random) -> None:
    """Print, warn, plot or guard somewhere."""
    for _ in range(rng.randrange(3)):
        body[(at := rng.randrange(len(body))) : at] = ast.parse(rng.choice(NOISE)).body
    if rng.random() < 0.05:  # slow
        body[:0] = ast.parse(FIGURE).body


def rename(function: ast.FunctionDef, rng: random.Random) -> None:
    """Give every local variable another name."""
    stored = {n.id for n in ast.walk(function) if isinstance(n, ast.Name) and not is_load(n)} - {
        a.arg for a in function.args.args
    }
    names = {old: f"{rng.choice(['my', 'the', 'tmp', 'größe'])}_{old}" for old in sorted(stored)}
    for node in ast.walk(function):
        if isinstance(node, ast.Name) and node.id in names:
            node.id = names[node.id]


def rename_attributes(cls: ast.ClassDef, rng: random.Random) -> None:
    """Give every attribute of ``self`` another name."""
    suffix = rng.choice(["", "_layer", "_net", "2"])
    for node in ast.walk(cls):
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "self":
            node.attr += suffix


def some_part(statement: ast.stmt, rng: random.Random) -> ast.expr | None:
    """A call or an operation inside of a statement, but not all of it."""
    callees = [n.func for n in ast.walk(statement) if isinstance(n, ast.Call)]
    inner = inner_names(statement)
    parts = [
        n
        for n in ast.walk(statement)
        if isinstance(n, ast.Call | ast.BinOp)
        and n not in callees
        and not any(loads(n, name) for name in inner - inner_names(n))
        and not any(word in ast.unparse(n) for word in ("nn.Linear", "super", "part_", "_part"))
    ]
    return rng.choice(parts) if parts else None


def inner_names(tree: ast.AST) -> set[str]:
    """Names that a comprehension or a lambda inside of it makes: they mean nothing outside."""
    made = [n.target for n in ast.walk(tree) if isinstance(n, ast.comprehension)]
    names = {n.id for target in made for n in ast.walk(target) if isinstance(n, ast.Name)}
    lambdas = [n.args for n in ast.walk(tree) if isinstance(n, ast.Lambda)]
    return names | {n.arg for each in lambdas for n in ast.walk(each) if isinstance(n, ast.arg)}


def replace(tree: ast.AST, old: ast.AST, new: ast.expr) -> None:
    """Put an expression in the place of another."""

    class Replacer(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> Any:
            return new if node is old else super().visit(node)

    Replacer().visit(tree)


def bodies(function: ast.FunctionDef) -> list[list[ast.stmt]]:
    """The statements of a function and of its blocks."""
    return [function.body, *(n.body for n in ast.walk(function) if isinstance(n, ast.With))]


def loads(tree: ast.AST, name: str) -> int:
    """How often a name is used."""
    return sum(isinstance(n, ast.Name) and n.id == name and is_load(n) for n in ast.walk(tree))


def is_load(node: ast.Name) -> bool:
    """Whether a name is used, not assigned."""
    return isinstance(node.ctx, ast.Load)
