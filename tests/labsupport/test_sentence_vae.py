"""The sentence VAE: padding, order and batches of one change nothing; likelihoods add up to 1."""

import functools
import itertools
import math

import pytest
import torch
from torch import nn
from torch.distributions import Normal, kl_divergence

from labsupport import evaluation, models, sentences, training
from labsupport.errors import InputError
from labsupport.models import sentence_vae
from labsupport.models.sentence_vae import LanguageModel, SentenceVAE
from labsupport.sentences import BEGIN, END, PAD, UNKNOWN

X = torch.tensor(
    [[4, 5, 6, END, PAD, PAD], [7, END, PAD, PAD, PAD, PAD], [4, 4, 5, 6, 7, END],
     [UNKNOWN, 6, END, PAD, PAD, PAD]]
)  # fmt: skip
KINDS = {
    "plain": {"bidirectional": False},
    "both ways": {},
    "layers": {"layers": 2, "bidirectional": False},
    "layers, both ways": {"layers": 3},
    "no inputs": {"inputs": False},
    "dropout": {"keep": 0.5},
}


def made(**settings):
    """A small model whose numbers are not near 0."""
    torch.manual_seed(0)
    model = SentenceVAE(8, 5, 6, 3, **settings).double().eval()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.mul_(2)
    return model


@pytest.mark.parametrize("settings", KINDS.values(), ids=KINDS)
def test_padding_order_and_company_do_not_change_a_sentence(settings):
    model = made(**settings)
    noise = torch.randn(2, 4, 3, dtype=torch.float64)
    log_w = model.log_w(X, 2, noise=noise)
    wider = torch.nn.functional.pad(X, (0, 5), value=PAD)
    torch.testing.assert_close(model.log_w(wider, 2, noise=noise), log_w)
    order = torch.tensor([2, 0, 3, 1])
    torch.testing.assert_close(model.log_w(X[order], 2, noise=noise[:, order]), log_w[:, order])
    for row, length in enumerate(sentences.lengths(X).tolist()):  # alone, and without padding
        alone = model.log_w(X[row : row + 1, :length], 2, noise=noise[:, row : row + 1])
        assert alone.shape == (2, 1)
        torch.testing.assert_close(alone[:, 0], log_w[:, row])


@pytest.mark.parametrize("layers", [1, 2])
@pytest.mark.parametrize("both", [False, True])
def test_the_last_state_is_that_of_a_loop_over_words(layers, both):
    model = made(layers=layers, bidirectional=both)
    lstm, found = model.encoder.lstm, model.encoder.last_state(X)
    for row, length in enumerate(sentences.lengths(X).tolist()):
        inputs = model.encoder.embedding(X[row, :length])
        for layer in range(layers):
            passes, ends = [], []
            for suffix in ("", "_reverse")[: 1 + both]:
                cell = nn.LSTMCell(inputs.shape[1], 6).double()
                names = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
                cell.load_state_dict({n: getattr(lstm, f"{n}_l{layer}{suffix}") for n in names})
                state, states = (torch.zeros(6).double(), torch.zeros(6).double()), []
                for word in inputs.flip(0) if suffix else inputs:
                    state = cell(word, state)
                    states.append(state[0])
                ends.append(states[-1])
                passes.append(torch.stack(states[::-1] if suffix else states))
            inputs = torch.cat(passes, 1)
        torch.testing.assert_close(found[row], torch.cat(ends))


@pytest.mark.parametrize("inputs", [True, False])
def test_the_likelihood_is_a_product_over_words_that_are_read_one_by_one(inputs):
    model = made(inputs=inputs)
    decoder, z = model.decoder, torch.randn(4, 3, dtype=torch.float64)
    found = decoder.log_likelihood(X, z)
    for row in range(4):
        state, total, last = decoder.first_state(z[row : row + 1]), 0.0, BEGIN
        for word in X[row, : sentences.lengths(X)[row]].tolist():
            given = torch.tensor([[last if inputs else UNKNOWN]])
            log_probs, state = decoder.step(given, z[row : row + 1], state)
            total, last = total + log_probs[0, 0, word], word
        torch.testing.assert_close(found[row], total)


@pytest.mark.parametrize("inputs", [True, False])
def test_all_sentences_together_have_the_probability_1(inputs):
    """Those that end within four words, and what has not ended by then."""
    torch.manual_seed(0)
    model = LanguageModel(6, 4, 5, inputs=inputs).double()
    total = 0.0
    words = [UNKNOWN, 4, 5]
    for length in range(4):
        rows = [[*s, END] for s in itertools.product(words, repeat=length)]
        total += model.log_prob(torch.tensor(rows)).exp().sum().item()
    going = torch.tensor([[*s, END] for s in itertools.product(words, repeat=3)])
    log_probs, _ = model.decoder.step(model.decoder.given(going), going.new_zeros(27, 0), None)
    begun = log_probs[:, :3].gather(-1, going[:, :3, None])[..., 0].sum(-1).exp()
    alive = (begun * (1 - log_probs[:, 3, END].exp())).sum()
    assert total + alive.item() == pytest.approx(1)


def test_log_w_is_joint_minus_posterior():
    model = made()
    noise = torch.randn(3, 4, 3, dtype=torch.float64)
    mu, log_var = model.infer(X)
    q = Normal(mu, (0.5 * log_var).exp())
    z = q.mean + q.stddev * noise
    expected = Normal(0.0, 1.0).log_prob(z).sum(-1) - q.log_prob(z).sum(-1)
    expected += torch.stack([model.decoder.log_likelihood(X, each) for each in z])
    torch.testing.assert_close(model.log_w(X, 3, noise=noise), expected)
    torch.testing.assert_close(model.log_w(X, 3, (mu, log_var), noise=noise), expected)
    _, kl = model.parts(X)
    torch.testing.assert_close(kl, kl_divergence(q, Normal(0 * mu, 1 + 0 * mu)))
    torch.testing.assert_close(model.reconstruction_and_kl(X)[1], kl.sum(-1))


def test_log_likelihood_agrees_with_a_grid_over_codes():
    torch.manual_seed(0)
    model = SentenceVAE(8, 4, 5, 1).double().eval()
    points = torch.linspace(-8, 8, 2001, dtype=torch.float64)[:, None]
    step, prior = 16 / 2000, Normal(0.0, 1.0).log_prob(points[:, 0])
    expected = torch.stack(
        [
            torch.logsumexp(
                model.decoder.log_likelihood(row.expand(2001, -1), points) + prior, 0
            ) + math.log(step)
            for row in X
        ]
    )  # fmt: skip
    log_w = model.log_w(X, 4000)
    error = log_w.exp().std(0) / log_w.exp().mean(0) / 4000**0.5
    found = evaluation.log_likelihood(model, X, 4000)
    assert bool(((found - expected).abs() < 5 * error + 1e-9).all())
    assert found.dtype == torch.float64


def test_words_are_dropped_in_training_alone():
    model = made(keep=0.4)
    noise = torch.randn(1, 4, 3, dtype=torch.float64)
    once, again = (model.log_w(X, noise=noise) for _ in range(2))
    assert torch.equal(once, again)  # the model is in evaluation mode
    model.train()
    once, again = (model.log_w(X, noise=noise) for _ in range(2))
    assert not torch.equal(once, again)
    torch.manual_seed(0)
    during = evaluation.log_likelihood(model, X, 3)
    assert model.training
    torch.manual_seed(0)
    assert torch.equal(evaluation.log_likelihood(model.eval(), X, 3), during)


def test_the_kept_share_is_the_one_asked_for_and_the_beginning_stays():
    torch.manual_seed(0)
    words = torch.full((400, 50), 7)
    words[:, 0], words[:, -1] = BEGIN, PAD
    found = sentence_vae.word_dropout(words, 0.3)
    assert bool((found[:, 0] == BEGIN).all())
    assert bool((found[:, -1] == PAD).all())
    inside = found[:, 1:-1]
    assert set(inside.unique().tolist()) == {UNKNOWN, 7}
    share = (inside == 7).double().mean().item()
    assert share == pytest.approx(0.3, abs=4 * (0.21 / inside.numel()) ** 0.5)
    assert not torch.equal(inside[0], inside[1])  # each sentence has places of its own
    assert torch.equal(sentence_vae.word_dropout(words, 1.0), words)


def test_without_inputs_the_decoder_never_sees_a_word():
    model = made(inputs=False)
    z = torch.randn(1, 3, dtype=torch.float64).expand(2, -1)
    same_end = torch.tensor([[4, 5, 6, END], [7, 7, 6, END]])
    log_probs, _ = model.decoder.step(
        model.decoder.given(same_end), z, model.decoder.first_state(z)
    )
    torch.testing.assert_close(log_probs[0], log_probs[1])


def test_a_wide_beam_finds_the_best_sentence_and_is_never_behind_the_greedy_one():
    model = made()
    z = torch.randn(5, 3, dtype=torch.float64)
    words = [UNKNOWN, END, 4, 5, 6, 7]
    rows = []
    for length in range(3):
        for words_before in itertools.product([w for w in words if w != END], repeat=length):
            rows.append([*words_before, END] + [PAD] * (2 - length))
    candidates = torch.tensor(rows)  # every sentence of at most three words with its end
    found, score = model.decoder.beam_search(z, 3, width=150)
    for row in range(5):
        scores = model.decoder.log_likelihood(candidates, z[row].expand(len(candidates), -1))
        ended = torch.isin(torch.tensor(END), found[row]).item()
        if ended:
            assert found[row].tolist() == candidates[scores.argmax()].tolist()
            torch.testing.assert_close(score[row], scores.max())
        else:  # a beginning that has not ended is more probable than all of them
            assert score[row] > scores.max()
    one, one_score = model.decoder.beam_search(z, 8, width=1)
    assert torch.equal(one, model.decoder.write(z, 8, greedy=True))
    _, wide = model.decoder.beam_search(z, 8, width=150)
    assert bool((wide >= one_score - 1e-9).all())


def test_draws_have_the_frequencies_of_the_model():
    torch.manual_seed(0)
    model = LanguageModel(6, 4, 5).double()
    drawn, n = model.generate(4000, 3), 4000
    sentence = torch.tensor([[4, END]])
    share = ((drawn[:, 0] == 4) & (drawn[:, 1] == END)).double().mean().item()
    p = model.log_prob(sentence).exp().item()
    assert share == pytest.approx(p, abs=5 * (p * (1 - p) / n) ** 0.5)
    after = drawn[:, 1:][drawn[:, 0] == END]
    assert bool((after == PAD).all())
    assert not bool(torch.isin(drawn, torch.tensor([BEGIN])).any())
    assert made().generate(3, 7).shape == (3, 7)


def test_it_trains_through_the_one_loop_and_comes_back_from_a_file(tmp_path):
    x = sentences.from_grammar(300, 50)
    for model in (LanguageModel(93, 8, 16), SentenceVAE(93, 8, 16, 4)):
        before = evaluation.log_likelihood(model, x.test, 5).mean()
        records = training.fit(
            model, x.train, epochs=2, lr=1e-2, x_validation=x.validation, device="cpu",
            progress=False,
        )  # fmt: skip
        assert records[-1]["validation"] > before
        after = evaluation.log_likelihood(model, x.test, 5)
        assert after.mean() > before + 2
        models.save(model, tmp_path / "model.pt")
        again = models.load(tmp_path / "model.pt")
        torch.manual_seed(0)
        expected = model.log_w(x.test[:4], 2)
        torch.manual_seed(0)
        assert torch.equal(again.log_w(x.test[:4], 2), expected)


def test_the_weight_of_the_kl_rises_in_training_and_is_1_in_validation():
    assert [sentence_vae.kl_weight(step, 4) for step in (0, 1, 4, 9, None)] == [0, 0.25, 1, 1, 1]
    model = made()

    def value(**given):
        torch.manual_seed(0)
        return sentence_vae.annealed_elbo(model, X, warmup=10, **given)

    torch.manual_seed(0)
    log_likelihood, kl = model.reconstruction_and_kl(X)
    torch.testing.assert_close(value(step=0), log_likelihood)
    torch.testing.assert_close(value(step=5), log_likelihood - 0.5 * kl)
    torch.testing.assert_close(value(), log_likelihood - kl)
    objective = functools.partial(sentence_vae.annealed_elbo, warmup=10)
    assert training.has_step(objective)  # so that the loop tells it the step


def test_free_bits_cost_the_floor_and_pull_at_nothing_below_it():
    model = made()
    with torch.no_grad():  # the first number's posterior is the prior, the second one's is narrow
        model.encoder.head.weight.mul_(torch.tensor([0.0, 1, 1, 0, 0, 1]).double()[:, None])
        model.encoder.head.bias.copy_(torch.tensor([0.0, 1, 1, 0, -6, 1]))
    torch.manual_seed(0)
    log_likelihood, kl = model.parts(X)
    mean = kl.mean(0).detach()
    assert mean[0] < 0.3 < mean[1]
    torch.manual_seed(0)
    found = sentence_vae.free_bits(model, X, floor=0.3)
    price = 0.3 + float(mean[1]) + max(0.3, float(mean[2]))
    torch.testing.assert_close(found, log_likelihood - price)


def test_what_is_no_sentence_is_refused():
    model = made()
    for x, words in (
        (X.float(), "int64"),
        (X[0], "int64"),
        (X + 2, "8 words"),
        (torch.tensor([[4, 5, PAD]]), "end once"),
        (torch.tensor([[4, END, 5, END]]), "end once"),
        (torch.tensor([[END, 4, PAD]]), "end once"),
        (torch.tensor([[4, PAD, END]]), "end once"),
    ):
        with pytest.raises(InputError, match=words):
            model.check_data(x)
    model.check_data(X)
    with pytest.raises(InputError, match="keep"):
        SentenceVAE(8, keep=1.5)
    with pytest.raises(InputError, match="layers"):
        SentenceVAE(8, layers=0)
    with pytest.raises(InputError, match=r"are torch\.int64"):
        training.fit(model, X, epochs=1, binarize=True, device="cpu", progress=False)
