from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from claimapp.domain.estimate import Basis
from claimapp.errors import ModelProblem
from claimapp.runtime.cost_model import load_cost_model, ratio_from_bundle
from claimapp.runtime.manifest import ModelEntry, sha256_of

_X = np.random.default_rng(0).random((200, 2))


def _bundle(**changes: Any) -> dict[str, Any]:
    from sklearn.ensemble import HistGradientBoostingRegressor

    trees = HistGradientBoostingRegressor(loss="quantile", quantile=0.5, max_iter=3).fit(_X, _X[:, 0])
    return {
        "format": 1,
        "basis": "reference book",
        "features": ["a", "b"],
        "typical": np.array([0.5, 0.5]),
        "low": np.array([0.0, 0.0]),
        "high": np.array([1.0, 1.0]),
        "p05": trees,
        "p50": trees,
        "p95": trees,
        "shift_low": 0.25,
        "shift_high": 0.5,
        **changes,
    }


def _entry(folder: Path, content: object, **extra: str) -> ModelEntry:
    import sklearn
    from skops.io import dump

    path = folder / "cost.skops"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        dump(content, path)
    known = {"sklearn": sklearn.__version__, **extra}
    files, hashes = {"weights": path.name}, {path.name: sha256_of(path)}
    return ModelEntry("cost", "1", "regress", folder, files, hashes, extra=known)


def test_shifts_move_the_ends_outward(tmp_path: Path) -> None:
    model = load_cost_model(_entry(tmp_path, _bundle()))
    low, middle, high = model.log_ratio_quantiles(_X[:1])[0]
    assert middle - low == pytest.approx(0.25)
    assert high - middle == pytest.approx(0.5)


def test_name_says_model_version_and_digest(tmp_path: Path) -> None:
    entry = _entry(tmp_path, _bundle())
    model = load_cost_model(entry)
    assert model.name == f"cost 1 ({entry.digest()})"
    assert (model.basis, model.features) == (Basis.REFERENCE_BOOK, ("a", "b"))


def test_row_outside_training_is_not_known(tmp_path: Path) -> None:
    model = load_cost_model(_entry(tmp_path, _bundle()))
    rows = np.array([[0.0, 1.0], [0.5, 1.1], [np.nan, 0.5]])
    assert model.knows(rows).tolist() == [True, False, False]


def test_altered_weights_are_refused(tmp_path: Path) -> None:
    entry = _entry(tmp_path, _bundle())
    entry.path("weights").write_bytes(b"else")
    with pytest.raises(ModelProblem, match="altered"):
        load_cost_model(entry)


def test_other_sklearn_is_refused_with_a_hint(tmp_path: Path) -> None:
    with pytest.raises(ModelProblem, match=r"scikit-learn 0\.1") as caught:
        load_cost_model(_entry(tmp_path, _bundle(), sklearn="0.1"))
    assert "train cost" in caught.value.hint


@pytest.mark.parametrize("content", [b"not a zip", ["a", "list"], {"format": 1}, {"format": 99}])
def test_damaged_model_is_told(tmp_path: Path, content: object) -> None:
    with pytest.raises(ModelProblem):
        load_cost_model(_entry(tmp_path, content))


def test_untrusted_types_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelProblem, match="not trusted"):
        load_cost_model(_entry(tmp_path, _bundle(p50=Counter("a"))))


def test_arrays_of_the_model_are_read_only() -> None:
    model = ratio_from_bundle(_bundle(), name="cost")
    with pytest.raises(ValueError, match="read-only"):
        model.typical[0] = 9.0
