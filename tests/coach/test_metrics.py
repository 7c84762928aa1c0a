"""The figures that `make eval` prints, on cases that can be worked out by hand."""

import pytest

from evaluation import metrics


def test_kappa_is_one_for_agreement_and_nothing_for_chance() -> None:
    assert metrics.weighted_kappa([0, 1, 2, 3, 4], [0, 1, 2, 3, 4]) == 1.0
    assert metrics.weighted_kappa([0, 0, 4, 4], [0, 4, 0, 4]) == pytest.approx(0.0)
    assert metrics.weighted_kappa([0, 4], [4, 0]) == pytest.approx(-1.0)
    assert metrics.weighted_kappa([2, 2], [2, 2]) == 1.0


def test_kappa_weighs_by_the_square_of_the_distance() -> None:
    # seen: (0+1+0)/3 = 1/3; chance over all pairs of {0,2,4}×{0,1,4}: (0+1+16+4+1+4+16+9+0)/9 = 51/9
    assert metrics.weighted_kappa([0, 2, 4], [0, 1, 4]) == pytest.approx(1 - (1 / 3) / (51 / 9))


def test_rank_correlation() -> None:
    assert metrics.rank_correlation([1, 2, 3], [10, 20, 90]) == pytest.approx(1.0)
    assert metrics.rank_correlation([1, 2, 3], [3, 2, 1]) == pytest.approx(-1.0)
    assert metrics.rank_correlation([1, 1, 2], [1, 1, 2]) == pytest.approx(1.0)
    assert metrics.rank_correlation([1, 1], [1, 2]) == 0.0


def test_retrieval_finds_whose_words_these_are() -> None:
    texts = ["I broke the green pump at work.", "I lost the blue keys at work.", "I was late at work."]
    retrieval = metrics.Retrieval(texts)
    assert retrieval.best("You said you lost the keys. Why?") == 1
    assert retrieval.best("What about the pump at work?") == 0
    assert retrieval.best("Nothing in common?") == 0


def test_shares_of_nothing() -> None:
    assert metrics.share([]) == 0.0
    assert metrics.mean([]) == 0.0
