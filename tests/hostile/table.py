"""Writes the table of attacks into the instructor's guide: ``python -m tests.hostile.table``."""

import sys

from tests.hostile import arena

GUIDE = arena.ROOT / "chapters" / "instructors.md"
BEGIN = "<!-- attacks: begin (python -m tests.hostile.table) -->"
END = "<!-- attacks: end -->"
GROUPS = {
    "forging": "Raising the score in its own process",
    "replies": "Lying to the grader over the socket",
    "reading": "Reading what is compared, or others' work",
    "later": "Harming whoever is graded later",
    "ending": "Ending, hanging, confusing",
    "signals": "Signals",
    "resources": "Using everything up",
    "kernel": "Breaking out through the kernel",
    "network": "Reaching a network",
    "notebooks": "Notebooks that attack their reader",
    "archives": "Archives that attack their reader",
    "models": "Models that attack their reader",
}


def table(attacks: list[arena.Attack]) -> str:
    """The Markdown text between the markers."""
    lines = [f"{len(attacks)} attacks; each earned exactly what it had implemented rightly.", ""]
    for group, heading in GROUPS.items():
        rows = [attack for attack in attacks if attack.group == group]
        if not rows:
            continue
        lines += [f"**{heading}**", "", "| it | what stops it | earned |", "| --- | --- | --- |"]
        lines += [f"| {a.title} | {a.wall} | {a.earned:g} |" for a in rows]
        lines.append("")
    return "\n".join(lines)


def updated(text: str) -> str:
    """The guide with the present table in it."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{table(arena.attacks())}\n{END}{after}"


if __name__ == "__main__":
    guide = GUIDE.read_text("utf-8")
    if BEGIN not in guide or END not in guide:
        sys.exit(f"{GUIDE} has no place for the table: {BEGIN} and {END}")
    GUIDE.write_text(updated(guide), "utf-8")
