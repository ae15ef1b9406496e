"""The exercises of topic ``sentences`` on padded words: last states, dropout, likelihood.

Words and lengths are whole numbers. They are drawn as floating-point ones, so that they can be
moved and missed like every other input, and become whole before they are given to an answer.
"""

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from labsupport.checks.compare import name
from labsupport.checks.declaration import Declaration
from labsupport.checks.inputs import Inputs
from labsupport.checks.numbers import Function


def whole(values: Tensor) -> Tensor:
    """Floating-point numbers as the nearest int64."""
    return values.round().long()


def with_whole(*places: int) -> Callable[[Function], Function]:
    """Makes of an answer one that takes some of its inputs as floating-point numbers."""

    def through(function: Function) -> Function:
        def called(*inputs: Any) -> Any:
            given = [whole(i) if n in places else i for n, i in enumerate(inputs)]
            return function(*given)

        return called

    return through


def several_lengths(make: Inputs, batch: int, longest: int) -> Tensor:
    """Lengths of which one is the longest, another is shorter, and none is below 1."""
    drawn = make.uniform(1.0, longest - 1.0, batch).round().clamp(min=1.0)
    drawn[0] = longest
    return drawn


# --- last_state


def last_state(outputs: Tensor, lengths: Tensor) -> Tensor:
    """Forwards after the last word, backwards after the first one."""
    forward, backward = outputs.chunk(2, -1)
    rows = torch.arange(len(outputs), device=outputs.device)
    return torch.cat([forward[rows, whole(lengths) - 1], backward[:, 0]], -1)


def states(make: Inputs, batch: int, longest: int, hidden: int) -> list[Tensor]:
    """States of both directions, and lengths."""
    return [make.normal(batch, longest, 2 * hidden), several_lengths(make, batch, longest)]


LAST_STATE = Declaration(
    last_state,
    states,
    [(4, 6, 3), (1, 5, 2), (3, 4, 1), (5, 3, 2)],
    edits="""
        forward[rows, whole(lengths) - 1] -> forward[:, -1]  # the state after the last column is
            # taken, which is padding for shorter sentences; the last word of a sentence is at
            # lengths - 1
        backward[:, 0] -> backward[rows, whole(lengths) - 1]  # both directions are read at the last
            # word; the backward one has read everything at the first word
        return torch.cat([forward[:, -1], backward[:, -1]], -1)  # both directions are read in the
            # last column; that is padding for shorter sentences, and the backward one has read
            # everything at the first word
        backward[:, 0] -> backward[:, -1]  # the backward state is that of the last column;
            # it has read everything at the first word
        whole(lengths) - 1 -> (whole(lengths) - 2).clamp(min=0)  # one word too early:
            # places are counted from 0, so the last word is at lengths - 1
        whole(lengths) - 1 -> whole(lengths).clamp(max=outputs.shape[1] - 1)  # one word too late:
            # places are counted from 0, so behind the last word, at lengths, is padding
        forward[rows, whole(lengths) - 1] -> forward[:, 0]
            # the forward state is taken at the first word, where it has read nothing else
        return torch.cat([backward[:, 0], forward[rows, whole(lengths) - 1]], -1)
            # the directions are exchanged: forwards stands first
        return forward[rows, whole(lengths) - 1] + backward[:, 0]  # the directions are added up;
            # put them side by side
        return torch.cat([forward[rows, whole(lengths) - 1]], -1)
            # the backward direction is missing
        return torch.stack([forward[rows, whole(lengths) - 1], backward[:,
            0]]).reshape(len(outputs), -1)
            # the states of different sentences are mixed: of an axis of directions, which comes
            # before the batch, view makes no halves; concatenate the directions
        return outputs.mean(1)  # the states are averaged over the places;
            # take those after the last word that is read
        return outputs.amax(1)  # the largest state over the places is taken;
            # take those after the last word that is read
        forward[rows, whole(lengths) - 1] -> forward[:, int(whole(lengths).max()) - 1]
            # the state of the sentence with most words is taken at its end for all of them
    """,
    through=with_whole(1),
)


# --- word_dropout


def word_dropout(words: Tensor, noise: Tensor, keep: float, unknown: int, training: bool) -> Tensor:
    """The unknown word where the noise is not below keep."""
    kept = noise < keep
    kept[:, 0] = True
    kept = kept | (not training)
    return torch.where(kept, words.round(), float(unknown))


def given_words(
    make: Inputs, batch: int, longest: int, training: bool, keep: float = 0.6, unknown: int = 12
) -> list[Any]:
    """Words from 4 on behind the sign of the beginning, and noise on both sides of keep."""
    words = 4 + (5 * make.uniform(0.0, 1.0, batch, longest)).round()
    words[:, 0] = 3
    noise = make.uniform(0.0, 1.0, batch, longest)
    noise[:, 0] = 0.95
    if longest > 2:
        noise[::2, 1], noise[1::2, 1] = 0.1, 0.9
        noise[::2, 2], noise[1::2, 2] = 0.9, 0.1
    return [words, noise, keep, unknown, training]  # which no word is, and no truth value


def dropped(function: Function) -> Function:
    """An answer with floating-point words; what it gives becomes such, too."""

    def called(words: Tensor, noise: Tensor, *others: Any) -> Any:
        found = function(whole(words), noise, *others)
        is_whole = isinstance(found, Tensor) and found.dtype == torch.int64
        return found.to(words.dtype) if is_whole else found

    return called


def in_evaluation(function: Function, generator: torch.Generator) -> str | None:
    """Whether all words stay where nothing is trained."""
    given = given_words(Inputs(generator), 4, 7, False)
    found = function(whole(given[0]), *given[1:])
    if not isinstance(found, Tensor) or found.shape != given[0].shape:
        return "without training the words have to be returned as they are"
    if found.dtype != torch.int64:
        return f"the result is {name(found.dtype)}; numbers of words are int64"
    if not torch.equal(found, whole(given[0])):
        return (
            "words are dropped in evaluation as well: with training=False all of them stay, else "
            "every likelihood is that of a crippled decoder"
        )
    given = given_words(Inputs(generator), 4, 7, True)
    trained = dropped(function)(*given)
    if isinstance(trained, Tensor) and torch.equal(trained, given[0]):
        return "no word is dropped in training"
    return None


WORD_DROPOUT = Declaration(
    word_dropout,
    given_words,
    [(4, 7, True), (1, 6, True), (3, 8, True, 0.4, 15), (3, 5, False)],
    edits="""
        kept[:, 0] = True -> pass  # the first word is dropped too;
            # the sign that a sentence begins always stays
        < keep -> >= keep  # keep is the probability that a word stays, not that it is dropped
        < -> < 1 -  # keep is taken for the probability that a word is dropped, 1 - keep is kept
        words.round(), float(unknown) -> words.round(), 0.0  # the words become 0, the padding;
            # the unknown word has the number `unknown`
        words.round(), float(unknown) -> words.round(), 1.0  # the words become 1, whatever
            # number the unknown word has: that is `unknown`
        return torch.where(kept, float(unknown), words.round())
            # the words that stay and those that are dropped are exchanged
        return words.round() * kept  # the words are multiplied by the mask;
            # dropped ones become `unknown`, not 0
        words.round(), float(unknown) -> (words.round() / keep).floor(), float(unknown)
            # kept words are divided by keep as in usual dropout; a word's number is a name
        0 -> - 1  # the last word always stays; it is the first, the sign of the beginning
        kept[:, 0] = True -> kept[0] = True  # the first sentence keeps all words;
            # it is the first place of each sentence that stays
        noise < keep -> (noise[:, 1:2] < keep).expand_as(noise).clone()
            # whole sentences lose their words together: each place has noise of its own
        noise < keep -> (noise[:1] < keep).expand_as(noise).clone()
            # all sentences lose their words at the same places: each sentence has noise of its own
        return words.round()  # no word is dropped
        noise < keep -> noise < -1  # all words are dropped
        return torch.full_like(words, -1.0)  # the noise is drawn anew, not taken from the argument
    """,
    differentiable=False,
    through=dropped,
    hard={
        "for keep = 0 all words but the first are taken away: a word stays where its noise is "
        "below keep, and the first place stays": lambda make: [
            [words, 0 * noise, 0.0, 12, True]
            for words, noise, *_ in [given_words(make, 2, 5, True)]
        ],
        "the noise alone decides, whatever the number of a word is; the first place stays": (
            lambda make: [
                [torch.tensor([[5.0, 0, 3], [5, 3, 0]]), torch.full((2, 3), 0.9), 0.6, 12, True]
            ]
        ),
    },
    also=[in_evaluation],
)


# --- masked_log_likelihood


def masked_log_likelihood(logits: Tensor, words: Tensor, lengths: Tensor) -> Tensor:
    """Log-probabilities of the words that came, up to each sentence's end."""
    log_probs = logits.log_softmax(-1)
    each = log_probs.gather(-1, whole(words)[..., None])[..., 0]
    mask = torch.arange(logits.shape[1], device=logits.device) < whole(lengths)[:, None]
    return torch.where(mask, each, 0.0).sum(-1)


def spoken(make: Inputs, batch: int, longest: int, vocabulary: int) -> list[Tensor]:
    """Logits, words and lengths; what stands in the padding is the word 0."""
    lengths = several_lengths(make, batch, longest)
    words = (1 + (vocabulary - 2) * make.uniform(0.0, 1.0, batch, longest)).round()
    padding = torch.arange(longest) >= lengths[:, None]
    return [
        2 * make.normal(batch, longest, vocabulary), words.masked_fill(padding, 0.0), lengths
    ]  # fmt: skip


def own_zeros(make: Inputs, batch: int, longest: int, vocabulary: int) -> list[Tensor]:
    """As `spoken`, but the word 0 also stands inside of sentences, and others in the padding."""
    logits, _, lengths = spoken(make, batch, longest, vocabulary)
    words = ((vocabulary - 1) * make.uniform(0.0, 1.0, batch, longest)).round()
    words[:, 0] = 0.0
    return [logits, words, lengths]


MASKED_LOG_LIKELIHOOD = Declaration(
    masked_log_likelihood,
    own_zeros,
    [(4, 6, 5), (1, 4, 3), (3, 5, 7), (5, 2, 4)],
    edits="""
        logits.log_softmax(-1) -> logits  # the logits are not normalized:
            # log_softmax over the vocabulary is missing
        logits.log_softmax(-1) -> logits.log_softmax(1)  # normalized over the places;
            # normalize over the vocabulary
        logits.log_softmax(-1) -> logits.log_softmax(0)  # normalized over the sentences;
            # normalize over the vocabulary
        log_probs = logits.softmax(-1)  # probabilities are added up, not their logarithms
        < -> <=  # one word too many: places are counted from 0, so the last word is at lengths - 1
        < whole(lengths)[:, None] -> < whole(lengths)[:, None] - 1  # the last word is left out:
            # places from 0 to lengths - 1 count
        < whole -> >= whole  # the padding is added up, and the words are left out
        .sum(-1) ->  # not added up over the words
        .sum(-1) -> .sum(-1).neg()  # the sign is wrong: a log-likelihood is at most 0
        .sum(-1) -> .sum(-1).exp()  # this is the likelihood, not its logarithm
        return torch.where(mask, each, 0.0)[:, 1:].sum(-1)  # the first word is left out
        return each.sum(-1)  # the padding counts as well: add up the words before `lengths` alone
        .sum(-1) -> .sum(-1) / whole(lengths)  # averaged over the words; add them up,
            # a sentence's likelihood is a product
        .sum(-1) -> .mean(-1)  # averaged over all places, the padding too;
            # add up the words before `lengths`
        .sum(-1) -> .sum(-1).mean()  # averaged over the whole batch;
            # return one number for each sentence
        .sum(-1) -> .sum()  # added up over the whole batch; return one number for each sentence
        mask = whole(words) != 0  # the word with number 0 is left out wherever it stands;
            # padding is what lies beyond `lengths`
        each = log_probs.amax(-1)  # this is the largest log-probability at each place,
            # not that of the word that came
        each = log_probs.sum(-1)  # the log-probabilities of all words of the vocabulary are added
            # up; take that of the word that came
    """,
    through=with_whole(1, 2),
    hard={
        "the logarithm of a probability that is rounded to 0: use torch.log_softmax": lambda make: [
            [1000 * logits, *others] for logits, *others in [own_zeros(make, 3, 4, 5)]
        ]
    },
)
