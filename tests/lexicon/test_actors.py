from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import LexiconError
from tracker.lexicon.actors import Actor, Actors, build_actors, load_actors
from tracker.lexicon.loader import load_lexicon
from tracker.lexicon.tables import read_table
from tracker.records import SpeakerKind

ACTORS = load_lexicon().actors
STATES = [row for row in ACTORS if row.kind is SpeakerKind.STATE]
SOVEREIGN = [row for row in STATES if row.country is None and not row.historical]
AMBIGUOUS = read_table("actors")["ambiguous"]


def name_of(actor: Actor | None) -> str | None:
    return None if actor is None else actor.name


def names_of(actors: tuple[Actor, ...]) -> list[str]:
    return [actor.name for actor in actors]


# ------------------------------------------------------------------------------------------------ the table


def test_every_member_of_the_united_nations_is_there() -> None:
    members = [row for row in ACTORS if row.un]
    assert len(members) == 193
    assert all(row.code is not None and re.fullmatch("[A-Z]{3}", row.code) for row in members)


def test_codes_and_keys_are_unique() -> None:
    codes = [row.code for row in ACTORS if row.code is not None]
    assert len(codes) == len(set(codes))
    assert len({row.key for row in ACTORS}) == len(ACTORS)


@pytest.mark.parametrize("state", SOVEREIGN, ids=lambda row: row.key)
def test_state_has_demonym_people_and_capital(state: Actor) -> None:
    assert state.demonyms
    assert state.capital
    assert state.people or state.code == "VAT"


def test_territory_belongs_to_a_state_of_the_table() -> None:
    for row in ACTORS:
        if row.country is not None:
            owner = ACTORS.by_code(row.country)
            assert owner is not None, row
            assert owner.key != row.key


def test_every_form_finds_its_row() -> None:
    for row in ACTORS:
        for form in row.forms:
            article = () if form.lower().startswith("the ") else (f"the {form}", f"The {form}")
            for printed in (form, *article):
                found = ACTORS.by_name(printed)
                if form in AMBIGUOUS:
                    assert found is None
                elif not row.historical:
                    assert found is row, printed
        for demonym in (*row.demonyms, *row.people):
            assert row in ACTORS.by_demonym(demonym) or row.historical, demonym
        for capital in row.capitals:
            assert ACTORS.by_capital(capital) is row or row.historical, capital
        for metonym in row.metonyms:
            assert ACTORS.by_metonym(f"the {metonym}") is row or row.historical, metonym


@pytest.mark.parametrize(
    "word", ["Guardian", "Sun", "Hill", "Australian", "Hindu", "Atlantic", "Independent", "The sun"]
)
def test_a_bare_word_is_no_newspaper(word: str) -> None:
    assert ACTORS.by_name(word) is None


def test_forms_are_written_without_article_or_stray_space() -> None:
    for row in ACTORS:
        for form in (*row.forms, *row.demonyms, *row.people, *row.capitals, *row.metonyms):
            assert form == " ".join(form.split())
            # The Hague and The Valley are called so; a newspaper's name may hold its article.
            if form not in ("The Hague", "The Valley") and row.kind is not SpeakerKind.MEDIA:
                assert not form.lower().startswith("the "), form


@pytest.mark.parametrize("form", AMBIGUOUS)
def test_ambiguous_forms_are_claimed_by_several(form: str) -> None:
    claiming = [row for row in ACTORS if form in (*row.forms, *row.demonyms, *row.people)]
    assert len(claiming) > 1
    assert ACTORS.by_name(form) is None


# ------------------------------------------------------------------------------------------------ names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("China", "China"),
        ("People’s Republic of China", "China"),
        ("PRC", "China"),
        ("the U.S.", "United States"),
        ("U.S.A.", "United States"),
        ("US", "United States"),
        ("Britain", "United Kingdom"),
        ("DPRK", "North Korea"),
        ("Republic of Korea", "South Korea"),
        ("Türkiye", "Turkey"),
        ("Cote dIvoire", "Ivory Coast"),
        ("Côte d’Ivoire", "Ivory Coast"),
        ("Czechia", "Czech Republic"),
        ("Burma", "Myanmar"),
        ("Swaziland", "Eswatini"),
        ("Cabo Verde", "Cape Verde"),
        ("Timor Leste", "East Timor"),
        ("D.R. Congo", "DR Congo"),
        ("Congo-Brazzaville", "Republic of the Congo"),
        ("Sao Tome and Principe", "São Tomé and Príncipe"),
        ("THE NETHERLANDS", "Netherlands"),
        ("Holy See", "Vatican"),
        ("KSA", "Saudi Arabia"),
        ("UAE", "United Arab Emirates"),
        ("Soviet Union", "Soviet Union"),
        ("Republic of China", "Taiwan"),
        ("Kosovo", "Kosovo"),
        ("Niger", "Niger"),
        ("Nigeria", "Nigeria"),
        ("Guinea Bissau", "Guinea-Bissau"),
        ("NATO", "NATO"),
        ("Nato", "NATO"),
        ("nato", "NATO"),
        ("United Nations Security Council", "UN Security Council"),
        ("the Security Council", "UN Security Council"),
        ("World Health Organisation", "World Health Organization"),
        ("G-7", "G7"),
        ("G7", "G7"),
        ("AFP", "Agence France-Presse"),
        ("New York Times", "The New York Times"),
        ("the Guardian", "The Guardian"),
        ("Xinhua News Agency", "Xinhua"),
        ("Atlantis", None),
        ("", None),
        ("the", None),
    ],
)
def test_name(text: str, name: str | None) -> None:
    assert name_of(ACTORS.by_name(text)) == name


@pytest.mark.parametrize("word", ["us", "Us", "who", "Who", "un", "Un", "is", "Is", "car", "it", "time", "sun", "map"])
def test_words_are_no_abbreviations(word: str) -> None:
    assert ACTORS.by_name(word) is None


@pytest.mark.parametrize("word", ["the guardian", "economist", "independent", "the sun", "the hill", "bild"])
def test_media_need_a_capital(word: str) -> None:
    assert ACTORS.by_name(word) is None


def test_a_historical_state_stands_back() -> None:
    assert name_of(ACTORS.by_capital("Moscow")) == "Russia"
    assert name_of(ACTORS.by_metonym("Kremlin")) == "Russia"
    assert name_of(ACTORS.by_capital("Belgrade")) == "Serbia"
    bonn = ACTORS.by_capital("Bonn")
    assert bonn is not None
    assert bonn.historical
    assert [row.name for row in ACTORS.by_demonym("Soviet")] == ["Soviet Union"]


# ------------------------------------------------------------------------------------------------ demonyms, places


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("Chinese", ["China"]),
        ("French", ["France"]),
        ("Frenchman", ["France"]),
        ("Philippine", ["Philippines"]),
        ("Filipinos", ["Philippines"]),
        ("Emirati", ["United Arab Emirates"]),
        ("Bahraini", ["Bahrain"]),
        ("Saudi", ["Saudi Arabia"]),
        ("Saudis", ["Saudi Arabia"]),
        ("Kyrgyz", ["Kyrgyzstan"]),
        ("Malagasy", ["Madagascar"]),
        ("Ivorian", ["Ivory Coast"]),
        ("Burkinabe", ["Burkina Faso"]),
        ("Burkinabè", ["Burkina Faso"]),
        ("Nigerien", ["Niger"]),
        ("Nigerian", ["Nigeria"]),
        ("Dominican", ["Dominica", "Dominican Republic"]),
        ("Korean", ["North Korea", "South Korea"]),
        ("North Korean", ["North Korea"]),
        ("Congolese", ["DR Congo", "Republic of the Congo"]),
        ("Guinean", ["Guinea"]),
        ("Equatorial Guinean", ["Equatorial Guinea"]),
        ("Kosovar", ["Kosovo"]),
        ("Taiwanese", ["Taiwan"]),
        ("Angolans", ["Angola"]),
        ("Danes", ["Denmark"]),
        ("Scottish", ["Scotland"]),
        ("U.S.", ["United States"]),
        ("Polish", ["Poland"]),
        ("polish", []),
        ("turkish", []),
        ("officials", []),
    ],
)
def test_demonym(word: str, names: list[str]) -> None:
    assert names_of(ACTORS.by_demonym(word)) == names


@pytest.mark.parametrize(
    ("city", "name"),
    [
        ("Beijing", "China"),
        ("Washington", "United States"),
        ("Washington, D.C.", "United States"),
        ("Washington DC", "United States"),
        ("Kyiv", "Ukraine"),
        ("Kiev", "Ukraine"),
        ("Nur-Sultan", "Kazakhstan"),
        ("Pretoria", "South Africa"),
        ("Bogota", "Colombia"),
        ("Brussels", "Belgium"),
        ("Sydney", None),
    ],
)
def test_capital(city: str, name: str | None) -> None:
    assert name_of(ACTORS.by_capital(city)) == name


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("the Kremlin", "Russia"),
        ("Zhongnanhai", "China"),
        ("the Elysee", "France"),
        ("Élysée Palace", "France"),
        ("Quai d’Orsay", "France"),
        ("10 Downing Street", "United Kingdom"),
        ("No. 10", "United Kingdom"),
        ("Foggy Bottom", "United States"),
        ("the White House", "United States"),
        ("the Pentagon", "United States"),
        ("the Blue House", "South Korea"),
        ("Brussels", "European Union"),
        ("the sea", None),
    ],
)
def test_metonym(place: str, name: str | None) -> None:
    assert name_of(ACTORS.by_metonym(place)) == name


@pytest.mark.parametrize(
    ("code", "name"),
    [("CHN", "China"), ("chn", "China"), ("XKX", "Kosovo"), ("TWN", "Taiwan"), ("SUN", "Soviet Union"), ("ZZZ", None)],
)
def test_code(code: str, name: str | None) -> None:
    assert name_of(ACTORS.by_code(code)) == name


def test_kosovo_and_taiwan_are_states_of_their_own() -> None:
    for code, demonym, capital in (("XKX", "Kosovar", "Pristina"), ("TWN", "Taiwanese", "Taipei")):
        row = ACTORS.by_code(code)
        assert row is not None
        assert (row.kind, row.un, row.historical, row.country) == (SpeakerKind.STATE, False, False, None)
        assert ACTORS.by_demonym(demonym) == (row,)
        assert ACTORS.by_capital(capital) is row


@given(st.text())
def test_lookups_take_any_text(text: str) -> None:
    for found in (ACTORS.by_name(text), ACTORS.by_capital(text), ACTORS.by_metonym(text), ACTORS.by_code(text)):
        assert found is None or found in ACTORS.rows
    assert all(row in ACTORS.rows for row in ACTORS.by_demonym(text))


# ------------------------------------------------------------------------------------------------ a user's own rows


def load_with(tmp_path: Path, content: str) -> Actors:
    path = tmp_path / "actors.toml"
    path.write_text(content, encoding="utf-8")
    return load_actors(path)


def test_users_rows_join_and_replace(tmp_path: Path) -> None:
    actors = load_with(
        tmp_path,
        """
        [organisations]
        lake_compact = { name = "Lake Compact", names = ["LKC"], seat = "Entebbe" }

        [un]
        ISL = { name = "Iceland", adjectives = ["Icelandic"], people = ["Icelander"], capital = "Reykjavik" }
        """,
    )
    compact = actors.by_name("the L.K.C.")
    assert compact is not None
    assert (compact.kind, compact.seat) == (SpeakerKind.ORGANISATION, "Entebbe")
    assert len(actors) == len(ACTORS) + 1
    assert actors.by_demonym("Icelanders") == ()
    assert ACTORS.by_name("Lake Compact") is None


def test_people_are_derived_where_they_are_regular(tmp_path: Path) -> None:
    actors = load_with(
        tmp_path, '[states]\nsealand = { name = "Sealand", adjectives = ["Sealander"], capital = "Roughs" }'
    )
    assert names_of(actors.by_demonym("Sealanders")) == ["Sealand"]
    row = actors.by_name("Sealand")
    assert row is not None
    assert row.code is None


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('[planets]\nX = { name = "X" }', "unknown section 'planets'; known are un, states"),
        ('[media]\nx = { name = "X", city = "Y" }', r"media\.x: unknown field 'city'; known are adjectives"),
        ('[media]\nx = { names = ["X"] }', r"media\.x needs a name"),
        ("[media]\nx = { name = 3 }", r"media\.x: 'name' must be a string"),
        ('[media]\nx = "X"', r"media\.x must be a table with a name"),
        ('media = "X"', "unknown section 'media'"),
        ('[media]\nx = { name = "Reuters" }', "'Reuters' belongs to both reuters and x .* list it under 'ambiguous'"),
        ('[states]\nx = { name = "X", capital = [1] }', r"states\.x: 'capital' must be a string or a list"),
    ],
)
def test_contradicting_rows_are_refused(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        load_with(tmp_path, content)


def test_a_form_listed_as_ambiguous_answers_for_nobody(tmp_path: Path) -> None:
    actors = load_with(tmp_path, 'ambiguous = ["Reuters"]\n[media]\nx = { name = "X Wire", names = ["Reuters"] }')
    assert actors.by_name("Reuters") is None
    assert name_of(actors.by_name("X Wire")) == "X Wire"


def test_a_state_of_today_displaces_a_historical_one_in_any_order() -> None:
    today = Actor(key="a", name="Ruritania", kind=SpeakerKind.STATE)
    past = Actor(key="b", name="Ruritania", kind=SpeakerKind.STATE, historical=True)
    assert build_actors((today, past)).by_name("Ruritania") is today
    assert build_actors((past, today)).by_name("Ruritania") is today
