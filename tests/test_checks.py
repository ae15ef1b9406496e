"""The public checks: ✓ for right answers, ✗ with the likely mistake for wrong ones, no error."""

import importlib
import types
from pathlib import Path
from typing import Any

import pytest
import torch

from tests.variants.build import SLUGS, SOLUTIONS, Variant, exercises, variants

RIGHT = [v for slug in SLUGS for v in variants(slug, "right")]
WRONG = [v for slug in SLUGS for v in variants(slug, "wrong")]
CHECKED = [(slug, name) for slug in SLUGS for name in exercises(slug)]


def load(path: Path) -> dict[str, Any]:
    """The names that a file defines, as in a notebook."""
    module = types.ModuleType("answers")
    exec(compile(path.read_text("utf-8"), str(path), "exec"), module.__dict__)
    return vars(module)


def said(slug: str, exercise: str, answer: Any, capsys: Any) -> str:
    """What the public check of an exercise prints about an answer."""
    capsys.readouterr()
    getattr(importlib.import_module(f"labsupport.checks.{slug}"), exercise)(answer)
    return capsys.readouterr().out


@pytest.mark.parametrize(("slug", "exercise"), CHECKED)
def test_the_solution_gets_a_tick(slug, exercise, capsys):
    answers = load(SOLUTIONS / f"{slug}.py")
    assert said(slug, exercise, answers[exercise], capsys) == f"✓ {exercise}\n"


@pytest.mark.parametrize(("slug", "exercise"), CHECKED)
def test_what_is_borrowed_gets_a_tick(slug, exercise, capsys):
    lender = importlib.import_module(f"labsupport.borrow.{slug}")
    printed = said(slug, exercise, getattr(lender, exercise), capsys)
    assert printed == f"✓ {exercise} (borrowed: earns no points)\n"


@pytest.mark.parametrize("variant", RIGHT, ids=lambda v: v.id)
def test_a_right_variant_gets_a_tick(variant: Variant, tmp_path, capsys):
    answers = load(variant.write(tmp_path))
    printed = said(variant.slug, variant.exercise, answers[variant.exercise], capsys)
    assert printed == f"✓ {variant.exercise}\n"


@pytest.mark.parametrize(
    "variant", [v for v in WRONG if v.exercise == "elbo_monte_carlo"], ids=lambda v: v.id
)
def test_noise_from_the_right_side_is_not_said_to_be_transposed(variant, tmp_path, capsys):
    answers = load(variant.write(tmp_path))
    printed = said(variant.slug, variant.exercise, answers[variant.exercise], capsys)
    assert "transposed" in variant.message or "transposed" not in printed


def test_nearly_all_wrong_variants_get_a_cross_and_their_mistake(tmp_path, capsys):
    caught, named, missed = 0, 0, []
    for variant in WRONG:
        answers = load(variant.write(tmp_path))
        printed = said(variant.slug, variant.exercise, answers[variant.exercise], capsys)
        crossed = f"✗ {variant.exercise}: " in printed
        caught += crossed
        named += variant.message in printed
        if not crossed or variant.message not in printed:
            missed.append(f"{variant.id}: {printed.strip()}")
    with capsys.disabled():
        print(f"\npublic checks: of {len(WRONG)} wrong answers {caught} get ✗, {named} by name")
    assert caught >= 0.95 * len(WRONG), "\n".join(missed)
    assert named >= 0.9 * len(WRONG), "\n".join(missed)


@pytest.mark.parametrize(
    ("exercise", "answer", "example"),
    [
        (
            "gaussian_kl",
            lambda mu, log_var: (mu**2 + log_var.exp() - 1 - log_var).sum(-1),
            "the ½ in front is missing\n  mu = [1], log_var = [0]: yours 1, should be 0.5\n",
        ),
        (
            "gaussian_kl",
            lambda mu, log_var: 0.5 * (mu**2 + log_var.exp() - log_var).sum(-1),
            "the -1 is missing\n  mu = [0], log_var = [0]: yours 0.5, should be 0\n",
        ),
        (
            "bernoulli_log_likelihood",
            lambda x, logits: (x * logits - torch.log(1 + logits.exp())).sum(-1),
            "stay with logits (F.softplus)\n  x = [1], logits = [200]: yours -inf, should be 0\n",
        ),
        (
            "reparameterize",
            lambda mu, log_var: mu + log_var.exp() * torch.randn_like(mu),
            "should be 2.72\n",
        ),
    ],
)
def test_the_smallest_failing_example_is_shown(exercise, answer, example, capsys):
    assert said("vae", exercise, answer, capsys).endswith(example)


@pytest.mark.parametrize(("slug", "exercise"), CHECKED)
def test_an_unwritten_answer_is_no_mistake(slug, exercise, tmp_path, capsys):
    path = tmp_path / "given.py"
    path.write_text(f"def {exercise}(*args):\n    raise NotImplementedError\n")
    expected = f"… {exercise}: not written yet\n"
    assert said(slug, exercise, load(path)[exercise], capsys) == expected
    path.write_text(
        f"class {exercise}:\n    def __init__(self, *a):\n        raise NotImplementedError\n"
    )
    assert said(slug, exercise, load(path)[exercise], capsys) == expected


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (
            "from labsupport.models.linear_gaussian import LinearGaussian",
            "✗ path_log_w: labsupport.",
        ),
        ("def LinearGaussian(*given):\n    raise NotImplementedError", "… path_log_w: needs"),
    ],
)
def test_a_model_of_the_package_is_not_there(line, sentence, tmp_path, capsys):
    """As the suite says: no submission has it."""
    path = tmp_path / "modelled.py"
    path.write_text(
        f"{line}\n\ndef path_log_w(x, noise, mean, log_var, weight, bias, noise_var):\n"
        "    return [LinearGaussian(weight, bias, noise_var) for _ in x][0].log_joint(x, mean)\n"
    )
    printed = said("iwae", "path_log_w", load(path)["path_log_w"], capsys)
    assert printed.startswith(sentence)


def test_what_is_borrowed_may_be_called(tmp_path, capsys):
    path = tmp_path / "borrowing.py"
    path.write_text(
        "from labsupport import lab\n\n"
        + "".join(
            f'{name} = lab.borrow("vae", "{name}")\n'
            for name in ("gaussian_kl", "bernoulli_log_likelihood", "reparameterize")
        )
        + "\n\ndef elbo(encoder, decoder, x):\n    mu, log_var = encoder(x)\n"
        "    logits = decoder(reparameterize(mu, log_var))\n"
        "    return bernoulli_log_likelihood(x, logits) - gaussian_kl(mu, log_var)\n"
    )
    assert said("vae", "elbo", load(path)["elbo"], capsys) == "✓ elbo\n"


def test_a_part_that_is_not_written_is_named(tmp_path, capsys):
    path = tmp_path / "half.py"
    text = (SOLUTIONS / "vae.py").read_text("utf-8")
    path.write_text(f"{text}\n\ndef gaussian_kl(mu, log_var):\n    raise NotImplementedError\n")
    answers = load(path)
    assert said("vae", "elbo", answers["elbo"], capsys) == (
        "… elbo: needs gaussian_kl, which is not written yet\n"
    )


STRANGE = {
    "None": None,
    "text": "0.5",
    "number": 0.5,
    "pair": (1, 2),
    "integers": torch.ones(2, dtype=torch.int64),
    "complex": torch.ones(2, dtype=torch.complex64),
    "empty": torch.empty(0),
    "nan": torch.full((2, 3), torch.nan),
    "module": torch.nn.Linear(2, 2),
}


@pytest.mark.parametrize("kind", STRANGE)
@pytest.mark.parametrize(("slug", "exercise"), CHECKED)
def test_a_strange_result_gets_a_cross_in_words(slug, exercise, kind, capsys):
    result = STRANGE[kind]

    class Strange(torch.nn.Module):
        def __init__(self, *args: Any) -> None:
            super().__init__()

        def forward(self, *args: Any) -> Any:
            return result

    answer = Strange if exercise[0].isupper() else lambda *args: result
    printed = said(slug, exercise, answer, capsys)
    assert printed.startswith(f"✗ {exercise}: ")
    assert "Error" not in printed


@pytest.mark.parametrize(("slug", "exercise"), CHECKED)
def test_an_exception_becomes_one_line_with_the_line_of_the_student(
    slug, exercise, tmp_path, capsys
):
    path = tmp_path / "broken.py"
    path.write_text(
        f"class {exercise}:\n    def __init__(self, *args):\n"
        "        raise ValueError('two\\nlines')  # here\n"
    )
    printed = said(slug, exercise, load(path)[exercise], capsys)
    line = "in your line: raise ValueError('two\\nlines')  # here"
    assert printed == f"✗ {exercise}: ValueError: two lines {line}\n"


def test_an_exception_shows_the_inputs(capsys):
    def bernoulli_log_likelihood(x, logits):
        return torch.distributions.Bernoulli(logits=logits).log_prob(x).sum(-1)

    printed = said("vae", "bernoulli_log_likelihood", bernoulli_log_likelihood, capsys)
    first, inputs, hint = printed.splitlines()
    assert first.startswith("✗ bernoulli_log_likelihood: ValueError: ")
    assert "in your line: return torch.distributions" in first
    assert inputs == "  x = [0.5], logits = [2]"
    assert hint.startswith("  x has grey pixels")


def test_a_check_leaves_the_random_state_alone(capsys):
    answers = load(SOLUTIONS / "vae.py")
    torch.manual_seed(3)
    before = torch.get_rng_state()
    said("vae", "reparameterize", answers["reparameterize"], capsys)
    assert torch.equal(torch.get_rng_state(), before)
