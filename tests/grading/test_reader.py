"""Reading a file ends in time, whatever it holds, and costs the next file nothing."""

import io
import json
import sys
import time
from pathlib import Path

import pytest

from labsupport.errors import InputError
from labsupport.grading import extract, reader, walled

MIB = 2**20


def one_cell(source):
    return json.dumps({"cells": [{"cell_type": "code", "source": source}]})


def fill(piece, size=20 * MIB - 1000):
    """A text of nearly 20 MiB."""
    return piece * (size // len(piece.encode()))


HOSTILE = {
    "20 MiB of minus signs": (".py", lambda: fill("-") + "1"),
    "20 MiB of open brackets": (".py", lambda: fill("(")),
    "minus signs": (".py", lambda: "x = " + "-" * 400_000 + "1"),
    "brackets": (".py", lambda: "x = " + "(" * 100_000 + ")" * 100_000),
    "brackets of several kinds": (".py", lambda: "x = " + "[(" * 90 + ")]" * 90),
    "a chain of attributes": (".py", lambda: "x = a" + ".b" * 200_000),
    "a chain of calls": (".py", lambda: "x = a" + "()" * 200_000),
    "a long sum": (".py", lambda: "x = 1" + "+1" * 200_000),
    "a chain of powers": (".py", lambda: "x = 1" + "**1" * 100_000),
    "a chain of comparisons": (".py", lambda: "x = 1" + "<1" * 200_000),
    "lambdas": (".py", lambda: "x = " + "lambda:" * 60_000 + "1"),
    "conditional expressions": (".py", lambda: "x = " + "1 if 1 else " * 40_000 + "1"),
    "elifs": (".py", lambda: "if a:\n pass\n" + "elif a:\n pass\n" * 30_000),
    "nested ifs": (".py", lambda: "\n".join(" " * n + "if 1:" for n in range(700))),
    "nested f-strings": (".py", lambda: "x = f'" + "{" * 100_000),
    "decorators": (".py", lambda: "@a\n" * 100_000 + "def f(): pass"),
    "a huge number": (".py", lambda: "x = " + "9" * 400_000),
    "statements": (".py", lambda: "a;" * 249_000),
    "assignments": (".py", lambda: "a=1\n" * 124_000),
    "deletions": (".py", lambda: "a=1\n" + "del a\n" * 80_000),
    "borrowed again and again": (".py", lambda: "f=1\nf=borrow('f')\n" * 24_000),
    "keywords": (".py", lambda: "f(" + ",".join(f"a{n}=1" for n in range(50_000)) + ")"),
    "broken blocks": (".py", lambda: "x = (\n" * 80_000),
    "shell lines": (".py", lambda: "!a\n" * 160_000),
    "questions": (".py", lambda: "? " * 240_000),
    "quotes": (".py", lambda: "'''\n" * 120_001),
    "backslashes": (".py", lambda: "!\\\n" * 160_000),
    "spaces before an equals sign": (".py", lambda: "a" + " " * 490_000 + "!"),
    "20 MiB in one line": (".py", lambda: fill("a")),
    "20 MiB of line ends": (".py", lambda: fill("\n") + "x"),
    "20 MiB of line ends in a cell": (".ipynb", lambda: one_cell("\r" * 3_000_000)),
    "20 MiB of lists": (".ipynb", lambda: "[" + fill("[],") + "[]]"),
    "20 MiB of open lists": (".ipynb", lambda: fill("[")),
    "20 MiB of open dicts": (".ipynb", lambda: fill('{"a":')),
    "a depth bomb in the metadata": (
        ".ipynb",
        lambda: '{"metadata": ' + "[" * 10**6 + "]" * 10**6 + ', "cells": []}',
    ),
    "a million cells": (".ipynb", lambda: '{"cells": [' + "3," * 10**6 + "3]}"),
    "400,000 empty cells": (
        ".ipynb",
        lambda: '{"cells": [' + '{"cell_type":"code"},' * 400_000 + "3]}",
    ),
    "the same key again and again": (".ipynb", lambda: "{" + fill('"cells":[],') + '"cells":[]}'),
    "a number of 20 MiB": (".ipynb", lambda: '{"cells": ' + fill("9") + "}"),
    "40 large cells": (
        ".ipynb",
        lambda: json.dumps({"cells": [{"source": "a;" * 240_000}] * 40}),
    ),
    "4,000 broken cells": (".ipynb", lambda: json.dumps({"cells": [{"source": "(" * 200}] * 4000})),
    "punycode": (".py", lambda: "# coding: punycode\n" + "é-" + fill("a9", 4 * MIB)),
    "UTF-7": (".py", lambda: "# coding: utf-7\n" + fill("+AGE-", 4 * MIB)),
}


@pytest.mark.parametrize(("suffix", "make"), HOSTILE.values(), ids=HOSTILE.keys())
def test_reading_ends_in_time(suffix, make, tmp_path):
    path = tmp_path / f"x{suffix}"
    path.write_text(make(), encoding="utf-8")
    begin = time.monotonic()
    sentence = ""
    try:
        extract.read(path).needed({"f", "x"})
    except InputError as error:
        sentence = str(error)
    assert len(sentence) < 1000
    assert "\n" not in sentence
    elapsed = time.monotonic() - begin
    (tmp_path / "next.py").write_text("def f(): return 1")
    assert extract.read(tmp_path / "next.py").names() == {"f"}
    assert elapsed < walled.WAIT  # of wall time, also on a machine that is busy


def test_needed_is_quick_where_each_definition_needs_the_next():
    number = 20_000
    submission = extract.Submission("x.py")
    for n in range(number):
        submission.definitions.append(extract.Definition(0, n, [f"a{n}"], {f"a{n + 1}"}, True))
    begin = time.process_time()
    assert len(submission.needed({"a0"})) == number
    assert time.process_time() - begin < 2


def test_what_takes_too_long_is_a_sentence_and_the_next_file_is_read(monkeypatch):
    reader.read("x.py", ".py", b"x = 1")
    process = reader.HELPER.started().popen
    process.kill()
    assert process.wait() < 0
    assert reader.read("x.py", ".py", b"x = 1")["notes"] == []
    monkeypatch.setattr(walled, "WAIT", 0.0)
    with pytest.raises(InputError, match=r"^x.py is too large or too complicated to be read; "):
        reader.read("x.py", ".py", b"x = 1")
    monkeypatch.undo()
    assert reader.read("x.py", ".py", b"x = 1")["definitions"][0]["names"] == ["x"]


def test_a_normal_file_takes_milliseconds():
    source = "\n".join(f"def f{n}(x):\n    y = x + {n}\n    return y * 2\n" for n in range(200))
    reader.read("x.ipynb", ".ipynb", one_cell(source).encode())
    best = float("inf")
    for _ in range(20):  # the best one, because other programs run here too
        begin = time.perf_counter()
        reader.read("x.ipynb", ".ipynb", one_cell(source).encode())
        best = min(best, time.perf_counter() - begin)
    assert best < 0.03  # 12,000 characters; about 4 ms on a quiet machine


def test_the_process_is_limited():
    reader.read("x.py", ".py", b"x = 1")
    if sys.platform == "linux":
        limits = Path(f"/proc/{reader.HELPER.started().popen.pid}/limits").read_text()
        rows = {line[:26].strip(): line[26:].split()[0] for line in limits.splitlines()[1:]}
        assert int(rows["Max address space"]) == walled.MEMORY
        assert int(rows["Max cpu time"]) <= walled.SECONDS + 60


def test_a_message_comes_whole_or_not_at_all():
    stream = io.BytesIO()
    walled.send(stream, {"head": [1]}, b"data")
    content = stream.getvalue()
    assert walled.received(io.BytesIO(content)) == ({"head": [1]}, b"data")
    for end in range(len(content)):
        with pytest.raises(EOFError):
            walled.received(io.BytesIO(content[:end]))
