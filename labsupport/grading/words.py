"""Code as words that renaming, comments and layout do not change; of strangers, behind walls.

A name of one's own choice is "name" and a text is "text". What the language and its libraries call
things stays: keywords, builtins, and names after a dot.
"""

import atexit
import builtins
import io
import keyword
import os
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


HELPER = walled.Helper("words")
atexit.register(HELPER.close)


def read(source: str) -> list[Word]:
    """`words` of a stranger's text; none of one that is too much for the process."""
    if not hasattr(os, "fork"):  # Windows: only texts that one trusts
        return words(source)
    answer = HELPER.ask(None, source.encode("utf-8", "replace"))
    return [(str(word), int(line)) for word, line in answer or []]


def main() -> None:
    """Answer until the pipe closes."""

    def reply(head: Any, data: bytes) -> list[Word]:
        return words(data.decode("utf-8", "replace"))

    walled.answer(reply)
