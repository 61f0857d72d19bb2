from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from claimapp.shipped import tables_folder
from claimapp.stages.cost.features import FEATURES
from claimapp.stages.lines.tables import Tables, load_tables
from claimapp.training.reference_book import ASSUMPTIONS, ReferenceBook, simulate_book

_ROWS = 400


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load_tables(tables_folder())


@pytest.fixture(scope="module")
def book(tables: Tables) -> ReferenceBook:
    return simulate_book(_ROWS, 5, tables)


def test_book_has_a_row_a_job(book: ReferenceBook) -> None:
    assert book.features.shape == (_ROWS, len(FEATURES))
    assert np.isfinite(book.features).all()
    assert (book.schedule_rand > 0).all()
    assert (book.final_rand > 0).all()


def test_same_seed_gives_the_same_book_and_another_does_not(tables: Tables) -> None:
    one, again, other = (simulate_book(20, seed, tables) for seed in (5, 5, 6))
    assert np.array_equal(one.final_rand, again.final_rand)
    assert np.array_equal(one.features, again.features)
    assert not np.array_equal(one.final_rand, other.final_rand)


def test_supplements_come_as_often_as_published(book: ReferenceBook) -> None:
    # 30 % of jobs; 400 draws have a standard error of 2.3 points
    assert 0.22 <= book.supplemented / _ROWS <= 0.38


def test_bumper_share_in_the_assumptions_is_the_books_own(book: ReferenceBook) -> None:
    # keeps the average at 30 %; standard error of 400 draws 1.6 points
    assert abs(book.bumper_jobs / _ROWS - ASSUMPTIONS.bumper_job_share) < 0.05


def test_with_every_spread_taken_away_only_the_tables_own_is_left(tables: Tables) -> None:
    none = replace(
        ASSUMPTIONS, part_log_sd=0.0, car_log_sd=0.0, hours_log_sd=0.0, supplement_share=0.0, metallic_share=0.0
    )
    calm = simulate_book(150, 5, tables, assumptions=none)
    # the widest of the tables' own ratios: waste 0 to 350 against 150 on a job of one polish
    assert calm.log_ratio.std() < simulate_book(150, 5, tables).log_ratio.std() / 2
    assert np.abs(np.median(calm.log_ratio)) < 0.1
