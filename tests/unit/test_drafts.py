"""Folders that get their name when they are whole."""

from pathlib import Path

from runners.drafts import discard, draft, publish, remove_stale


def test_an_older_folder_gives_way_to_the_draft_of_a_newer_one(tmp_path: Path) -> None:
    wanted = tmp_path / "model"
    wanted.mkdir()
    (wanted / "old").touch()
    with draft(tmp_path, wanted.name) as folder:
        (folder / "new").touch()
        assert not publish(folder, wanted)
        discard(wanted)
        assert publish(folder, wanted)
    assert [file.name for file in wanted.iterdir()] == ["new"]
    assert [folder.name for folder in tmp_path.iterdir()] == ["model"]


def test_drafts_of_processes_that_are_no_more_are_removed_and_of_living_ones_left(tmp_path: Path) -> None:
    with draft(tmp_path, "living") as living:
        host_and_process = living.name.removeprefix(".living.").removesuffix(".partial")
        host = host_and_process.rsplit(".", 1)[0]
        (tmp_path / f".dead.{host}.{2**22 + 1}.partial").mkdir()
        remove_stale(tmp_path)
        assert list(tmp_path.iterdir()) == [living]
