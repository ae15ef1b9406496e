"""Archives and file names that attack whoever reads them: each function makes one file."""

import io
import stat
import struct
import zipfile

DOUBLE = b"def double(x):\n    return 2 * x\n"


def archive(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    """A zip with these members."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in members:
            file.writestr(name, text)
    return data.getvalue()


def special(kind: int, name: str) -> zipfile.ZipInfo:
    """A member that is no ordinary file."""
    found = zipfile.ZipInfo(name)
    found.external_attr = (kind | 0o777) << 16
    return found


def parent_folders() -> bytes:
    """A path that leads out of the archive

    Earned: 0
    Report: has a path that leads out of the archive
    Wall: members are copied to numbered files, not unpacked
    """
    return archive(("../../../leftbehind-zip.py", DOUBLE))


def absolute_path() -> bytes:
    """A path from the root

    Earned: 0
    Report: has a path that leads out of the archive
    Wall: members are copied to numbered files, not unpacked
    """
    return archive(("/var/tmp/leftbehind-zip.py", DOUBLE))


def backslashes() -> bytes:
    """A path of another system

    Earned: 0
    Report: has a path that leads out of the archive
    Wall: members are copied to numbered files, not unpacked
    """
    return archive(("..\\..\\leftbehind-zip.py", DOUBLE))


def link() -> bytes:
    """A link to a file of the teacher's

    Earned: 0
    Report: is a link or a device, not a file
    Wall: members are copied to numbered files, not unpacked
    """
    return archive((special(stat.S_IFLNK, "lab.py"), b"/etc/passwd"))


def device() -> bytes:
    """A device as a submission

    Earned: 0
    Report: is a link or a device, not a file
    Wall: members are copied to numbered files, not unpacked
    """
    return archive((special(stat.S_IFCHR, "lab.py"), b""))


def bomb() -> bytes:
    """A bomb

    A hundred kilobytes that unpack to a hundred megabytes.

    Earned: 0
    Report: more than 20 MiB
    Wall: no more is unpacked of a member than may be read
    """
    return archive(("lab.py", b"#" * 100 * 2**20))


def nested() -> bytes:
    """An archive in an archive in an archive

    Earned: 0
    Report: archive
    Wall: archives are opened one deep
    """
    inner = archive(("lab.py", DOUBLE))
    for name in ("c.zip", "b.zip", "a.zip"):
        inner = archive((name, inner))
    return inner


def lying_size() -> bytes:
    """Sizes that are not true

    The directory says four bytes; there are more, and a checksum of something else.

    Earned: 0
    Report: encrypted or damaged|not a zip archive|none of the exercises
    Wall: what is damaged is named so
    """
    data = bytearray(archive(("lab.py", DOUBLE * 1000)))
    central = data.rindex(b"PK\1\2")
    data[central + 24 : central + 28] = struct.pack("<I", 4)
    return bytes(data)


def encrypted() -> bytes:
    """A member that needs a password

    Earned: 0
    Report: encrypted or damaged
    Wall: what cannot be unpacked is named so
    """
    data = bytearray(archive(("lab.py", DOUBLE)))
    for mark, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.rindex(mark) + place] |= 1
    return bytes(data)


def many_members() -> bytes:
    """Twenty thousand and one files

    Earned: 0
    Report: has 20,001 files, more than 20,000
    Wall: the number of members is limited
    """
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        for number in range(20_001):
            file.writestr(f"{number}.txt", b"")
    return data.getvalue()


def truncated() -> bytes:
    """Half an archive

    Earned: 0
    Report: is not a zip archive, or is damaged
    Wall: what is damaged is named so
    """
    data = archive(("lab.py", DOUBLE * 100))
    return data[: len(data) // 2]


def member_with_page() -> bytes:
    """A page of its own as a member's name

    Earned: 1
    Report: square is not written yet
    Wall: names are escaped, and folders have safe names
    """
    return archive(("<img src=x onerror=alert(1)>\x1b[2J\u202e.py", DOUBLE))


def name_with_controls() -> bytes:
    """A name that clears the screen

    File: "clear\\x1b[2J\\n\\u202epy.<script>alert(1)<\\u2215script>.py"
    Earned: 1
    Report: square is not written yet
    Wall: names are made printable and escaped
    """
    return DOUBLE


def name_with_formula() -> bytes:
    """A name that a spreadsheet computes

    File: "=HYPERLINK(1)&cmd|'-C calc'!A0.py"
    Earned: 1
    Report: square is not written yet
    Wall: no cell of the table begins like a formula
    """
    return DOUBLE


def name_without_text() -> bytes:
    """A name that is no text

    Bytes that are not UTF-8, which no report could be written with.

    File: "\\udcff\\udcfe.py"
    Earned: 1
    Report: square is not written yet
    Wall: names are made printable
    """
    return DOUBLE


def name_of_ledger() -> bytes:
    """A name of the ledger

    Its folder would be where the grader keeps the finished grades.

    File: "ledger.jsonl.py"
    Earned: 1
    Report: square is not written yet
    Wall: folders of reports do not have names of the grader's files
    """
    return DOUBLE


def name_of_table() -> bytes:
    """A name of the table of grades

    Its folder would be where the grader writes all points.

    File: "grades.csv.py"
    Earned: 1
    Report: square is not written yet
    Wall: folders of reports do not have names of the grader's files
    """
    return DOUBLE


def long_name() -> bytes:
    """A name as long as a file system allows

    File: "long….py"
    Earned: 1
    Report: square is not written yet
    Wall: folders have short names
    """
    return DOUBLE
