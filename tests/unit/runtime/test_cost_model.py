from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from claimapp.domain.estimate import RangeKind
from claimapp.errors import BadValue, ModelProblem
from claimapp.runtime.boosted_trees import LEAF, BoostedTrees
from claimapp.runtime.cost_model import QuantileRatio, dump_cost_model, load_cost_model
from claimapp.runtime.manifest import ModelEntry, sha256_of


def _leaf(value: float) -> BoostedTrees:
    nowhere, zero = np.array([0]), np.array([0.0])
    return BoostedTrees(value, np.array([0]), np.array([LEAF]), zero, nowhere, nowhere, zero)


def _model() -> QuantileRatio:
    return QuantileRatio(
        name="cost 1",
        kind=RangeKind.SIMULATED,
        features=("a", "b"),
        typical=np.array([0.5, 0.5]),
        low=np.array([0.0, 0.0]),
        high=np.array([1.0, 1.0]),
        trees=(_leaf(0.1), _leaf(0.1), _leaf(0.1)),
        shift_low=0.25,
        shift_high=0.5,
    )


def _entry(folder: Path, content: bytes) -> ModelEntry:
    path = folder / "cost.npz"
    path.write_bytes(content)
    return ModelEntry("cost", "1", "regress", folder, {"weights": path.name}, {path.name: sha256_of(path)})


def _with(**arrays: object) -> bytes:
    """The stored model with some arrays changed; None takes one away."""
    with np.load(io.BytesIO(dump_cost_model(_model()))) as content:
        changed = {**content, **arrays}
    written = io.BytesIO()
    np.savez(written, **{name: array for name, array in changed.items() if array is not None})
    return written.getvalue()


def test_shifts_move_the_ends_outward(tmp_path: Path) -> None:
    model = load_cost_model(_entry(tmp_path, dump_cost_model(_model())))
    np.testing.assert_allclose(model.log_ratio_quantiles(np.array([[0.5, 0.5]])), [[-0.15, 0.1, 0.6]])


def test_name_says_model_version_and_digest(tmp_path: Path) -> None:
    entry = _entry(tmp_path, dump_cost_model(_model()))
    model = load_cost_model(entry)
    assert model.name == f"cost 1 ({entry.digest()})"
    assert (model.kind, model.features) == (RangeKind.SIMULATED, ("a", "b"))


def test_the_same_model_gives_the_same_bytes() -> None:
    assert dump_cost_model(_model()) == dump_cost_model(_model())


def test_row_outside_training_is_not_known(tmp_path: Path) -> None:
    model = load_cost_model(_entry(tmp_path, dump_cost_model(_model())))
    rows = np.array([[0.0, 1.0], [0.5, 1.1], [np.nan, 0.5]])
    assert model.knows(rows).tolist() == [True, False, False]


def test_altered_weights_are_refused(tmp_path: Path) -> None:
    entry = _entry(tmp_path, dump_cost_model(_model()))
    entry.path("weights").write_bytes(b"else")
    with pytest.raises(ModelProblem, match="altered"):
        load_cost_model(entry)


@pytest.mark.parametrize(
    "content",
    [
        b"not a zip",
        b"",
        _with(format=np.array(99)),
        _with(p50_left=None),
        _with(p50_left=np.array([7, 7])),
        _with(basis=np.array("tea leaves")),
        _with(shifts=np.array([0.1])),
        _with(typical=np.array([0.5])),
    ],
)
def test_damaged_model_is_told(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(ModelProblem, match=r"cost\.npz: the cost model") as caught:
        load_cost_model(_entry(tmp_path, content))
    assert "train cost" in caught.value.hint


def test_a_pickle_inside_is_never_read(tmp_path: Path) -> None:
    with pytest.raises(ModelProblem, match="damaged"):
        load_cost_model(_entry(tmp_path, _with(basis=np.array([{"a": 1}], dtype=object))))


def test_arrays_of_the_model_are_read_only_and_fit_the_features() -> None:
    with pytest.raises(ValueError, match="read-only"):
        _model().typical[0] = 9.0
    with pytest.raises(BadValue):
        replace(_model(), features=("a",))
