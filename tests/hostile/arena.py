"""Grades the attacks, each between two innocent submissions, and keeps all that can be seen of it.

A class is graded by the real command in the real sandbox, as this user and, where that is root,
also as a plain user (`as_plain_user`). What the attackers would like to read or to harm lies in
folders of the arena's own, which are compared before and after.
"""

import ast
import ctypes
import functools
import inspect
import itertools
import json
import os
import re
import secrets
import shlex
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from labsupport.grading.extract import printable
from tests.hostile.attacks import archives, known, models, notebooks

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
NOBODY = 65534
MARK = "leftbehind"  # in the name of everything that an attack tries to leave
LIMITS = ("--seconds-per-call", "1", "--seconds", "5", "--memory", "512", "--require-sandbox")
SECONDS = 30.0  # more than the wall time that --seconds allows and what starting workers takes
SUBREAPER = 36
EXITING = 0x4  # PF_EXITING of the kernel: it is being taken down
LAST = "\N{FULLWIDTH LATIN SMALL LETTER Z}-innocent.py"  # after all other names


@dataclass(frozen=True)
class Attack:
    """One hostile submission, with what its docstring says of it."""

    group: str
    name: str
    title: str
    tries: str
    earned: float
    report: str  # a regular expression: what the report must say
    wall: str
    fools: bool  # whether it earns more from a grader that runs it in its own process
    file: str  # what it is called, or only how the name ends
    make: Callable[[], bytes]

    @property
    def id(self) -> str:
        """Its name in tests and in file names."""
        return f"{self.group}-{self.name}"


def attacks() -> list[Attack]:
    """All attacks, in order."""
    found = []
    for path in sorted(HERE.glob("attacks/*/*.py")):
        if not path.name.startswith("_"):
            text = ast.get_docstring(ast.parse(path.read_bytes())) or ""
            make = functools.partial(submission, path)
            found.append(read(path.parent.name, path.stem, text, ".py", make))
    for group, suffix in ((archives, ".zip"), (notebooks, ".ipynb"), (models, ".ipynb")):
        for name, function in vars(group).items():
            text = inspect.getdoc(function) or ""
            if inspect.isfunction(function) and "Earned:" in text:
                found.append(read(group.__name__.rpartition(".")[2], name, text, suffix, function))
    return found


def read(group: str, name: str, text: str, suffix: str, make: Callable[[], bytes]) -> Attack:
    """One attack: the docstring has a title, what it tries, and lines ``Key: value``."""
    title, _, rest = text.partition("\n")
    fact = re.compile(r"^(Earned|Report|Wall|Naive|File): (.*)$", re.MULTILINE)
    facts = dict(fact.findall(rest))
    file = ast.literal_eval(facts["File"]).replace("…", "x" * 240) if "File" in facts else suffix
    return Attack(
        group,
        name,
        title.strip(),
        " ".join(fact.sub("", rest).split()),
        float(facts["Earned"]),
        facts["Report"],
        facts["Wall"],
        "Naive" in facts,
        file,
        make,
    )


def submission(path: Path) -> bytes:
    """The file that is handed in."""
    return alone(path).encode()


def alone(path: Path) -> str:
    """The text of an attack as one file: what it imports from beside it is written into it."""

    def text(match: re.Match[str]) -> str:
        dots, name = match[1], match[2]
        return alone(path.parents[len(dots) - 1] / f"{name}.py")

    return re.sub(r"^from (\.+)(\w+) import .*$", text, path.read_text("utf-8"), flags=re.MULTILINE)


def told(content: bytes, values: dict[str, Any]) -> bytes:
    """The file with what the attacker is told (`attacks/known.py`) filled in."""
    for name, value in values.items():
        line = f"{name} = {value!r}".encode()
        content = re.sub(rb"^%s = .*$" % name.encode(), line, content, flags=re.MULTILINE)
    return content.replace(known.FOLDER.encode(), values["FOLDER"].encode())


# --- a place to attack


@dataclass
class Place:
    """Folders with things that are worth stealing, and ears for what comes out of a sandbox."""

    folder: Path
    secret: str = field(default_factory=lambda: f"{MARK}-secret-{secrets.token_hex(8)}")
    heard: list[str] = field(default_factory=list)
    listeners: list[socket.socket] = field(default_factory=list)

    def __post_init__(self) -> None:
        for name in ("home", "tmp", "suite", "class"):
            (self.folder / name).mkdir(parents=True)
        (self.folder / "home" / "id_ed25519").write_text(self.secret)
        (self.folder / "secret.txt").write_text(self.secret)
        suite = (HERE / "suite.py").read_text("utf-8").replace(f"{MARK}-secret-", self.secret)
        (self.folder / "suite" / "test_hostile.py").write_text(
            f"{suite}\n\nSECRET = {self.secret!r}\n"
        )
        self.packages()
        self.listen()

    def packages(self) -> None:
        """Copies of the course, beside a package that labs need."""
        place = self.folder / "packages"
        files = {
            "einops/__init__.py": "",
            "einops-0.8.dist-info/METADATA": "Metadata-Version: 2.1\nName: einops\nVersion: 0.8\n",
            "einops-0.8.dist-info/RECORD": "einops/__init__.py,,\neinops-0.8.dist-info/RECORD,,\n",
            "course.pth": f"# {self.secret}",
            "answers.py": self.secret,
            "copy/labsupport/lent.py": self.secret,
            "copy/solutions/square.py": self.secret,
        }
        for name, text in files.items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_text(text)

    def listen(self) -> None:
        """Listen on TCP, IPv6, UDP, socket files and an abstract socket: nothing may arrive."""
        tcp = socket.create_server(("127.0.0.1", 0))
        port = tcp.getsockname()[1]
        tcp6 = socket.create_server(("::1", port), family=socket.AF_INET6)
        udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        udp.bind(("127.0.0.1", port))
        file, abstract = socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX)
        datagrams = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        for listener, name in ((file, "listener.socket"), (datagrams, "datagrams.socket")):
            listener.bind(str(self.folder / name))
            (self.folder / name).chmod(0o777)
        abstract.bind(f"\0{self.secret[:-8]}abstract")
        file.listen()
        abstract.listen()
        self.listeners = [tcp, tcp6, udp, file, abstract, datagrams]
        self.known = {
            "FOLDER": str(self.folder),
            "REPOSITORY": str(ROOT),
            "PORT": port,
            "ABSTRACT": f"{self.secret[:-8]}abstract",
        }
        for listener in self.listeners:
            threading.Thread(target=self.hear, args=(listener,), daemon=True).start()

    def hear(self, listener: socket.socket) -> None:
        """Note everything that arrives."""
        while True:
            try:
                if listener.type == socket.SOCK_DGRAM:
                    self.heard.append(repr(listener.recv(100)))
                else:
                    connection, address = listener.accept()
                    self.heard.append(f"a connection from {address!r}")
                    connection.close()
            except OSError:
                return

    def close(self) -> None:
        """Stop listening."""
        for listener in self.listeners:
            listener.close()

    def contents(self) -> dict[str, tuple[int, int, bytes]]:
        """Every file but those of the output, with its mode, its time and its text."""
        found = {}
        for path in sorted(self.folder.rglob("*")):
            if path.is_relative_to(self.folder / "output") or path.is_socket():
                continue
            facts = path.lstat()
            text = path.read_bytes() if path.is_file() else b""
            found[str(path)] = (facts.st_mode, 0 if path.is_dir() else facts.st_mtime_ns, text)
        return found


def repository() -> dict[str, tuple[int, int]]:
    """Size and time of our own files."""
    folders = ("labsupport", "solutions", "tests", "chapters")
    paths = [p for folder in folders for p in (ROOT / folder).rglob("*") if p.is_file()]
    paths = [p for p in paths if "__pycache__" not in p.parts]
    return {str(p): (p.lstat().st_size, p.lstat().st_mtime_ns) for p in paths}


def left_in_folders() -> set[str]:
    """What an attack left in the machine's shared folders, or in a home."""
    found: set[str] = set()
    for folder in (Path("/tmp"), Path("/dev/shm"), Path("/var/tmp"), Path("/"), Path.home()):
        if folder.is_dir():
            found |= {str(p) for p in folder.iterdir() if p.name.startswith(MARK)}
    for line in Path("/proc/net/unix").read_text().splitlines():
        if f"@{MARK}-left" in line:
            found.add(line.split()[-1])
    return found


# --- grading it


@dataclass
class Outcome:
    """What was seen of one class that was graded."""

    place: Place
    files: list[str]  # names of the submissions, in order
    status: int = -1
    stdout: str = ""
    stderr: str = ""
    seconds: float = 0.0
    survivors: list[str] = field(default_factory=list)
    seen: list[tuple[float, str]] = field(default_factory=list)  # when a marked process was alive
    changed: list[str] = field(default_factory=list)
    found: dict[str, Path] = field(default_factory=dict)

    def results(self, name: str) -> dict[str, Any]:
        """What the grader found about a submission."""
        path = self.folder(name) / "results.json"
        return json.loads(path.read_text("utf-8"))

    def folder(self, name: str) -> Path:
        """The folder of a submission's report."""
        known = self.folders()
        if name.endswith(".zip"):
            return next(known[each] for each in known if each.startswith(name[:-4]))
        return known[printable(name)]

    def folders(self) -> dict[str, Path]:
        """Name of a submission in the reports -> the folder of its report."""
        if not self.found:
            for path in (self.place.folder / "output").glob("*/results.json"):
                submission = json.loads(path.read_text("utf-8"))["extra_data"]["submission"]
                self.found[submission] = path.parent
        return self.found

    def time_of(self, name: str) -> float:
        """When a submission's grade was written."""
        return (self.folder(name) / "results.json").stat().st_mtime

    def said(self, name: str) -> str:
        """Every sentence in a submission's report."""
        found = self.results(name)
        return "\n".join([found["output"], *(test["output"] for test in found["tests"])])


def grade_class(place: Path, all_attacks: list[Attack], plain: bool) -> Outcome:
    """Grade the attacks, each between two innocent submissions."""
    arena = Place(place)
    innocent = (HERE / "innocent.py").read_text("utf-8")
    files = []
    for number, attack in enumerate([None, *all_attacks]):
        if attack is not None:
            files.append(file_name(number, attack))
            (place / "class" / files[-1]).write_bytes(told(attack.make(), arena.known))
        files.append(f"{number:03}-{'z-' * bool(number)}innocent.py")
        (place / "class" / files[-1]).write_text(innocent, "utf-8")
    files.append(LAST)
    (place / "class" / LAST).write_text(innocent, "utf-8")
    outcome = Outcome(arena, sorted(files))
    suite = place / "suite" / "test_hostile.py"
    command = [sys.executable, "-B", "-m", "labsupport", "grade", "hostile", str(place / "class")]
    command += ["--suite", str(suite), "--output", str(place / "output"), *LIMITS]
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "HOSTILE"))},
        "HOME": str(place / "home"),
        "TMPDIR": str(place / "tmp"),
        "HOSTILE_SECRET": arena.secret,
        "PYTHONPATH": str(place / "packages"),
    }
    if plain:
        command = as_plain_user(command)
        for path in [place, *place.rglob("*")]:
            os.chown(path, NOBODY, NOBODY, follow_symlinks=False)

    def look() -> list[dict[str, Any]]:
        return [arena.contents(), repository(), dict.fromkeys(left_in_folders())]

    before = look()
    run(command, environment, outcome)
    after = look()
    for one, other in zip(before, after, strict=True):
        pairs = {*one.items()} ^ {*other.items()}
        outcome.changed += sorted({name for name, _ in pairs})
    arena.close()
    return outcome


def file_name(number: int, attack: Attack) -> str:
    """What an attack's submission is called; the number makes the order."""
    numbered = attack.file.startswith(".")
    return f"{number:03}-{attack.id}{attack.file}" if numbered else attack.file


def run(command: list[str], environment: dict[str, str], outcome: Outcome) -> None:
    """Run the grader, looking for processes that outlive their submission."""
    # Orphans of the grader become our children, so that none can hide.
    ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
    begin = time.time()
    with GRADERS.lock:
        GRADERS.pids |= children(os.getpid(), parents()) if not GRADERS.running else set()
        GRADERS.running += 1
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="surrogateescape",
        )
        GRADERS.pids.add(process.pid)
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(0.1):
            now, family = time.time(), {*descendants(process.pid, parents()), *orphans()}
            outcome.seen += [
                (now, f"{pid} {comm(pid)}") for pid in family if MARK in comm(pid) and alive(pid)
            ]

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        outcome.stdout, outcome.stderr = process.communicate(timeout=1800)
    finally:
        ended.set()
        watcher.join()
        if process.poll() is None:
            process.kill()
    outcome.seconds, outcome.status = time.time() - begin, process.returncode
    deadline = time.monotonic() + 2  # the kernel needs a moment to end a group of processes
    while time.monotonic() < deadline and (left := orphans()):
        time.sleep(0.05)
    outcome.survivors = [f"{pid} {comm(pid)}" for pid in left]
    with GRADERS.lock:
        GRADERS.running -= 1


@dataclass
class Graders:
    """Our own children: all others that we get were left by a grader."""

    pids: set[int] = field(default_factory=set)
    running: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


GRADERS = Graders()


def orphans() -> list[int]:
    """Processes that came from a grader and are alive after the one that started them."""
    with GRADERS.lock:
        tree = parents()
        adopted = children(os.getpid(), tree) - GRADERS.pids
    found = {*adopted, *itertools.chain(*(descendants(pid, tree) for pid in adopted))}
    return [pid for pid in found if alive(pid)]


def parents() -> dict[int, int]:
    """Each process of this machine, and its parent."""
    found = {}
    for pid in filter(str.isdigit, os.listdir("/proc")):
        fields = status_fields(int(pid))
        if fields:
            found[int(pid)] = int(fields[1])
    return found


def children(pid: int, tree: dict[int, int]) -> set[int]:
    """The processes that have this one as parent."""
    return {child for child, parent in tree.items() if parent == pid}


def descendants(pid: int, tree: dict[int, int]) -> set[int]:
    """The children of a process, their children, and so on."""
    found: set[int] = set()
    new = {pid}
    while new:
        new = {child for child, parent in tree.items() if parent in new} - found
        found |= new
    return found


def status_fields(pid: int) -> list[str]:
    """The fields of /proc/PID/stat after the name: state, parent, ..."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()
    except OSError:
        return []


def alive(pid: int) -> bool:
    """Whether a process can still run a line of its own.

    One that was killed cannot, although the kernel may show it for seconds while it takes back
    the memory of many: proc(5), fields 3 and 9 of stat, `ShdPnd` of status.
    """
    fields = status_fields(pid)
    if not fields or fields[0] in "ZX" or int(fields[6]) & EXITING:
        return False
    try:
        lines = Path(f"/proc/{pid}/status").read_text(errors="replace").splitlines()
    except OSError:
        return False
    pending = sum(int(line.split()[1], 16) for line in lines if line.startswith("ShdPnd:"))
    return not pending >> (signal.SIGKILL - 1) & 1


def comm(pid: int) -> str:
    """The name of a process."""
    try:
        return Path(f"/proc/{pid}/comm").read_text(errors="replace").strip()
    except OSError:
        return ""


def as_plain_user(command: list[str]) -> list[str]:
    """The command that runs another one as the user nobody; only root can use it.

    The interpreter or the repository may lie below a folder that is closed to others, such as
    /root. In mounts of the command's own, an open and empty folder takes that folder's place, and
    has in it what is needed and nothing else.
    """
    needed = sorted({Path(p).resolve() for p in (sys.prefix, sys.base_prefix, ROOT)})
    script = ["mount -t tmpfs tmpfs /mnt"]
    closed: dict[Path, list[Path]] = {}
    for path in needed:
        shut = [p for p in reversed(path.parents) if not p.stat().st_mode & 0o001]
        if shut:
            closed.setdefault(shut[0], []).append(path)
    for number, path in enumerate(itertools.chain(*closed.values())):
        script.append(f"mkdir /mnt/{number}; mount --rbind {shlex.quote(str(path))} /mnt/{number}")
    for folder in closed:
        script.append(f"mount -t tmpfs -o mode=755 tmpfs {shlex.quote(str(folder))}")
    for number, path in enumerate(itertools.chain(*closed.values())):
        quoted = shlex.quote(str(path))
        script.append(f"mkdir -p {quoted}; mount --rbind /mnt/{number} {quoted}")
    script.append("umount -R -l /mnt")
    become = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    script.append("exec " + shlex.join([*become, *command]))
    return ["unshare", "--mount", "sh", "-ec", "\n".join(script)]


# --- the pages


class Page(HTMLParser):
    """Elements, attributes and text of a page, as a browser would see them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.texts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes |= {f"{tag} {name}" for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def controls(text: str) -> Iterator[str]:
    """Characters that steer a terminal or turn the direction of writing."""
    return (c for c in text if not c.isprintable() and c not in "\n")
