"""Sentences as whole numbers: from a grammar that is known exactly (offline), from books, from PTB.

Chapter ``sentences``. `load` gives tensors (n, longest) of word numbers. A sentence ends with
`END`, and what follows it is `PAD`. The grammar has few sentences, all of which are listed with
their probabilities and factors: so the entropy is known, and a model's nats can be compared with
it. Books and PTB are looked for in the folder of `labsupport.data.data_folder`.
"""

import functools
import itertools
import math
import re
import urllib.error
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor

from labsupport import data, files
from labsupport.errors import InputError

PAD, UNKNOWN, END, BEGIN = range(4)
SPECIAL = ("<pad>", "<unk>", "<end>", "<begin>")  # the first words of every vocabulary


class Sentences(NamedTuple):
    """Sentences of one data set, each split (n, longest) int64, on the CPU unless moved."""

    train: Tensor
    validation: Tensor
    test: Tensor
    vocabulary: tuple[str, ...]  # the word of each number


def load(name: str = "grammar", device: str | torch.device = "cpu") -> Sentences:
    """Read or make a data set: ``"grammar"``, ``"books"`` or ``"ptb"``.

    Raises:
        InputError: there is no such data set, or its files are not there and cannot be downloaded.
    """
    if name not in DATA_SETS:
        raise InputError(f"there are no sentences {name!r}: choose one of {', '.join(DATA_SETS)}")
    found = DATA_SETS[name]()
    train, validation, test = (part.to(device) for part in found[:3])
    return Sentences(train, validation, test, found.vocabulary)


# --- words and numbers


def vocabulary_of(sentences: Iterable[Sequence[str]], least: int = 1) -> tuple[str, ...]:
    """`SPECIAL`, then the words that stand at least ``least`` times, the most frequent first."""
    counts = Counter(itertools.chain.from_iterable(sentences))
    known = [word for word, count in counts.items() if count >= least and word not in SPECIAL]
    return (*SPECIAL, *sorted(known, key=lambda word: (-counts[word], word)))


def encode(
    sentences: Sequence[Sequence[str]], vocabulary: Sequence[str], longest: int | None = None
) -> Tensor:
    """Word numbers of sentences, each with `END`, padded: (n, longest) int64.

    Args:
        sentences: lists of words; a word that is not in the vocabulary is `UNKNOWN`.
        vocabulary: the word of each number.
        longest: columns, by default as many as the longest sentence needs.

    Raises:
        InputError: there are no sentences, or one does not fit.
    """
    if not sentences:
        raise InputError("there are no sentences: give at least one list of words")
    numbers = {word: number for number, word in enumerate(vocabulary)}
    needed = max(map(len, sentences)) + 1
    longest = needed if longest is None else longest
    if longest < needed:
        raise InputError(f"a sentence has {needed} words with its end, more than {longest}")
    x = torch.full((len(sentences), longest), PAD)
    for row, words in enumerate(sentences):
        coded = [numbers.get(word, UNKNOWN) for word in words] + [END]
        x[row, : len(coded)] = torch.tensor(coded)
    return x


def decode(x: Tensor, vocabulary: Sequence[str]) -> list[str]:
    """The words of each row of ``x`` (n, longest), up to its `END`, as one text with blanks."""
    texts = []
    for row in x.tolist():
        words = itertools.takewhile(lambda number: number not in (END, PAD), row)
        texts.append(" ".join(vocabulary[number] for number in words))
    return texts


def lengths(x: Tensor) -> Tensor:
    """How many words each row of ``x`` (n, longest) has, its `END` counted: (n,) int64."""
    return (x != PAD).sum(-1)


def perplexity(log_likelihood: Tensor, x: Tensor) -> Tensor:
    """exp of the nats that a word of ``x`` costs, shape () (eq-sentences-perplexity).

    Args:
        log_likelihood: of each sentence, shape (n,); of a VAE its importance-weighted bound.
        x: the sentences, shape (n, longest); the end counts as a word, padding does not.
    """
    return torch.exp(-log_likelihood.sum() / lengths(x).sum())


# --- a grammar that is known


class Factors(NamedTuple):
    """What a sentence of the grammar says, as numbers: of all of them, or of one (n,)."""

    topic: Tensor  # sea, farm or town
    number: Tensor  # one or many
    tense: Tensor  # past, present or future
    subject: Tensor
    verb: Tensor
    adjective: Tensor  # 0 is none
    object: Tensor
    place: Tensor  # 0 is none


class Grammar(NamedTuple):
    """All sentences of the grammar, with their logarithmic probabilities and factors.

    The topic decides which subjects, verbs, objects and places there are, the number and the tense
    decide the form of the verb, and the rest is drawn on its own:

        sentence -> the subject verb the [adjective] object [place] .
    """

    texts: tuple[str, ...]
    log_prob: Tensor  # (n,) float64
    factors: Factors  # each (n,) int64

    @property
    def entropy(self) -> float:
        """In nats per sentence: no model has a lower mean negative log-likelihood."""
        return -float(self.log_prob.exp() @ self.log_prob)

    def number_of(self, text: str) -> int:
        """The number of a sentence.

        Raises:
            InputError: the grammar does not make it.
        """
        found = _numbers().get(text)
        if found is None:
            raise InputError(f"the grammar does not make {text!r}")
        return found

    def log_prob_of(self, texts: Iterable[str]) -> Tensor:
        """Exact log p of each text, (n,) float64; -inf where the grammar does not make it."""
        numbers = _numbers()
        values = [float(self.log_prob[numbers[t]]) if t in numbers else -math.inf for t in texts]
        return torch.tensor(values, dtype=torch.float64)

    def sample(self, n: int, seed: int = 0) -> Tensor:
        """The numbers of ``n`` sentences that are drawn from the grammar, (n,) int64."""
        generator = torch.Generator().manual_seed(seed)
        return torch.multinomial(self.log_prob.exp(), n, replacement=True, generator=generator)


# Probabilities of the choices, each in the order of the words; of four things the first is the
# most frequent, as words are in a language.
OF_THREE = (0.4, 0.35, 0.25)
OF_NUMBER = (0.6, 0.4)
OF_FOUR = (0.4, 0.3, 0.2, 0.1)
OF_ADJECTIVES = (0.5, 0.2, 0.15, 0.1, 0.05)
OF_PLACES = (0.5, 0.3, 0.2)

TOPICS = ("sea", "farm", "town")
TENSES = ("past", "present", "future")
SUBJECTS = (
    ("sailor", "captain", "diver", "pirate"),
    ("farmer", "shepherd", "gardener", "goat"),
    ("teacher", "doctor", "baker", "child"),
)
VERBS = (  # past, present for one, and for many
    (("steered", "steers", "steer"), ("mended", "mends", "mend"),
     ("painted", "paints", "paint"), ("lost", "loses", "lose")),
    (("fed", "feeds", "feed"), ("found", "finds", "find"),
     ("chased", "chases", "chase"), ("heard", "hears", "hear")),
    (("bought", "buys", "buy"), ("opened", "opens", "open"),
     ("cleaned", "cleans", "clean"), ("sold", "sells", "sell")),
)  # fmt: skip
OBJECTS = (
    ("boat", "net", "sail", "anchor"),
    ("horse", "sheep", "dog", "hen"),
    ("book", "door", "clock", "lamp"),
)
ADJECTIVES = ("old", "small", "new", "white")
PLACES = (
    ("in the harbour", "near the beach"),
    ("in the barn", "behind the hill"),
    ("at the market", "in the street"),
)


@functools.cache
def grammar() -> Grammar:
    """The grammar of `Grammar`, 17,280 sentences."""
    tables = (
        OF_THREE, OF_NUMBER, OF_THREE, OF_FOUR, OF_FOUR, OF_ADJECTIVES, OF_FOUR, OF_PLACES
    )  # fmt: skip
    choices = [*itertools.product(*(range(len(table)) for table in tables))]
    log_prob = torch.zeros(len(choices), dtype=torch.float64)
    numbers = torch.tensor(choices)
    for column, table in enumerate(tables):
        log_prob += torch.tensor(table, dtype=torch.float64).log()[numbers[:, column]]
    texts = tuple(" ".join(_words(*choice)) for choice in choices)
    return Grammar(texts, log_prob, Factors(*numbers.unbind(1)))


def _words(
    topic: int, number: int, tense: int, subject: int, verb: int, adjective: int, thing: int,
    place: int,
) -> list[str]:  # fmt: skip
    """The sentence that the factors make."""
    past, for_one, for_many = VERBS[topic][verb]
    said = (past, for_many if number else for_one, f"will {for_many}")[tense]
    who = SUBJECTS[topic][subject]
    plural = {"child": "children"}.get(who, who + "s")
    return [
        "the", plural if number else who, *said.split(), "the",
        *((ADJECTIVES[adjective - 1],) if adjective else ()), OBJECTS[topic][thing],
        *(PLACES[topic][place - 1].split() if place else ()), ".",
    ]  # fmt: skip


@functools.cache
def _numbers() -> dict[str, int]:
    return {text: number for number, text in enumerate(grammar().texts)}


def from_grammar(train: int = 5000, held_out: int = 1000, seed: int = 0) -> Sentences:
    """Sentences drawn from `grammar`: ``train``, and ``held_out`` for each of the other splits.

    The vocabulary is that of the grammar, so no word is unknown.
    """
    known = grammar()
    split = [text.split() for text in known.texts]
    words = vocabulary_of(split)
    drawn = known.sample(train + 2 * held_out, seed)
    x = encode([split[number] for number in drawn.tolist()], words)
    # One width, whatever was drawn: that of the longest sentence that there is.
    longest = max(map(len, split)) + 1
    x = torch.nn.functional.pad(x, (0, longest - x.shape[1]), value=PAD)
    parts = x.split([train, held_out, held_out])
    return Sentences(parts[0], parts[1], parts[2], words)


# --- books and PTB

BOOKS = (11, 45, 503, 1342, 1597, 1661, 2591)  # numbers of Project Gutenberg
SHORTEST, LONGEST = 3, 20  # words of a sentence of a book, without its end


def from_books(most: int = 20_000, least: int = 5) -> Sentences:
    """Sentences of 3 to 20 words from seven children's and detective books, as small letters.

    Split by one fixed permutation: nine tenths train, and half of the rest each. Their texts are
    read from ``gutenberg/<number>.txt``, or downloaded from Project Gutenberg, whose files are
    corrected now and then: so a download may differ in a word, and has no checksum.

    Args:
        most: how many sentences are kept at most.
        least: a word that stands less often in the training part is unknown.
    """
    split = [s for number in BOOKS for s in sentences_of(_book(number))]
    order = torch.randperm(len(split), generator=torch.Generator().manual_seed(0)).tolist()
    kept = [split[number] for number in order[:most]]
    part = max(1, len(kept) // 20)
    train, rest = kept[: -2 * part], kept[-2 * part :]
    return _splits(train, rest[:part], rest[part:], vocabulary_of(train, least))


def sentences_of(text: str) -> list[list[str]]:
    """The sentences of a running text, as lists of words in small letters and of signs.

    A sentence ends at ``.``, ``!`` or ``?``; those with fewer than 3 or more than 20 words, and
    those with digits, are left out. Quotation marks and brackets are dropped.
    """
    plain = text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    found = []
    for part in re.findall(r"[^.!?]+[.!?]", plain):
        words = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)*|[.,;:!?]", part)
        if SHORTEST <= len(words) <= LONGEST and not re.search(r"\d", part):
            found.append(words)
    return found


def _book(number: int) -> str:
    """The text of a book without the distributor's header and footer."""
    path = data.data_folder() / "gutenberg" / f"{number}.txt"
    if not path.exists():
        url = f"https://www.gutenberg.org/cache/epub/{number}/pg{number}.txt"
        try:
            with files.beside(path) as temporary:
                data.fetch(url, temporary)
                temporary.write_text(body_of(temporary.read_text("utf-8-sig")), "utf-8")
        except (OSError, urllib.error.URLError, UnicodeError) as error:
            raise InputError(
                f"{path} is not there, and {url} could not be downloaded ({error}): put it there"
            ) from error
    return path.read_text("utf-8-sig")


def body_of(text: str) -> str:
    """What stands between the lines of Project Gutenberg that begin and end a book."""
    begin = re.search(r"^\*\*\* ?START OF .*$", text, re.MULTILINE)
    end = re.search(r"^\*\*\* ?END OF .*$", text, re.MULTILINE)
    return text[begin.end() if begin else 0 : end.start() if end else len(text)]


def from_ptb(folder: str | Path | None = None) -> Sentences:
    """Penn Treebank, as prepared by Mikolov et al. (2010), of a folder that you have.

    The text is licensed and is not downloaded. Every line of ``ptb.train.txt``, ``ptb.valid.txt``
    and ``ptb.test.txt`` is a sentence; rare words are ``<unk>`` there already.

    Args:
        folder: where the files are, by default ``ptb`` in the folder of ``LABSUPPORT_DATA``.
    """
    place = data.data_folder() / "ptb" if folder is None else Path(folder)
    parts = []
    for part in ("train", "valid", "test"):
        path = place / f"ptb.{part}.txt"
        if not path.exists():
            raise InputError(
                f"there is no {path}: PTB is licensed, so put ptb.train.txt, ptb.valid.txt and "
                "ptb.test.txt there yourself"
            )
        lines = path.read_text("utf-8").splitlines()
        parts.append([line.split() for line in lines if line.split()])
    train, validation, test = parts
    return _splits(train, validation, test, vocabulary_of(train))


def _splits(
    train: list[list[str]],
    validation: list[list[str]],
    test: list[list[str]],
    vocabulary: tuple[str, ...],
) -> Sentences:
    """All splits with the columns of the longest sentence."""
    longest = max(len(words) for part in (train, validation, test) for words in part) + 1
    x, x_validation, x_test = (
        encode(part, vocabulary, longest) for part in (train, validation, test)
    )
    return Sentences(x, x_validation, x_test, vocabulary)


DATA_SETS: dict[str, Callable[[], Sentences]] = {
    "grammar": from_grammar,
    "books": from_books,
    "ptb": from_ptb,
}
