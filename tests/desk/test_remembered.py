from __future__ import annotations

from pathlib import Path

from claimapp.desk.remembered import MOST_RECENT, Remembered, remembered_file
from claimapp.desk.theme import Theme


def test_claims_come_back_newest_first_without_repeats(tmp_path: Path) -> None:
    first = Remembered(tmp_path / "window.ini")
    for name in ("a", "b", "a"):
        first.opened(Path(name), None)
    first.write()
    assert Remembered(tmp_path / "window.ini").recent() == (Path("a"), Path("b"))


def test_only_so_many_claims_are_kept_as_the_menu_has_room_for(tmp_path: Path) -> None:
    remembered = Remembered(tmp_path / "window.ini")
    for number in range(MOST_RECENT + 3):
        remembered.opened(Path(str(number)), None)
    assert [folder.name for folder in remembered.recent()] == ["7", "6", "5", "4", "3"]


def test_claim_comes_back_with_the_folder_it_is_assessed_in(tmp_path: Path) -> None:
    first = Remembered(tmp_path / "window.ini")
    first.opened(Path("a"), Path("x"))
    first.opened(Path("b"), None)
    first.opened(Path("a"), Path("y"))
    first.write()
    again = Remembered(tmp_path / "window.ini")
    assert (again.recent(), again.outs()) == ((Path("a"), Path("b")), {Path("a"): Path("y")})


def test_theme_comes_back(tmp_path: Path) -> None:
    remembered = Remembered(tmp_path / "window.ini")
    assert remembered.theme() is Theme.SYSTEM
    remembered.choose_theme(Theme.DARK)
    remembered.write()
    assert Remembered(tmp_path / "window.ini").theme() is Theme.DARK


def test_unreadable_memory_counts_as_none(tmp_path: Path) -> None:
    file = tmp_path / "window.ini"
    file.write_bytes(b"\xff\x00[[[theme=pink\ntheme=pink")
    assert (Remembered(file).recent(), Remembered(file).theme()) == ((), Theme.SYSTEM)


def test_memory_lies_in_the_persons_own_settings_folder() -> None:
    assert remembered_file().parts[-2:] == ("claimapp", "window.ini")
