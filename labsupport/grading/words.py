"""Code as words that renaming, comments and layout do not change; of strangers, behind walls.

A name of one's own choice is "name" and a text is "text". What the language and its libraries call
things stays: keywords, builtins, and names after a dot.
"""

import builtins
import io
import keyword
import threading
import tokenize
from typing import Any

from labsupport.grading import walled

LEFT_OUT = {
    tokenize.COMMENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
    tokenize.INDENT,
    tokenize.NEWLINE,
    tokenize.NL,
}
KEPT = {*keyword.kwlist, *dir(builtins)}
Word = tuple[str, int]  # and the line that it stands in, counted from 1


def words(source: str) -> list[Word]:
    """The words of a text, up to where it is no Python."""
    found: list[Word] = []
    before = ""
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type in LEFT_OUT:
                continue
            word = token.string
            if token.type == tokenize.NAME and before != "." and word not in KEPT:
                word = "name"
            elif token.type not in (tokenize.NAME, tokenize.NUMBER, tokenize.OP):
                word = "text"
            found.append((word, token.start[0]))
            before = token.string
    except (tokenize.TokenError, SyntaxError):
        pass
    return found


class Reader:
    """Reads one text after another in a process behind walls."""

    def __init__(self) -> None:
        self.process: walled.Walled | None = None
        self.lock = threading.Lock()

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, *error: object) -> None:
        if self.process is not None:
            self.process.close()

    def __call__(self, source: str) -> list[Word]:
        """`words` of a text; none of one that is too much for the process."""
        with self.lock:
            if self.process is None or not self.process.alive():
                self.process = walled.Walled("words")
            try:
                self.process.send(None, source.encode("utf-8", "replace"))
                answer, _ = self.process.receive()
            except (OSError, EOFError, TimeoutError, ValueError):
                self.process.close()
                return []
        return [(str(word), int(line)) for word, line in answer]


def main() -> None:
    """Answer until the pipe closes."""

    def reply(head: Any, data: bytes) -> list[Word]:
        return words(data.decode("utf-8", "replace"))

    walled.answer(reply)
