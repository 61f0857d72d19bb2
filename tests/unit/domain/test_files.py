from __future__ import annotations

from claimapp.domain.files import FileName


def test_the_names_are_those_of_the_contract() -> None:
    assert [name.value for name in FileName] == [
        "claim.toml", "assessment.json", "assessment.previous.json", "report.pdf", "photos",
        ".claimapp-previews", "summary.csv", "summary.xlsx", "run.json",
    ]  # fmt: skip
