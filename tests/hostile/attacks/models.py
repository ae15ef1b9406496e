"""Models that attack whoever reads them: each function makes a notebook with one in an output."""

import json
import pickle
from typing import Any

from labsupport.grading.model_file import ATTRIBUTE, Architecture, Model, html, written
from tests.hostile.attacks.known import FOLDER
from tests.hostile.attacks.notebooks import DOUBLE

SMALL = Architecture(64, (8,), 2)
NUMBERS = b"\0\0\0\0" * SMALL.total()


def notebook(text: str, source: str = DOUBLE) -> bytes:
    """A notebook with this code, and this HTML among its outputs."""
    output = {"output_type": "display_data", "metadata": {}, "data": {"text/html": text}}
    cell = {"cell_type": "code", "metadata": {}, "outputs": [output], "source": source}
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4}).encode()


def handed_in(content: bytes, source: str = DOUBLE) -> bytes:
    """A notebook with these bytes as its model."""
    return notebook(html(content, "A model"), source)


def header() -> dict[str, Any]:
    """The header of a right file."""
    content = written(Model(SMALL, NUMBERS))
    found: dict[str, Any] = json.loads(content[8 : 8 + int.from_bytes(content[:8], "little")])
    return found


def packed(header: Any, numbers: bytes = NUMBERS) -> bytes:
    """A file with this header."""
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return len(text).to_bytes(8, "little") + text + numbers


class Shell:
    """What runs a program when it is unpickled."""

    def __reduce__(self) -> tuple[Any, ...]:
        import os

        return os.system, (f"touch {FOLDER}/leftbehind-pickle",)


def pickled() -> bytes:
    """A model that is a pickle

    It runs a program in whatever process unpickles it.

    Earned: 1
    Report: is a pickle, which is never opened
    Wall: nothing is unpickled
    """
    return handed_in(pickle.dumps(Shell()))


def endless_header() -> bytes:
    """A model whose header has exabytes

    Earned: 1
    Report: announces a header of 9,223,372,036,854,775,807 bytes
    Wall: sizes are checked before anything is allocated
    """
    return handed_in((2**63 - 1).to_bytes(8, "little") + b"{}")


def endless_shape() -> bytes:
    """A tensor with more numbers than there are atoms

    Earned: 1
    Report: in another shape than
    Wall: shapes follow from the architecture; what a file says of them is only compared
    """
    lying = header()
    lying["encoder.head.bias"]["shape"] = [10**60, 10**60]
    return handed_in(packed(lying))


def endless_architecture() -> bytes:
    """An architecture with more numbers than memory

    Earned: 1
    Report: declares sizes that are not
    Wall: an architecture has few small sizes
    """
    lying = header()
    lying["__metadata__"]["hidden"] = "9" * 3000
    return handed_in(packed(lying))


def elsewhere() -> bytes:
    """Tensors that lie outside of the file

    Places before its begin and behind its end, where the memory of others may be.

    Earned: 1
    Report: overlap, or gaps
    Wall: places are compared with those that follow from the architecture
    """
    lying = header()
    begin, end = lying["encoder.head.bias"]["data_offsets"]
    lying["encoder.head.bias"]["data_offsets"] = [begin - 10**12, end - 10**12]
    return handed_in(packed(lying))


def overlapping() -> bytes:
    """Tensors that share their numbers

    Earned: 1
    Report: overlap, or gaps
    Wall: places are compared with those that follow from the architecture
    """
    lying = header()
    lying["decoder.trunk.0.bias"]["data_offsets"] = lying["encoder.trunk.0.bias"]["data_offsets"]
    return handed_in(packed(lying))


def named_twice() -> bytes:
    """A name that stands twice, once for who checks and once for who reads

    Earned: 1
    Report: has a name twice in its header
    Wall: a name stands once
    """
    text = json.dumps(header())
    return handed_in(packed(f'{text[:-1]}, "encoder.head.bias": {{}}}}'.encode()))


def names_code() -> bytes:
    """An architecture that names code

    Earned: 1
    Report: has another activation than
    Wall: kinds and activations are named in a list
    """
    lying = header()
    lying["__metadata__"]["activation"] = f"__import__('os').system('touch {FOLDER}/leftbehind-x')"
    return handed_in(packed(lying))


def deep_header() -> bytes:
    """A header of nine thousand brackets

    Earned: 1
    Report: has a header that cannot be read
    Wall: files are read by a process of its own, with limits
    """
    return handed_in(packed(b"[" * 9_000))


def not_numbers() -> bytes:
    """A model of NaN, which no comparison refuses

    Earned: 1
    Report: infinite or no numbers
    Wall: every number is looked at
    """
    return handed_in(packed(header(), b"\xff" * len(NUMBERS)))


def page_of_its_own() -> bytes:
    """A page of its own in a model

    In the output around it, and in the names of its tensors.

    Earned: 1
    Report: is not of the architecture
    Wall: what a model says itself is never repeated
    """
    page = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    text = html(packed(header() | {page: {"dtype": page}}), page)
    return notebook(text.replace(f"<p {ATTRIBUTE}", f"{page}<p onclick='alert(3)' {ATTRIBUTE}"))


def megabytes() -> bytes:
    """A model of four megabytes, a notebook full of them

    Earned: 1
    Report: has 4.0 MiB, and at most 1 are read
    Wall: the size is checked before anything is decoded
    """
    return handed_in(bytes(4 * 2**20))


def better_torch() -> bytes:
    """Code that makes every likelihood one

    A submission that changes what torch computes, beside a model of zeros.

    Earned: 1
    Report: An untrained model costs 44.4 nats
    Wall: a model is measured where no code of the submission is
    """
    source = f"""{DOUBLE}
import torch
torch.logsumexp = lambda x, *a, **k: torch.zeros(x.shape[1:])
torch.nn.functional.softplus = lambda x: 0 * x
torch.nn.functional.linear = lambda x, w, b: 0 * b
"""
    return handed_in(written(Model(SMALL, NUMBERS)), source)
