"""The lexicon in force: a user's own tables, from the folder that is named or the config folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.errors import DatabaseError, LexiconError
from tracker.lexicon.loader import load_lexicon
from tracker.workflows.lexicon import find_folder, load_words

ACTORS = '[organisations]\nlake_compact = { name = "Lake Compact", names = ["LKC"] }\n'
TOPICS = '[chess]\nlabel = "Chess diplomacy"\nparent = "culture"\nterms = "grandmaster"\nexact_match = "https://example.org/chess"\n'


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = tmp_path / "config" / "statement-tracker"
    folder.mkdir(parents=True)
    return folder


def test_without_files_the_shipped_lexicon_holds(config: Path) -> None:
    assert find_folder({}) is None
    assert load_words({}) is load_lexicon(None)


def test_files_in_the_config_folder_are_added(config: Path) -> None:
    (config / "actors.toml").write_text(ACTORS)
    (config / "topics.toml").write_text(TOPICS)
    words = load_words({})
    found = words.actors.by_name("LKC")
    assert found is not None
    assert found.name == "Lake Compact"
    assert words.actors.by_name("China") is not None
    chess = words.topics[-1]
    assert (chess.slug, chess.parent, chess.exact_match) == ("chess", "culture", ("https://example.org/chess",))
    assert len(words.topics) == len(load_lexicon(None).topics) + 1


def test_one_of_the_two_is_enough(config: Path) -> None:
    (config / "topics.toml").write_text(TOPICS)
    assert load_words({}).actors.by_name("LKC") is None
    assert load_words({}).topics[-1].slug == "chess"


def test_another_folder_can_be_named(config: Path, tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "actors.toml").write_text(ACTORS)
    assert find_folder({"TRACKER_LEXICON": str(tmp_path / "words")}) == tmp_path / "words"
    assert find_folder({"TRACKER_LEXICON": "~/words"}) == tmp_path / "words"
    (config / "config.toml").write_text('lexicon = "../../words"\n')
    assert find_folder({}) == tmp_path / "words"
    assert load_words({}).actors.by_name("Lake Compact") is not None


def test_what_cannot_be_read_is_told(config: Path, tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"nowhere, named by TRACKER_LEXICON .* is no folder"):
        find_folder({"TRACKER_LEXICON": str(tmp_path / "nowhere")})
    (config / "config.toml").write_text("lexicon = 3\n")
    with pytest.raises(DatabaseError, match="must give the lexicon as a path in quotation marks"):
        find_folder({})
    (config / "config.toml").unlink()
    (config / "actors.toml").write_text('[organisations]\nx = { name = "China" }\n')
    with pytest.raises(LexiconError, match="belongs to both"):
        load_words({})
