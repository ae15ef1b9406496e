"""Names of submissions: which files count, what people read, which folder a report gets."""

import re
import unicodedata

SUFFIX = re.compile(r"(\.ipynb|\.py)(\.txt|\.json)?$", re.I)
SKIPPED = {"__pycache__", "__MACOSX"}  # and everything that starts with a dot
# What the grader itself writes beside the folders of the reports.
OWN_FILES = (
    *("ledger.jsonl", "ledger.previous.jsonl", "grades.csv", "index.html", "assumed.txt"),
    *("final.json", "final.csv", "policy.toml", "class.html", "mistakes.csv"),
)
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.I)
MOODLE = re.compile(r"^(.+?)_\d+_assignsubmission_(?:file|onlinetext)_?")
CANVAS = re.compile(r"^([^_/]+)_(LATE_)?\d{2,}_\d{2,}_")
# What a system writes beside submissions: whose they are, and when they came (`teaching.layouts`).
ABOUT = re.compile(
    r"(^|/)(submission_metadata\.yml|timestamp\.txt|[^/]*_attempt_\d{4}(-\d\d){5}\.txt)$"
)
MOST = 200  # characters of a name


def kind_of(name: str) -> str:
    """``.ipynb`` or ``.py`` if a file of that name may be a submission, else an empty text."""
    found = SUFFIX.search(name)
    return found[1].lower() if found else ""


def is_about(name: str) -> bool:
    """Whether a file of that name tells about submissions."""
    return ABOUT.search(name) is not None


def counts(name: str) -> bool:
    """Whether a file or folder of that name may be or hold a submission."""
    return not name.startswith(".") and name not in SKIPPED


def printable(name: str) -> str:
    """A name without characters that would control a terminal, its letters composed."""
    composed = unicodedata.normalize("NFC", name)
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in composed)[:MOST]


def without_controls(text: str) -> str:
    """One line of a text that may come from strangers, without control characters."""
    unknown = "\N{REPLACEMENT CHARACTER}"
    return "".join(c if c.isprintable() else " " if c.isspace() else unknown for c in text)


def readable(name: str) -> str:
    """A submission's name without what Moodle and Canvas put into it."""
    first, slash, rest = name.partition("/")
    late = CANVAS.match(first)
    if late:
        marked = f"{late[1]} (late)" if late[2] else late[1]
        return f"{marked}/{first[late.end() :]}{slash}{rest}"
    moodle = MOODLE.match(first)
    if moodle:
        return f"{moodle[1]}/{first[moodle.end() :]}{slash}{rest}".replace("//", "/")
    return name


def distinct(names: list[str]) -> list[str]:
    """What people read for each of these names: printable, and no two alike.

    Where two would look alike (one archive may hold a name twice, letters may be written in
    several ways), the later ones have a number.
    """
    short = [printable(readable(name)) for name in names]
    shown = [
        text if number == 1 else printable(name)
        for name, text, number in zip(names, short, numbers(short), strict=True)
    ]
    taken: dict[str, int] = {}
    return [unused(text, taken, as_seen) for text in shown]


def numbers(texts: list[str]) -> list[int]:
    """How often each of the texts is there."""
    count: dict[str, int] = {}
    for text in texts:
        count[text] = count.get(text, 0) + 1
    return [count[text] for text in texts]


def as_seen(name: str) -> str:
    """The same text for two names that look the same."""
    return unicodedata.normalize("NFKC", name)


def without_case(name: str) -> str:
    """The same text for two names that are one file where case makes no difference."""
    return name.lower()


def folder_name(name: str) -> str:
    """A folder's name that is safe everywhere, from a submission's."""
    stem = re.sub(r"\.(ipynb|py)$", "", name, flags=re.I)
    safe = re.sub(r"[^A-Za-z0-9._-]+", "-", stem).strip("-.")[:80].rstrip("-.")
    if RESERVED.match(safe) or safe.lower() in OWN_FILES:
        return f"{safe}-"
    return safe or "submission"


def unused(name: str, taken: dict[str, int], key=without_case) -> str:  # type: ignore[no-untyped-def]
    """``name``, or with a number where one like it is taken."""
    candidate, first = name, key(name)
    while key(candidate) in taken:
        taken[first] += 1
        candidate = f"{name}-{taken[first]}"
    taken[key(candidate)] = 1
    return candidate
