"""A trained model in a file that can be read without trust, and in a notebook's output.

The format is safetensors (https://huggingface.co/docs/safetensors): eight bytes that say how long a
header in JSON is, the header, and the numbers. The header's metadata declare the architecture, from
which follows which tensors there are. Strangers' files are read behind walls (`reader`), without
torch: nothing is unpickled, every number of the header is compared with what it has to be before
anything is made of it, and whatever is wrong is one sentence.
"""

import base64
import hashlib
import itertools
import json
import math
import re
import sys
from array import array
from dataclasses import dataclass
from typing import Any, NamedTuple, NoReturn

from labsupport.errors import InputError

MAX_BYTES = 2**20  # of a file; Jupyter passes on no much longer output at once
MAX_HEADER = 10_000
MAX_NUMBERS = 200_000
MAX_LAYERS, MAX_WIDTH, MAX_LATENT = 4, 512, 100
MAX_SENTENCE = 600
KINDS = ("vae",)
ACTIVATIONS = ("ReLU", "Softplus", "Tanh")
KEYS = ("activation", "hidden", "kind", "latent", "pixels")  # of the metadata
ATTRIBUTE = "data-labsupport-model"
SHOWN = re.compile(rf'{ATTRIBUTE}="([^"]*)"')
NUMBER = re.compile(r"[1-9][0-9]{0,3}")


class Architecture(NamedTuple):
    """Of a VAE with a Bernoulli decoder, as of `labsupport.models.vae.VAE`.

    ``hidden`` are the widths of the encoder's hidden layers; the decoder has them in reverse.
    """

    pixels: int
    hidden: tuple[int, ...]
    latent: int
    activation: str = "Tanh"
    kind: str = "vae"

    def shapes(self) -> dict[str, tuple[int, ...]]:
        """Name and shape of each tensor, in the order of the computation."""
        found: dict[str, tuple[int, ...]] = {}
        ways = {
            "encoder": (self.pixels, *self.hidden, 2 * self.latent),
            "decoder": (self.latent, *reversed(self.hidden), self.pixels),
        }
        for way, sizes in ways.items():
            for number, (inputs, outputs) in enumerate(itertools.pairwise(sizes)):
                # An activation stands between two layers of the trunk.
                layer = "head" if number == len(self.hidden) else f"trunk.{2 * number}"
                found[f"{way}.{layer}.weight"] = (outputs, inputs)
                found[f"{way}.{layer}.bias"] = (outputs,)
        return found

    def total(self) -> int:
        """How many numbers there are."""
        return sum(math.prod(shape) for shape in self.shapes().values())

    def metadata(self) -> dict[str, str]:
        """As the header has it."""
        values = self._asdict() | {"hidden": ",".join(map(str, self.hidden))}
        return {name: str(values[name]) for name in KEYS}


class Model(NamedTuple):
    """What was read: an architecture and its numbers (float32, little-endian), in order."""

    architecture: Architecture
    numbers: bytes

    @property
    def sha256(self) -> str:
        """Of the file as `written` writes it."""
        return hashlib.sha256(written(self)).hexdigest()


@dataclass(frozen=True, slots=True)
class Measured:
    """What was found about a model, see `measuring`.

    ``nats`` is -log p(x) per image, None where nothing could be measured, and ``error`` two
    standard errors of it; ``active`` counts the latent dimensions in use.
    """

    sentence: str
    points: float = 0.0
    most: float = 0.0
    nats: float | None = None
    error: float = 0.0
    active: int = 0
    sha256: str = ""  # of the model's file

    @property
    def said(self) -> str:
        """The sentence with its end."""
        return self.sentence if self.sentence.endswith("?") else f"{self.sentence}."

    @property
    def shown(self) -> str:
        """The number with its error."""
        return "" if self.nats is None else f"{self.nats:.2f} ± {self.error:.2f}"


def refuse(sentence: str) -> NoReturn:
    """Raise InputError with a sentence about the model."""
    raise InputError(f"the model that was handed in {sentence}")


# --- the file


def written(model: Model) -> bytes:
    """The file: the same bytes for the same numbers."""
    header: dict[str, Any] = {"__metadata__": model.architecture.metadata()}
    end = 0
    for name, shape in model.architecture.shapes().items():
        begin, end = end, end + 4 * math.prod(shape)
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [begin, end]}
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return len(text).to_bytes(8, "little") + text + model.numbers


def read(data: bytes) -> Model:
    """The model in a file.

    Raises:
        InputError: it is no such file, or another model than it declares; one sentence.
    """
    if len(data) > MAX_BYTES:
        refuse(f"has {len(data) / 2**20:.1f} MiB, and at most {MAX_BYTES // 2**20} are read")
    if data[:1] == b"\x80" or data[:2] == b"PK":
        refuse("is a pickle, which is never opened; hand it in with lab.hand_in")
    size = int.from_bytes(data[:8], "little")
    if len(data) >= 8 and size > MAX_HEADER:
        refuse(f"announces a header of {size:,} bytes, and at most {MAX_HEADER:,} are read")
    if len(data) < 8 + size or not size:
        refuse("ends in the middle of its header")
    header = header_of(data[8 : 8 + size])
    model = architecture(header.pop("__metadata__", None))
    numbers = memoryview(data)[8 + size :]
    check_tensors(header, model.shapes(), len(numbers))
    # Each place was compared with the one that follows from the architecture.
    whole = b"".join(
        bytes(numbers[slice(*header[name]["data_offsets"])]) for name in model.shapes()
    )
    if not is_finite(whole):
        refuse("has numbers that are infinite or no numbers: did its training diverge?")
    return Model(model, whole)


def header_of(text: bytes) -> dict[str, Any]:
    """The header, in which no name stands twice."""

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            refuse("has a name twice in its header")
        return found

    try:
        header = json.loads(text.decode("utf-8"), object_pairs_hook=unique)
    except (ValueError, RecursionError):  # a number of a thousand digits is a ValueError, too
        refuse("has a header that cannot be read")
    if not isinstance(header, dict):
        refuse("has a header that cannot be read")
    return header


def architecture(metadata: Any) -> Architecture:
    """What the metadata declare; InputError if it is nothing that is measured."""
    if not isinstance(metadata, dict) or sorted(metadata) != sorted(KEYS):
        refuse(f"does not declare its architecture, which is {', '.join(KEYS)}")
    if any(not isinstance(value, str) for value in metadata.values()):
        refuse("declares its architecture by something else than texts")
    if metadata["kind"] not in KINDS:
        refuse(f"is of another kind than {', '.join(KINDS)}")
    if metadata["activation"] not in ACTIVATIONS:
        refuse(f"has another activation than {', '.join(ACTIVATIONS)}")
    widths = metadata["hidden"].split(",") if metadata["hidden"] else []
    sizes = [*widths, metadata["pixels"], metadata["latent"]]
    if len(widths) > MAX_LAYERS or not all(map(NUMBER.fullmatch, sizes)):
        refuse(
            f"declares sizes that are not at most {MAX_LAYERS} hidden layers and whole numbers "
            f"from 1 to {MAX_WIDTH}"
        )
    *hidden, pixels, latent = map(int, sizes)
    if max([*hidden, pixels]) > MAX_WIDTH or latent > MAX_LATENT:
        refuse(
            f"declares a layer of more than {MAX_WIDTH}, or more than {MAX_LATENT} latent "
            "dimensions"
        )
    found = Architecture(pixels, tuple(hidden), latent, metadata["activation"], metadata["kind"])
    if found.total() > MAX_NUMBERS:
        refuse(f"declares {found.total():,} numbers, and at most {MAX_NUMBERS:,} are read")
    return found


def check_tensors(header: dict[str, Any], shapes: dict[str, tuple[int, ...]], size: int) -> None:
    """Refuse all but these tensors, one behind the other, in ``size`` bytes."""
    if lacking := [name for name in shapes if name not in header]:
        refuse(f"lacks the tensor {lacking[0]} of the architecture that it declares")
    if len(header) > len(shapes):
        refuse("has a tensor that is not of the architecture that it declares")
    places = []
    for name, shape in shapes.items():
        tensor = header[name]
        if not isinstance(tensor, dict) or sorted(tensor) != ["data_offsets", "dtype", "shape"]:
            refuse(f"says of {name} something else than dtype, shape and data_offsets")
        if tensor["dtype"] != "F32":
            refuse(f"has {name} in another dtype than F32")
        if not are_whole(tensor["shape"]) or tuple(tensor["shape"]) != shape:
            refuse(f"has {name} in another shape than {list(shape)}, which it declares")
        place = tensor["data_offsets"]
        if not are_whole(place) or len(place) != 2 or place[1] - place[0] != 4 * math.prod(shape):
            refuse(f"says that {name} has another number of bytes than its shape needs")
        places.append(place)
    ends = [0, *(end for _, end in sorted(places))]
    if any(begin != end for (begin, _), end in zip(sorted(places), ends, strict=False)):
        refuse("has tensors that overlap, or gaps between them")
    if ends[-1] != size:
        refuse(f"has {size:,} bytes of numbers where its header says {ends[-1]:,}")


def are_whole(values: Any) -> bool:
    """Whether this is a list of whole numbers (JSON's true and false are none)."""
    return isinstance(values, list) and all(type(value) is int for value in values)


def is_finite(numbers: bytes) -> bool:
    """Whether no float32 among them is infinite or NaN."""
    values = array("f", numbers)
    if sys.byteorder == "big":
        values.byteswap()
    return all(map(math.isfinite, values))


# --- in a notebook


def html(data: bytes, sentence: str) -> str:
    """An output that holds the file; ``sentence`` is what one sees of it."""
    return f'<p {ATTRIBUTE}="{base64.b64encode(data).decode()}">{sentence}</p>'


def in_outputs(outputs: Any) -> str:
    """The text between the quotes of the last model among the outputs of a cell, if any."""
    found = ""
    for output in outputs if isinstance(outputs, list) else []:
        data = output.get("data") if isinstance(output, dict) else None
        text = data.get("text/html") if isinstance(data, dict) else None
        if isinstance(text, list) and all(isinstance(line, str) for line in text):
            text = "".join(text)
        if isinstance(text, str) and (shown := SHOWN.search(text)):
            found = shown[1]
    return found


def from_text(text: str) -> Model:
    """The model whose file stands in an output; InputError if there is none that can be used."""
    if len(text) > 4 * MAX_BYTES // 3 + 4:
        size = 3 * len(text) / 4 / 2**20
        refuse(f"has {size:.1f} MiB, and at most {MAX_BYTES // 2**20} are read")
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        refuse("is damaged: it is no base64")
    return read(data)


# --- from the process that reads


def as_values(text: str) -> dict[str, Any] | None:
    """What that process tells of an output; None where there is no model."""
    if not text:
        return None
    try:
        model = from_text(text)
    except InputError as error:
        return {"error": str(error)}
    numbers = base64.b64encode(model.numbers).decode()
    return {"metadata": model.architecture.metadata(), "numbers": numbers}


def from_values(values: Any) -> tuple[Model | None, str]:
    """The model that it tells of, or why there is none; it may say anything.

    Raises ValueError, TypeError or LookupError where it makes no sense.
    """
    if values is None:
        return None, ""
    if "error" in values:
        return None, " ".join(str(values["error"]).split())[:MAX_SENTENCE]
    try:
        declared = architecture(values["metadata"])
    except InputError as error:
        return None, str(error)
    numbers = base64.b64decode(values["numbers"], validate=True)
    if len(numbers) != 4 * declared.total():
        raise ValueError("another number of bytes")
    return Model(declared, numbers), ""
