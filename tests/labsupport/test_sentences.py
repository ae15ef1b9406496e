"""Sentences as numbers: the grammar by other counts, books and PTB from small files."""

import itertools
import math

import pytest
import torch

from labsupport import data, sentences
from labsupport.errors import InputError


def test_the_probabilities_of_all_sentences_add_up_to_1():
    known = sentences.grammar()
    assert len(set(known.texts)) == len(known.texts) == 3 * 2 * 3 * 4 * 4 * 5 * 4 * 3
    assert float(known.log_prob.exp().sum()) == pytest.approx(1)


def test_the_entropy_is_that_of_independent_choices():
    """The factors are independent and the sentence tells all of them, so entropies add up."""
    tables = (
        sentences.OF_THREE, sentences.OF_NUMBER, sentences.OF_THREE, sentences.OF_FOUR,
        sentences.OF_FOUR, sentences.OF_ADJECTIVES, sentences.OF_FOUR, sentences.OF_PLACES,
    )  # fmt: skip
    assert all(sum(table) == pytest.approx(1) for table in tables)
    expected = -sum(p * math.log(p) for p in itertools.chain(*tables))
    assert sentences.grammar().entropy == pytest.approx(expected)


def test_a_sentence_has_the_probability_of_its_choices():
    known = sentences.grammar()
    text = "the children will open the old door in the street ."
    # town, many, future, the fourth subject, the second verb, the first adjective, the second
    # object, the second place
    expected = 0.25 * 0.4 * 0.25 * 0.1 * 0.3 * 0.2 * 0.3 * 0.2
    other = "the child opens the horse ."
    assert known.log_prob_of([text, other]).tolist() == pytest.approx(
        [math.log(expected), -math.inf]
    )
    number = known.number_of(text)
    assert [int(each[number]) for each in known.factors] == [2, 1, 2, 3, 1, 1, 1, 2]
    with pytest.raises(InputError, match="does not make"):
        known.number_of(other)


def test_draws_have_the_frequencies_of_the_grammar():
    known, n = sentences.grammar(), 20_000
    drawn = known.sample(n, seed=1)
    shares = torch.bincount(known.factors.tense[drawn], minlength=3) / n
    assert shares.tolist() == pytest.approx(sentences.OF_THREE, abs=4 * (0.25 / n) ** 0.5)
    nats = -known.log_prob[drawn]
    assert float(nats.mean()) == pytest.approx(known.entropy, abs=4 * float(nats.std()) / n**0.5)
    assert torch.equal(drawn, known.sample(n, seed=1))
    assert not torch.equal(drawn, known.sample(n, seed=2))


def test_the_grammar_is_split_and_padded():
    found = sentences.load("grammar")
    assert found.train.shape == (5000, 12)
    assert found.validation.shape == found.test.shape == (1000, 12)
    texts = sentences.decode(found.train, found.vocabulary)
    assert bool(sentences.grammar().log_prob_of(texts).isfinite().all())
    assert sentences.lengths(found.test).tolist() == [
        len(text.split()) + 1 for text in sentences.decode(found.test, found.vocabulary)
    ]
    assert int(found.train.max()) == len(found.vocabulary) - 1


def test_words_become_numbers_and_words_again():
    words = sentences.vocabulary_of([["b", "a", "b"], ["c", "b", "a"]], least=2)
    assert words == (*sentences.SPECIAL, "b", "a")
    x = sentences.encode([["a", "c"], ["b"]], words)
    end, pad, unknown = sentences.END, sentences.PAD, sentences.UNKNOWN
    assert x.tolist() == [[5, unknown, end], [4, end, pad]]
    assert sentences.decode(x, words) == ["a <unk>", "b"]
    assert sentences.lengths(x).tolist() == [3, 2]
    with pytest.raises(InputError, match="more than 2"):
        sentences.encode([["a", "c"]], words, longest=2)
    with pytest.raises(InputError, match="no sentences"):
        sentences.encode([], words)


def test_perplexity_is_that_of_all_words_together():
    x = torch.tensor([[5, 5, 2, 0], [5, 2, 0, 0]])
    log_likelihood = torch.tensor([-6.0, -2.0])
    # five words for eight nats
    assert sentences.perplexity(log_likelihood, x).item() == pytest.approx(math.exp(8 / 5))


def test_running_text_is_split_into_sentences():
    text = 'She said: "Don\N{RIGHT SINGLE QUOTATION MARK}t go!" It was\n1865 then. '
    text += "He left, at once? No."
    assert sentences.sentences_of(text) == [
        ["she", "said", ":", "don't", "go", "!"],
        ["he", "left", ",", "at", "once", "?"],
    ]


BOOK = """\ufeffThe Project Gutenberg eBook of Nothing
*** START OF THE PROJECT GUTENBERG EBOOK NOTHING ***
{}
*** END OF THE PROJECT GUTENBERG EBOOK NOTHING ***
Licence.
"""


def test_books_are_read_or_downloaded_without_header_and_footer(tmp_path, monkeypatch):
    monkeypatch.setenv("LABSUPPORT_DATA", str(tmp_path))
    (tmp_path / "gutenberg").mkdir()
    body = "The cat sat down. " * 30
    for number in sentences.BOOKS[1:]:
        (tmp_path / f"gutenberg/{number}.txt").write_text(body, "utf-8")
    fetched = []

    def fetch(url, path):
        fetched.append(url)
        path.write_text(BOOK.format("A dog ran off. " * 30), "utf-8")

    monkeypatch.setattr(data, "fetch", fetch)
    found = sentences.load("books")
    assert fetched == ["https://www.gutenberg.org/cache/epub/11/pg11.txt"]
    assert set(found.vocabulary[4:]) == {"the", "cat", "sat", "down", "a", "dog", "ran", "off", "."}
    assert sum(len(part) for part in found[:3]) == 7 * 30
    assert len(found.test) == len(found.validation) == 10
    again = sentences.load("books")
    assert len(fetched) == 1
    assert torch.equal(again.train, found.train)


def test_a_book_that_cannot_be_had_is_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("LABSUPPORT_DATA", str(tmp_path))

    def fetch(url, path):
        raise OSError("no network")

    monkeypatch.setattr(data, "fetch", fetch)
    with pytest.raises(InputError, match="no network"):
        sentences.load("books")
    assert not [*tmp_path.rglob("*.txt")]


def test_ptb_is_read_from_a_folder(tmp_path):
    for part, text in (("train", " a <unk> b \n c a \n"), ("valid", " b \n"), ("test", " d a \n")):
        (tmp_path / f"ptb.{part}.txt").write_text(text, "utf-8")
    found = sentences.from_ptb(tmp_path)
    assert found.vocabulary == (*sentences.SPECIAL, "a", "b", "c")
    assert found.train.tolist() == [[4, 1, 5, 2], [6, 4, 2, 0]]
    assert found.test.tolist() == [[1, 4, 2, 0]]
    (tmp_path / "ptb.valid.txt").unlink()
    with pytest.raises(InputError, match="licensed"):
        sentences.from_ptb(tmp_path)


def test_another_name_is_one_sentence():
    with pytest.raises(InputError, match="grammar, books, ptb"):
        sentences.load("poems")
