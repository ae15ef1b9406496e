"""The commands: ``labsupport --help``.

Each command imports what it needs when it runs, so that ``--help`` answers at once.
"""

import sys

if __name__ == "__main__" and not sys.flags.safe_path:
    # `python -m labsupport` looks for modules in the current folder first, which may be full of
    # strangers' files; the installed command `labsupport` does not.
    del sys.path[0]

import gc
import os
import shlex
from typing import Annotated, Any

try:
    import typer
except ModuleNotFoundError:
    print("labsupport: the commands need one more package: pip install typer", file=sys.stderr)
    sys.exit(2)

from labsupport.errors import IncompleteError, InputError

UsageError: Any = typer.BadParameter.__base__  # of Click, which some versions have inside of them
MOST = 2**31 - 1  # of anything that is counted

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)


@app.command()
def pair(
    slugs: Annotated[list[str] | None, typer.Argument(help="Topics; all if none is named.")] = None,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; fail on drift.")] = False,
) -> None:
    """Make chapters/<slug>/lab.ipynb from lab.md, or check that both and the solutions agree."""
    from pathlib import Path

    need_notebooks()
    from labsupport import files
    from labsupport.book import notebooks

    root = Path.cwd()
    wrong: list[str] = []
    made = {slug: notebooks.lab_text(root, slug) for slug in slugs or notebooks.slugs(root)}
    for slug, text in made.items():
        path = root / "chapters" / slug / "lab.ipynb"
        same = path.is_file() and path.read_text("utf-8") == text
        if not check:
            if not same:  # the site builds anew what was written anew
                files.write(path, text)
            continue
        if not same:
            wrong.append(
                f"chapters/{slug}/lab.ipynb differs from lab.md; run: python -m labsupport pair"
            )
        differences = notebooks.check_stubs(
            notebooks.loads(text), notebooks.solutions_text(root, slug)
        )
        wrong += [f"chapters/{slug}/lab.md, solutions/{slug}.py: {each}" for each in differences]
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    if wrong:
        raise typer.Exit(1)


@app.command()
def solve(
    slug: Annotated[str, typer.Argument(help="The topic.")],
    output: Annotated[str, typer.Option(help="The notebook to write.")],
) -> None:
    """Write the solved lab of a topic, for an author."""
    from pathlib import Path

    need_notebooks()
    import nbformat

    from labsupport import files
    from labsupport.book import notebooks

    files.write(output, nbformat.writes(notebooks.solved_lab(Path.cwd(), slug)) + "\n")


@app.command()
def colab(
    slugs: Annotated[list[str] | None, typer.Argument(help="Topics; all if none is named.")] = None,
    python: Annotated[str, typer.Option(help="A Python of Colab's version.")] = "python3.13",
    folder: Annotated[str, typer.Option(help="Of the environment and the logs.")] = "_build/colab",
) -> None:
    """Run every solved lab with Colab's versions, after the lab's own first cell."""
    from pathlib import Path

    need_notebooks()
    from labsupport.book import colab

    failed = colab.run(Path.cwd(), Path(folder), slugs, python)
    if failed:
        print(f"{len(failed)} fail: {', '.join(failed)}; see {Path(folder).resolve()}")
        raise typer.Exit(1)


@app.command()
def newest(
    folder: Annotated[str, typer.Option(help="Of environment and site.")] = "_build/newest",
) -> None:
    """Build the book without Jupyter Book, by the newest versions of Sphinx and the theme."""
    from pathlib import Path

    need_notebooks()
    from labsupport.book import newest

    print(f"The site: {newest.build(Path.cwd(), Path(folder))}")


@app.command()
def twice(folder: Annotated[str, typer.Option(help="Of two copies.")] = "_build/twice") -> None:
    """Build the site of the last commit twice from nothing; fail where the two differ."""
    from pathlib import Path

    need_notebooks()
    from labsupport.book import twice

    found = twice.build(Path.cwd(), Path(folder))
    for sentence in found:
        print(sentence)
    if found:
        raise typer.Exit(1)
    print("Both are the same, but for dates and times.")


@app.command("print")
def print_book(
    outputs: Annotated[
        list[str] | None,
        typer.Argument(help="Files to write, .pdf or .epub; _build/book.pdf and .epub if none."),
    ] = None,
    site: Annotated[str, typer.Option(help="The built site.")] = "_build/html",
) -> None:
    """Print the whole built site into one PDF, and into one EPUB."""
    from pathlib import Path

    need_notebooks()
    from labsupport.book import epub, printed

    write = {".pdf": printed.book, ".epub": epub.book}
    paths = [Path(name) for name in outputs or ["_build/book.pdf", "_build/book.epub"]]
    for path in paths:
        if path.suffix not in write:
            raise InputError(f"{path} is neither a .pdf nor an .epub")
    for path in paths:
        write[path.suffix](Path.cwd(), Path(site), path)
        print(f"The book: {path.resolve()}")


@app.command()
def new_topic(slug: Annotated[str, typer.Argument(help="Its name in every room.")]) -> None:
    """Make all files of a new topic, with one formula, one draw and one equation."""
    from pathlib import Path

    need_notebooks()
    from labsupport.book import new_topic

    for path in new_topic.new_topic(Path.cwd(), slug):
        print(path.relative_to(Path.cwd()))


@app.command()
def train(
    model: Annotated[str, typer.Argument(help="The model: vae.")],
    data: Annotated[str, typer.Option(help="digits, mnist or binarized_mnist.")] = "digits",
    epochs: Annotated[int, typer.Option(min=1, max=MOST, help="Passes over the data.")] = 20,
    device: Annotated[str, typer.Option(help="auto, cpu or cuda.")] = "auto",
    batch_size: Annotated[int, typer.Option(min=1, max=MOST, help="Images of one step.")] = 100,
    lr: Annotated[float, typer.Option(help="Adam's step size.")] = 1e-3,
    seed: Annotated[int, typer.Option(min=0, max=2**63 - 1, help="Of every random draw.")] = 0,
    hidden: Annotated[str, typer.Option(help="Widths of the encoder's hidden layers.")] = "200,200",
    latent: Annotated[int, typer.Option(min=1, max=MOST, help="Latent dimensions.")] = 50,
    likelihood: Annotated[str, typer.Option(help="bernoulli or gaussian.")] = "bernoulli",
    mixed_precision: Annotated[bool, typer.Option(help="bfloat16 matrix products.")] = False,
    compile: Annotated[bool, typer.Option(help="Use torch.compile.")] = False,
    cuda_graph: Annotated[bool, typer.Option(help="Replay the step, on a GPU.")] = False,
    k_eval: Annotated[
        int, typer.Option(min=1, max=MOST, help="Draws an image in the evaluation.")
    ] = 100,
    test_images: Annotated[
        int, typer.Option(min=1, max=MOST, help="Evaluate the first so many.")
    ] = 1000,
    output: Annotated[str | None, typer.Option(help="Folder of checkpoint, log, results.")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on from OUTPUT.")] = False,
) -> None:
    """Train a model and print its negative log-likelihood on test images."""
    from labsupport import experiments

    experiments.train(
        model,
        data,
        hidden=hidden,
        latent=latent,
        likelihood=likelihood,
        k_eval=k_eval,
        test_images=test_images,
        output=output,
        command="python -m labsupport " + shlex.join(sys.argv[1:]),
        epochs=epochs,
        device=device,
        batch_size=batch_size,
        lr=lr,
        seed=seed,
        mixed_precision=mixed_precision,
        compile=compile,
        cuda_graph=cuda_graph,
        resume=resume,
    )


@app.command()
def grade(
    slug: Annotated[str, typer.Argument(help="The topic, for example vae.")],
    paths: Annotated[list[str], typer.Argument(help="Notebooks, .py files, folders, zips.")],
    output: Annotated[str, typer.Option(help="Folder of the reports.")] = "grades",
    suite: Annotated[str | None, typer.Option(help="A graded suite of your own.")] = None,
    seconds_per_call: Annotated[
        float, typer.Option(min=0.1, help="For one call, CPU time.")
    ] = 10.0,
    seconds: Annotated[float, typer.Option(min=1, help="For all calls, CPU time.")] = 120.0,
    memory: Annotated[int, typer.Option(min=64, help="MiB that a submission may use.")] = 4096,
    jobs: Annotated[int, typer.Option(min=1, help="Submissions graded at the same time.")] = 1,
    scheduler: Annotated[
        str | None, typer.Option(help="Grade on the workers of Dask's scheduler at this address.")
    ] = None,
    seed: Annotated[
        int | None, typer.Option(min=0, max=2**63 - 1, help="Draw the inputs from this.")
    ] = None,
    require_sandbox: Annotated[
        bool, typer.Option("--require-sandbox", help="Refuse to grade where a wall is missing.")
    ] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Grade only what is missing or changed in OUTPUT.")
    ] = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Grade all anew where OUTPUT has grades.")
    ] = False,
    roster: Annotated[
        str | None, typer.Option(help="The class, as your system exports its table of grades.")
    ] = None,
    policy: Annotated[
        str | None, typer.Option(help="Late days, dropped exercises, points by hand: a TOML file.")
    ] = None,
    csv: Annotated[
        str | None,
        typer.Option(help="Fill the roster for canvas, moodle, blackboard, brightspace."),
    ] = None,
    column: Annotated[str | None, typer.Option(help="The roster's column for the points.")] = None,
    explain: Annotated[
        str | None, typer.Option(help="Only this exercise, call by call; writes no reports.")
    ] = None,
) -> None:
    """Grade submissions: a table here, a report for each student, grades.csv for all."""
    from importlib.util import find_spec
    from pathlib import Path

    if find_spec("pytest") is None or find_spec("rich") is None:
        raise InputError('grading needs more packages: pip install "labsupport[grading]"')
    from labsupport.grading import run, sandbox

    limits = sandbox.Limits(seconds_per_call, seconds, memory)
    if explain is not None:
        from labsupport.grading.explain import explain_exercise

        own_suite = None if suite is None else Path(suite)
        explain_exercise(
            slug, [Path(path) for path in paths], explain, own_suite, limits, seed, require_sandbox
        )
        return
    from labsupport.teaching import class_report, final, people, upload
    from labsupport.teaching import roster as rosters

    # What can be wrong with these is said before anything is graded.
    listed = None if roster is None else rosters.read(Path(roster))
    rules = final.policy_for(Path(output), None if policy is None else Path(policy))
    if csv is not None:
        upload.check(csv, listed, slug, column)
    grades = run.grade_class(
        slug,
        [Path(path) for path in paths],
        Path(output),
        suite=None if suite is None else Path(suite),
        limits=limits,
        jobs=jobs,
        seed=seed,
        require_sandbox=require_sandbox,
        resume=resume,
        overwrite=overwrite,
        matching=lambda found, exercises: people.match(found, slug, exercises, listed),
        scheduler=scheduler,
    )
    run.print_table(grades)
    finals = final.write(Path(output), slug, grades, rules)
    class_report.write(Path(output), grades, slug)
    if csv is not None and listed is not None:
        for path in upload.write(Path(output), csv, listed, slug, grades, finals, column):
            print(f"To upload: {path.resolve()}")
    print(f"Reports: {Path(output).resolve() / 'index.html'}")
    run.check_all_graded(grades)


@app.command()
def regrade(
    slug: Annotated[str, typer.Argument(help="The topic, for example vae.")],
    paths: Annotated[list[str], typer.Argument(help="The submissions, as they were given.")],
    output: Annotated[str, typer.Option(help="Folder of the grades.")] = "grades",
    suite: Annotated[str | None, typer.Option(help="A graded suite of your own.")] = None,
    roster: Annotated[str | None, typer.Option(help="As for grade.")] = None,
    policy: Annotated[str | None, typer.Option(help="As for grade; by default the last.")] = None,
    jobs: Annotated[int, typer.Option(min=1, help="Submissions graded at the same time.")] = 1,
    verify: Annotated[
        bool, typer.Option("--verify", help="Reproduce the grades; write nothing.")
    ] = False,
) -> None:
    """Grade anew with the seeds of the ledger, and say who gains and loses what, and why."""
    from pathlib import Path

    from labsupport.teaching import class_report, final, people, regrade
    from labsupport.teaching import roster as rosters

    listed = None if roster is None else rosters.read(Path(roster))
    options: dict[str, Any] = {
        "suite": None if suite is None else Path(suite),
        "jobs": jobs,
        "matching": lambda found, exercises: people.match(found, slug, exercises, listed),
    }
    given, folder = [Path(path) for path in paths], Path(output)
    if verify:
        right, sentences = regrade.verify(slug, given, folder, **options)
        print(f"{right} grades were reproduced, to every verdict")
        for sentence in sentences:
            print(sentence, file=sys.stderr)
        raise typer.Exit(1 if sentences else 0)
    rules = final.policy_for(folder, None if policy is None else Path(policy))
    grades, changes = regrade.again(slug, given, folder, **options)
    final.write(folder, slug, grades, rules)
    class_report.write(folder, grades, slug)
    for change in changes:
        print(change)
    print(f"{len(changes)} of {len(grades)} grades changed; before: ledger.previous.jsonl")


@app.command()
def similar(
    slug: Annotated[str, typer.Argument(help="The topic, for example vae.")],
    paths: Annotated[list[str], typer.Argument(help="The submissions, as grade takes them.")],
    suite: Annotated[str | None, typer.Option(help="As for grade.")] = None,
    output: Annotated[str, typer.Option(help="The page; a table beside it.")] = "similar.html",
) -> None:
    """List the submissions that share code which few others have."""
    from pathlib import Path

    from labsupport.grading import judge, run
    from labsupport.grading.collect import searched
    from labsupport.teaching import people, similar

    given_paths, page = [Path(path) for path in paths], Path(output)
    own_suite = None if suite is None else Path(suite)
    tests = judge.tests_of(run.find_suite(slug, own_suite, given_paths))
    exercises = {test.exercise for test in tests}
    given, assumed = people.match(searched(given_paths), slug, exercises)
    for sentence in assumed:
        print(sentence)
    found = similar.write(page, slug, given)
    for pair in found[:5]:
        print(f"{pair.similarity:.2f}  {' and '.join(pair.names)}")
    print(f"Pairs: {page.resolve()} and {page.with_suffix('.csv').name}")


@app.command()
def gradebook(
    folders: Annotated[list[str], typer.Argument(help="The outputs of grade, one for each lab.")],
    output: Annotated[str, typer.Option(help="The table to write.")] = "gradebook.csv",
) -> None:
    """Write one table over all labs: a line for each person, with the points that count."""
    from pathlib import Path

    from labsupport import files
    from labsupport.teaching import final

    files.write(output, final.gradebook([Path(folder) for folder in folders]))
    print(f"Gradebook: {Path(output).resolve()}")


@app.command()
def gradescope(
    slug: Annotated[str, typer.Argument(help="The topic, for example vae.")],
    output: Annotated[
        str | None, typer.Option(help="The zip; by default SLUG-gradescope.zip.")
    ] = None,
) -> None:
    """Make the zip of an autograder for Gradescope."""
    from pathlib import Path

    from labsupport import files
    from labsupport.grading import judge
    from labsupport.teaching import gradescope

    packed = gradescope.package(Path.cwd(), slug)
    points = sum(test.points for test in judge.tests_of(Path(f"tests/graded/test_{slug}.py")))
    path = Path(output or f"{slug}-gradescope.zip")
    files.write(path, packed)
    print(f"Upload {path.resolve()} at Configure Autograder, and set {points:g} autograder points")


@app.command()
def release(
    folder: Annotated[str, typer.Argument(help="That of the students' repository.")],
    labs: Annotated[str, typer.Option(help="Topics, such as start,vae; by default all.")] = "",
) -> None:
    """Write or update the repository that students get: labs and package, no solution."""
    from pathlib import Path

    need_notebooks()
    from labsupport.book import release

    chosen = [slug.strip() for slug in labs.split(",") if slug.strip()] or None
    done = release.release(Path.cwd(), Path(folder), chosen)
    print(
        f"{len(done.written)} files written, {len(done.unchanged)} unchanged, "
        f"{len(done.removed)} removed in {Path(folder).resolve()}"
    )
    for name in done.kept:
        print(f"kept, because somebody has changed it: {name}", file=sys.stderr)


@app.command()
def doctor() -> None:
    """Say which walls stand here, what is missing, and whether timings can be trusted."""
    from labsupport.grading import doctor

    raise typer.Exit(doctor.examine())


def need_notebooks() -> None:
    """Raise InputError unless there is what reads and makes notebooks; it names what is missing."""
    from importlib.util import find_spec

    packages = {
        "jupytext": "jupytext",
        "nbformat": "nbformat",
        "yaml": "pyyaml",
        "IPython": "ipython",
    }
    missing = [package for module, package in packages.items() if find_spec(module) is None]
    if missing:
        raise InputError(f"this needs more packages: pip install {' '.join(missing)}")


def main() -> None:
    """Run a command; its own exceptions become one sentence on stderr and an exit status."""
    arguments = sys.argv[1:]
    if arguments[:1] in (["grade"], ["regrade"]):
        # `*.py` may stand for a file called --suite=evil.py, which is a file and no option.
        arguments = [
            f"./{text}" if text.startswith("-") and os.path.lexists(text) else text
            for text in arguments
        ]
    try:
        status = app(arguments, standalone_mode=False)
    except (InputError, IncompleteError) as error:
        complain(str(error), error.status)
    except UsageError as error:
        complain(f"{error.format_message()} See: labsupport --help", error.exit_code)
    except ModuleNotFoundError as error:
        if not str(error.name).startswith("labsupport."):
            raise
        complain(f"this copy of the course has no {error.name}: its authors' copy has", 2)
    except typer.Abort:
        complain("stopped", 130)
    if "triton" not in sys.modules:  # which complains about what is left of it
        gc.freeze()  # torch's 190,000 objects end with the process: nobody need look at them
    sys.exit(status if isinstance(status, int) else 0)


def complain(sentence: str, status: int) -> None:
    """End with a sentence, which may hold what strangers wrote, such as a file's name."""
    from labsupport.grading.names import without_controls

    print(f"labsupport: {without_controls(sentence)}", file=sys.stderr)
    sys.exit(status)


if __name__ == "__main__":
    main()
