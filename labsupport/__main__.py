"""The commands: ``python -m labsupport --help``.

Each command imports what it needs when it runs, so that ``--help`` answers at once.
"""

import sys

import typer

from labsupport.errors import InputError

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)


def main() -> None:
    """Run a command; an `InputError` becomes one sentence on stderr and exit status 2."""
    try:
        app()
    except InputError as error:
        print(f"labsupport: {error}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
