"""Random answers to a lab, right and wrong and meant to harm: what the whole road of grading meets.

One seed, one file. Whatever it does, "grader failed" is never its doing.
"""

import json
import random

# What an exercise returns or raises; x is its argument.
EXPRESSIONS = r"""x
x.mean(0)
torch.logsumexp(x, 0) - math.log(len(x))
x.sum().item()
None
NotImplemented
...
torch.zeros(0)
torch.zeros(2, 3, 0, dtype=torch.complex64)
torch.full((3,), float("nan"))
torch.ones(5, device="meta")
torch.ones(3, 3).to_sparse()
torch.quantize_per_tensor(torch.ones(3), 0.1, 0, torch.quint8)
torch.ones(10**6).expand(10**3, 10**6)
x.clone().requires_grad_()
x.detach().numpy()
nn.Parameter(x.detach())
Wrong.apply(x)
Subclass(x)
x.to(torch.float8_e5m2)
10**5000
-0.0
2**63
complex("nan")
"\x1b[2J\u202e\ud800" * 10**5
b"\0" * 10**6
[[[[[[]]]]]] * 1000
nested(3000)
{x: 1, 1.5: 2}
{"a": {"b": (x, [x])}}
set([1])
iter([x])
(i for i in range(9))
lambda y: y
log_mean_exp
nn.Linear(2, 2)
torch.optim.SGD([x.clone().requires_grad_()], 0.1)
Rude()
raises(ValueError("\0\x1b]0;a\x07" * 10**4))
raises(KeyboardInterrupt())
raises(SystemExit(0))
raises(GeneratorExit())
raises(BaseExceptionGroup("a", [MemoryError()]))
raises(Rude.Error())
raises(NotImplementedError("x"))
raises(StopIteration(x))
recurse()
os._exit(7)
os.kill(os.getpid(), 9)
os.abort()
torch.set_default_dtype(torch.float16)
torch.set_grad_enabled(False)
torch.manual_seed(0)
torch.use_deterministic_algorithms(True)
torch.set_default_device("meta")
warnings.warn("x" * 10**5)
print("x" * 10**7)
sys.stdout.close()
builtins.__dict__.clear()
sys.modules.clear()
gc.get_objects().clear()
setattr(torch.Tensor, "shape", 1)
signal.raise_signal(signal.SIGSTOP)
open("/tmp/x", "wb").write(bytes(10**6))
threading.Thread(target=recurse).start()
time.sleep(0.2)
exec("def f(:")""".splitlines()

PRELUDE = """import builtins, gc, math, os, signal, sys, threading, time, warnings
import torch
from torch import nn
class Wrong(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.logsumexp(0)
    @staticmethod
    def backward(ctx, g):
        return {backward}
class Subclass(torch.Tensor):
    pass
class Rude:
    class Error(Exception):
        __str__ = __repr__ = lambda self: os._exit(3)
    __getattr__ = __repr__ = __len__ = __eq__ = __hash__ = lambda *a: raises(Rude.Error())
def raises(error):
    raise error
def recurse():
    return recurse()
def nested(n):
    found = []
    for _ in range(n):
        found = [found]
    return found
"""

PIECES = r"""\log
\frac{1}{n}
\sum_{i=1}^n
e^{x_i}
= \leq
\left(
\right)
\max_i
^2
_i
\exp \int \partial
E_{q} [ ]
{
}
\mathrm{KL}
0
999999999
\infty
/ \cdot \ln
& \\ \text{a}
$ %
^{^{^{
\sum \sum \sum
\begin{aligned} \end{aligned}
\over \! \,
π ２ \ud800 \x1b[2J""".splitlines()

ODD_LINES = ("None", "3", "[[]]", "*'ab'", "...", "f'{1}'", "'a' 'b'", "b''", "'' * 10**9")


def notebook(data: bytes, names: list[str], derivations: dict[str, list[str]]) -> bytes:
    """A notebook or a module that answers these exercises, drawn from the seed ``data``.

    Args:
        names: functions that are asked for.
        derivations: the lists that are asked for, as they would be right.
    """
    draw = random.Random(data)
    backwards = ["g", "None", "g.expand(7)", "g.sum().item()", "recurse()", "torch.ones(3, 4)"]
    cells = [PRELUDE.format(backward=draw.choice(backwards))]
    for name in names:
        bodies = [draw.choice(EXPRESSIONS) for _ in range(draw.randint(1, 3))]
        lines = [f"    {body}" for body in bodies[:-1]] + [f"    return {bodies[-1]}"]
        star = draw.choice(["x", "*x", "x=None, **k", "a, b", ""])
        cells.append(f"def {name}({star}):\n" + "\n".join(lines))
        if draw.random() < 0.2:
            cells.append(f"{name} = {draw.choice(EXPRESSIONS)}")
    cells += [f"{name} = {derivation(draw, lines)}" for name, lines in derivations.items()]
    if draw.random() < 0.3:
        cells.insert(draw.randint(0, len(cells)), draw.choice(EXPRESSIONS))
    if draw.random() < 0.5:
        text = json.dumps({"cells": [{"cell_type": "code", "source": cell} for cell in cells]})
        made = bytearray(text.encode())
    else:
        made = bytearray("\n\n".join(cells).encode("utf-8", "surrogatepass"))
    for _ in range(draw.choice([0, 0, 0, 1, 5])):
        made[draw.randrange(len(made))] = draw.randrange(256)
    return bytes(made)


def derivation(draw: random.Random, lines: list[str]) -> str:
    """A list of lines: the right ones with changes, or pieces without sense."""
    made = []
    for line in lines:
        words = line.split(" ")
        for _ in range(draw.choice([0, 0, 1, 4])):
            words.insert(draw.randint(0, len(words)), draw.choice(PIECES))
        made.append(json.dumps(" ".join(words)))
    if draw.random() < 0.3:
        made = [
            json.dumps(" ".join(draw.choices(PIECES, k=draw.choice([3, 30, 3000]))))
            for _ in range(draw.randint(0, 5))
        ]
    if draw.random() < 0.2:
        made.insert(draw.randint(0, len(made)), draw.choice(ODD_LINES))
    return f"[{', '.join(made)}]" + draw.choice(["", "", "", " * 10**6", "[::-1]"])
