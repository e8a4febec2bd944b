from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.extraction.people import find_people
from tracker.extraction.structures import People
from tracker.lexicon.loader import load_lexicon

LEXICON = load_lexicon()


def people(text: str, *known: str) -> People:
    return find_people(text, LEXICON.titles, LEXICON.actors, known)


def names(text: str) -> list[str]:
    return [person.name for person in people(text).persons]


def mentions(text: str) -> list[tuple[str, str]]:
    """Each mention as printed, with the name of the person that it is joined to."""
    found = people(text)
    return [(text[start:end], found.persons[index].name) for start, end, index in found.mentions]


@pytest.mark.parametrize(
    ("text", "full", "short"),
    [
        ("Chinese Foreign Minister Gu Wenlan came. Gu left.", "Gu Wenlan", "Gu"),
        ("President Han Seo-jun came. Han left.", "Han Seo-jun", "Han"),
        ("Prime Minister Haruto Mizushima came. Mizushima left.", "Haruto Mizushima", "Mizushima"),
        ("President Camila Ordoñez Prat came. Ordoñez left.", "Camila Ordoñez Prat", "Ordoñez"),
        ("President Karim al-Zubari came. Al-Zubari left.", "Karim al-Zubari", "Al-Zubari"),
        ("President Abdel Rahman el-Tahari came. El-Tahari left.", "Abdel Rahman el-Tahari", "El-Tahari"),
        ("President Oleg Petrovich Samsin came. Samsin left.", "Oleg Petrovich Samsin", "Samsin"),
        ("Prime Minister Pham Van Loc came. Loc left.", "Pham Van Loc", "Loc"),
        ("Prime Minister Tesfaye Bekele came. Tesfaye left.", "Tesfaye Bekele", "Tesfaye"),
        ("Senator Ada B. Holt came. Holt left.", "Ada B. Holt", "Holt"),
        ("Ambassador Siobhan O'Harran came. O'Harran left.", "Siobhan O'Harran", "O'Harran"),
    ],
)
def test_a_short_name_is_joined_to_its_full_one(text: str, full: str, short: str) -> None:
    assert mentions(text) == [(full, full), (short, full)]


def test_a_single_name_is_a_persons_behind_a_title() -> None:
    assert mentions("President Suhartanto came. Suhartanto left.") == [
        ("Suhartanto", "Suhartanto"),
        ("Suhartanto", "Suhartanto"),
    ]


def test_a_fuller_name_further_down_is_the_persons_name() -> None:
    text = "President Recep Orlo came. Recep Tayyip Orlo is 60."
    assert [(p.name, sorted(p.names)) for p in people(text).persons] == [
        ("Recep Tayyip Orlo", ["Recep Orlo", "Recep Tayyip Orlo"])
    ]


def test_two_persons_of_one_surname_stay_apart_and_tie() -> None:
    text = "Senator Ada Holt met Governor Brian Holt. Holt spoke."
    found = people(text)
    assert [p.name for p in found.persons] == ["Ada Holt", "Brian Holt"]
    at = text.index("Holt spoke")
    assert found.ties == {at: (0, 1)}


def test_a_title_of_one_gender_tells_two_of_one_surname_apart() -> None:
    text = "Senator Linda Holt met Governor Brian Holt. Mrs Holt spoke. Mr Holt heard her."
    assert mentions(text)[2:] == [("Holt", "Linda Holt"), ("Holt", "Brian Holt")]
    assert people(text).ties == {}


@pytest.mark.parametrize(
    ("text", "name", "role", "country"),
    [
        ("Chinese Foreign Minister Gu Wenlan came.", "Gu Wenlan", "Foreign Minister", "CHN"),
        ("Serbian President Dragan Milo came.", "Dragan Milo", "President", "SRB"),
        ("Dragan Milo, president of Serbia, said so.", "Dragan Milo", "president of Serbia", "SRB"),
        ("U.S. Secretary of State Brian Holt came.", "Brian Holt", "Secretary of State", "USA"),
    ],
)
def test_a_post_is_learnt_with_its_country(text: str, name: str, role: str, country: str) -> None:
    (person,) = people(text).persons
    assert (person.name, person.role, person.country) == (name, role, country)


@pytest.mark.parametrize(
    "title",
    [
        "Deputy Secretary of State for Management and Resources",
        "High Representative for Foreign Affairs and Security Policy",
        "Counselor",
        "Administrator",
        "President-elect",
    ],
)
def test_no_part_of_a_title_is_a_part_of_the_name(title: str) -> None:
    assert names(f"{title} Linda Holt came.") == ["Linda Holt"]


def test_the_title_of_the_next_in_a_list_is_the_nexts() -> None:
    found = people("Ministers Linda Holt, and Serbian Minister of Trade Ana Milo, and others met.").persons
    assert [(person.name, person.country) for person in found] == [("Linda Holt", None), ("Ana Milo", "SRB")]


def test_a_sentence_behind_a_name_that_is_called_is_no_post() -> None:
    text = "Thank you, Linda Holt, Secretary of State Brian Kesh met today with Serbian mayors."
    holt = next(person for person in people(text).persons if person.name == "Linda Holt")
    assert (holt.role, holt.country) == (None, None)


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Mr Tolu Kesh came.", "m"),
        ("Ms Tolu Kesh came.", "f"),
        ("Spokeswoman Tolu Kesh came.", "f"),
        ("Minister Linda Kesh came.", "f"),
        ("Minister Brian Kesh came.", "m"),
        ("Minister Tolu Kesh came.", None),
    ],
)
def test_gender_is_told_by_title_or_given_name(text: str, gender: str | None) -> None:
    (person,) = people(text).persons
    assert person.gender == gender


@pytest.mark.parametrize(
    "text",
    [
        "The Foreign Ministry spoke of the Security Council.",
        "New York and Buenos Aires are far apart.",
        "The European Union and the United States met on Monday.",
        "He came on Monday. March was cold.",
    ],
)
def test_what_is_no_person(text: str) -> None:
    assert names(text) == []


def test_a_known_name_is_a_persons_without_any_title() -> None:
    text = "Tolu Marram left early."
    assert people(text).persons == []
    assert [p.name for p in people(text, "Tolu Marram").persons] == ["Tolu Marram"]


@given(
    st.lists(
        st.sampled_from(
            ["President", "Mr.", "Ada", "Holt", "Kesh", "al-", "Van", "van", "Orlo's", "U.S.", "said", ",", "and", "\n"]
        ),
        max_size=14,
    )
)
def test_mentions_are_ordered_and_inside_the_text(words: list[str]) -> None:
    text = " ".join(words)
    found = people(text)
    assert found.mentions == sorted(found.mentions)
    for start, end, index in found.mentions:
        assert 0 <= start < end <= len(text)
        assert (start, end) in found.persons[index].spans
    for tied in found.ties.values():
        assert len(tied) > 1


# ------------------------------------------------------------------------------------------------ how names are told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a record prints whoever takes the floor in capitals, with their seat
        ("ADA HOLT (Norway) said no.", ["Ada Holt"]),
        ("HARBOUR NEWS (Norway) said no.", ["Harbour News"]),
        ("HARBOUR CLOSED (see below)", []),
        # by their form
        ("Then Ha Dong-wook left.", ["Ha Dong-wook"]),
        ("Then Yusuf bin Marzuq left.", ["Yusuf bin Marzuq"]),
        # by what stands ahead
        ("They met a pilot named Tolu Marram there.", ["Tolu Marram"]),
        ("Then lawmaker for Marram Sound Ada Holt rose.", ["Ada Holt"]),
        ("Then Brigadier (retired) Tolu Marram rose.", ["Tolu Marram"]),
        ("Minister of Foreign Affairs Tolu Marram rose.", ["Tolu Marram"]),
        ("“No,” said Tolu Marram of Sorrel.", ["Tolu Marram"]),
        # by what stands behind
        ("Then Tolu Marram, who was ill, left.", ["Tolu Marram"]),
        ("Then Tolu Marram, 54, left.", ["Tolu Marram"]),
        ("Then Tolu Marram, a nurse from Sorrel, left.", ["Tolu Marram"]),
        ("Then Tolu Marram argued for peace.", ["Tolu Marram"]),
        ("Then Tolu Marram sailed for home.", []),
        ("Then Port Marram, capital of Kesh, fell.", []),
        # a word that the sentence's head alone makes a capital
        ("Regarding Marram, they were silent. President Tolu Marram left.", ["Tolu Marram"]),
        ("Voter Tolu Marram, 54, left. One voter stayed.", ["Tolu Marram"]),
        # honorifics of other tongues
        ("Bapak Suhartanto came.", ["Suhartanto"]),
        ("Ato Lemma Girmay came.", ["Lemma Girmay"]),
        ("Shri Anand Vasudevan came.", ["Anand Vasudevan"]),
        ("Señora Lucia Prat came.", ["Lucia Prat"]),
        ("Tan Sri Hamdan Basri came.", ["Hamdan Basri"]),
        ("Orla Gerst of ESA spoke of the work.", ["Orla Gerst"]),
        ("Bill Prandt spoke to reporters. The Harbour Bill passed.", ["Bill Prandt"]),
        # a post is no name
        ("Minister Foreign came.", []),
        ("Deputy Ministers came.", []),
    ],
)
def test_who_is_a_person(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "full", "short"),
    [
        # East Asian, Vietnamese, Burmese, Korean
        ("Vietnamese President Bui Quoc Thien came. Thien left.", "Bui Quoc Thien", "Thien"),
        ("Foreign Minister Ha Dong-wook came. Ha left.", "Ha Dong-wook", "Ha"),
        ("Premier Ouyang Mingzhe came. Ouyang left.", "Ouyang Mingzhe", "Ouyang"),
        ("Prime Minister Haruka Tsukimori came. Tsukimori left.", "Haruka Tsukimori", "Tsukimori"),
        # Spanish and Portuguese: both surnames, or the first
        ("President Rodrigo Salcedo Prat came. Salcedo left.", "Rodrigo Salcedo Prat", "Salcedo"),
        ("President Rodrigo Salcedo Prat came. Salcedo Prat left.", "Rodrigo Salcedo Prat", "Salcedo Prat"),
        ("President Joana dos Campos came. Dos Campos left.", "Joana dos Campos", "Dos Campos"),
        # Arabic: articles, lineage
        (
            "Foreign Minister Faisal bin Nasser al-Zubari came. Al-Zubari left.",
            "Faisal bin Nasser al-Zubari",
            "Al-Zubari",
        ),
        ("President Mokhtar Ould Sidati came. Ould Sidati left.", "Mokhtar Ould Sidati", "Ould Sidati"),
        # Russian patronymics, Ethiopian and Indonesian given names
        ("Foreign Minister Oleg Petrovich Samsin came. Samsin left.", "Oleg Petrovich Samsin", "Samsin"),
        ("Prime Minister Tesfaye Girmay came. Tesfaye left.", "Tesfaye Girmay", "Tesfaye"),
        ("President Wiryo Kusnandar came. Wiryo left.", "Wiryo Kusnandar", "Wiryo"),
        # Dutch and German particles
        ("Minister Anna van der Orlo came. Van der Orlo left.", "Anna van der Orlo", "Van der Orlo"),
    ],
)
def test_each_tongue_shortens_its_names(text: str, full: str, short: str) -> None:
    assert mentions(text) == [(full, full), (short, full)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norwegian Foreign Minister Ada Holt came.", ("Foreign Minister", "NOR")),
        ("The Foreign Minister of Norway, Ada Holt, came.", ("Foreign Minister of Norway", "NOR")),
        ("Then the envoy, Ada Holt’s friend, came. Minister Ada Holt left.", ("Minister", None)),
        ("The Secretary and Foreign Minister Ada Holt came.", ("Foreign Minister", None)),
        ("Ada Holt, once the pride of Norway, came. Minister Ada Holt left.", ("Minister", None)),
    ],
)
def test_what_post_a_person_holds(text: str, expected: tuple[str, str | None]) -> None:
    (person,) = people(text).persons
    assert (person.role, person.country) == expected


def test_a_long_post_in_capitals_ends() -> None:
    """The words of a post in front of brackets are read once: a pattern that tries every way to cut them never ends."""
    post = " ".join(["Minister of", *["INTERNATIONAL COOPERATION"] * 6])
    (person,) = find_people(f"{post} (x), Ada Holt, came.", LEXICON.titles, LEXICON.actors).persons
    assert person.name == "Ada Holt"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. HAYAKI Sorato, Deputy Minister, came. Hayaki left.", ["HAYAKI Sorato"]),
        ("Minister of State (MoS) Shri Ada Holt came.", ["Ada Holt"]),
        ("EU Envoy Ada Holt came. EU Holt left.", ["Ada Holt"]),
        ("Also there was Qozi Abe-Lund of the Office for Relief of Need, who spoke.", ["Qozi Abe-Lund"]),
        ("Also there was Qozi Abe-Lund of the water, who spoke.", []),
        ("A spokesman, Major General Than Zaw Orlo, came.", ["Than Zaw Orlo"]),
        ("It was more Than Zaw Orlo.", []),
        ("Director of the Department for Sanctions and Strategic Goods Qiis Uustal came.", ["Qiis Uustal"]),
        ("He left.\n\nQasmik Zorlian\nAmbassador of Kesh", ["Qasmik Zorlian"]),
        ("He left.\n\nQasmik Zorlian\nSorrel, May 4", []),
    ],
)
def test_names_of_further_makes(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_an_acronym_behind_a_post_is_the_persons() -> None:
    text = "Minister of State for Trade (MoS) Shri Ada Holt came. MoS left. The MoSS (MoS) is a ship."
    assert mentions(text) == [("Ada Holt", "Ada Holt"), ("MoS", "Ada Holt")]
    assert mentions("The Ministry of Sport (MoS) Ada Holt runs won. MoS left. Holt won.")[1:] == [("Holt", "Ada Holt")]


def test_an_initial_is_whoever_the_text_names_in_full() -> None:
    text = "Minister S. Orlo came. Minister Sara Orlo spoke. Minister Ben Orlo left. Minister Sam Orlo stayed."
    assert names(text) == ["Sara Orlo", "Ben Orlo", "Sam Orlo"]
    assert mentions(text)[0] == ("S. Orlo", "Sara Orlo")
