"""Turns of phrase of agencies, ministries and councils, as read on pages that nobody mended the rules by."""

from __future__ import annotations

import pytest

from tests.extraction.mentions import people_of, speakers
from tests.extraction.reading import contents, read, said

HOLT = "Minister Ada Holt"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the writing in which it was said has a participle of its own
        (f'{HOLT} said in a video shared on the network, "We have reached the port."', ['"We have reached the port."']),
        (
            f'{HOLT} also called on the crews "to halt the escalation of the strike."',
            ['the crews "to halt the escalation of the strike."'],
        ),
        (
            f'{HOLT} assured her counterpart to "work closely for further trade in fish".',
            ['her counterpart to "work closely for further trade in fish"'],
        ),
        (
            f"{HOLT} said she expected pressure but promised not to yield to it.",
            ["she expected pressure", "not to yield to it"],
        ),
        (f"{HOLT} asked not to be named.", []),
        (f"{HOLT} noted in particular the growth of trade.", ["the growth of trade"]),
        (f"{HOLT} wished the ambassadors success in their duties.", ["the ambassadors success in their duties"]),
        (f"{HOLT} wished the road were open.", []),
        ('"The union supports the ban," the document read.', ['"The union supports the ban,"']),
        # where it goes on, and where not
        (
            f"{HOLT} noted the progress on the dam, as well as the help given by Norland.",
            ["the progress on the dam, as well as the help given by Norland"],
        ),
        (
            f"{HOLT} voiced alarm over the strike, with some delegates warning that the port could close.",
            ["alarm over the strike", "the port could close"],
        ),
        (
            f"{HOLT} said the port remained calm and had publicly appealed for aid.",
            ["the port remained calm and had publicly appealed for aid"],
        ),
        (
            f"{HOLT} said that the chairman, in a statement he signed on Wednesday, condemned the strike.",
            ["the chairman, in a statement he signed on Wednesday, condemned the strike"],
        ),
        (
            f"{HOLT} noted that the deal, which according to her is fair, has brought results.",
            ["the deal, which according to her is fair, has brought results"],
        ),
        (f"For her part, {HOLT} said, trade would serve both ports.", ["trade would serve both ports"]),
        (f"At the same time, {HOLT} said, trade would grow.", ["trade would grow"]),
        # who or what cannot say it
        ("The summit of the union concluded in Sorrel on Thursday.", []),
        (f"{HOLT} denied the crews the chance to land.", []),
        ("Norland vetoed a draft put forward by Kesh that sets a limit.", []),
        (f"{HOLT} neither confirmed nor denied that the port had been closed.", []),
    ],
)
def test_what_was_said(text: str, expected: list[str]) -> None:
    assert contents(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The representative of the islands emphasized that the sea was rising.",
            [("representative of the islands", "the sea was rising")],
        ),
        (
            "President Ada Holt and her counterpart Ben Orlo on Saturday discussed trade and vowed to widen it.",
            [("Ada Holt and Ben Orlo", "widen it")],
        ),
        (
            "The chairman, Ada Holt, reflected on trade, and expressed the hope that it will grow.",
            [("Ada Holt", "the hope that it will grow")],
        ),
        (
            "Norland has agreed to a draft on fish and called for calm, Kesh Ambassador to the United Nations "
            "and Security Council President Ada Holt said.",
            [("Ada Holt", "Norland has agreed to a draft on fish and called for calm")],
        ),
    ],
)
def test_who_said_what(text: str, expected: list[tuple[str | None, str]]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # posts without a determiner, with an acronym inside, with an honorific behind
        (
            "Chairperson of the Harbour Union (HU) Commission Ada Solveig Holt spoke. <The chairperson> went on.",
            ["Ada Solveig Holt"],
        ),
        ("<Chairperson of the Harbour Union (HU) Commission Ada Solveig Holt> spoke.", ["Ada Solveig Holt"]),
        (
            "President of the Republic of Serbia, Dragan Milo, spoke. <The President of the country> went on.",
            ["Dragan Milo"],
        ),
        (
            "Serbian President, Dragan Milo, and his Chinese counterpart, Gu Wenlan, met. "
            "<The Chinese president> spoke.",
            ["Gu Wenlan"],
        ),
        (
            "Serbian Foreign Minister Dragan Milo met his Qatari counterpart Sheikh Hamad bin Jaber. "
            "<The Qatari foreign minister> spoke.",
            ["Hamad bin Jaber"],
        ),
        ("Ada Holt, Under-Secretary-General for Ports, came. <The Under-Secretary-General> spoke.", ["Ada Holt"]),
        (
            "Ronalda Costa Holt, Brazil’s ambassador to the union, came. <The Brazilian ambassador> spoke.",
            ["Ronalda Costa Holt"],
        ),
        # a lead's description, told again further on
        (
            "<The top envoy for ports> spoke.\n\nEnvoy Ada Holt met Ben Orlo.\n\nMuch was said.\n\n"
            "<The envoy> added this.",
            ["Ada Holt"],
        ),
        (
            "<A spokesperson for President-elect Ben Orlo> spoke.\n\nAda Holt, the spokesperson, made the remark.",
            ["Ada Holt"],
        ),
        # whom the quoted words name does not say them
        (
            "<Minister Bruno Holt> spoke.\n\n“Premier Carl Orlo has called today,” <he> added.",
            ["Bruno Holt"],
        ),
        ("<Gruber> spoke. “It is closed,” said Gruber of Premier Carl Orlo. <He> went on.", ["Gruber"]),
        # whose it is
        (
            "<The Harbour Ministry> said in a statement that it rained. <The statement> added more.",
            ["Harbour Ministry"],
        ),
        ("<Ada Holt, the spokesperson,> tweeted at noon. <The tweet> added more.", ["Ada Holt"]),
        ("<The document> spoke. <The statement> added more.", ["document"]),
        ("<The European Union> spoke. <The regional bloc> went on.", ["European Union"]),
        ("North Korea tested a missile. <The North> spoke.", ["North Korea"]),
        ("<The North> spoke.", ["North"]),
        # a pair named since the last group spoke
        (
            "Minister Ada Holt met Minister Ben Orlo. <Officials> spoke.\n\nThe two ministers dined. <They> agreed.",
            ["Ada Holt", "Ben Orlo"],
        ),
    ],
)
def test_whom_a_mention_stands_for(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


def test_a_country_inside_a_post_is_no_part_of_the_name() -> None:
    assert [person.name for person in people_of("Special Envoy for North Korea Ada Holt spoke.")] == ["Ada Holt"]


def test_a_quotation_in_a_paragraph_of_its_own_goes_on_with_what_was_said() -> None:
    assert said(f"{HOLT} said the port was closed.\n\n“So the crews must wait for the tide.”") == [
        ("Ada Holt", "the port was closed … “So the crews must wait for the tide.”")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a relative clause has a day of its own
        (f"{HOLT} said the port was closed, with her guest, who arrived on Sunday.", [None]),
        (f"{HOLT} spoke at a meeting with Ben Orlo, who arrived here on Sunday. She said the port was closed.", [None]),
        # what somebody else said on an earlier day is no occasion
        (
            f"{HOLT} met Minister Ben Orlo on Thursday.\n\n{HOLT} said the port was closed.\n\nPremier Carl Kesh "
            f"said on May 1 that oil would come.\n\nAt a press conference, {HOLT} said that oil was dear.",
            ["2025-05-08", "2025-05-01", "2025-05-08"],
        ),
    ],
)
def test_on_which_day(text: str, expected: list[str | None]) -> None:
    assert [s.said_on.edtf if s.said_on else None for s in read(text).statements] == expected


PRESS_CONFERENCE = """\
Ministry Spokesperson Ada Holt's Regular Press Conference on May 5

Harbour News Agency: The port was closed. Do you have any comment?

Ada Holt: We condemn it.

Beacon: Norland has called for calm. Do you have any comment on this?

Ada Holt: We take note of it."""


def test_a_label_of_one_word_asks_whom_the_page_keeps_answering() -> None:
    assert said(PRESS_CONFERENCE)[2:] == [
        ("Beacon", "Norland has called for calm. Do you have any comment on this?"),
        ("Ada Holt", "We take note of it."),
    ]


def test_one_question_and_its_answer_make_a_press_conference() -> None:
    one = "\n\n".join(PRESS_CONFERENCE.split("\n\n")[:3])
    assert said(one) == [
        ("Harbour News Agency", "The port was closed. Do you have any comment?"),
        ("Ada Holt", "We condemn it."),
    ]


def test_a_text_given_below_is_its_authors() -> None:
    text = (
        "Mr Ben Orlo condemned the raid.\n\nRead Mr Orlo’s statement as sent to the Post below.\n\n"
        "We strongly condemn the raid.\n\nWe urge all to show restraint."
    )
    assert said(text)[1:] == [
        ("Ben Orlo", "We strongly condemn the raid."),
        ("Ben Orlo", "We urge all to show restraint."),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"“The port will open soon”, declared {HOLT}.", ["“The port will open soon”"]),
        (f"{HOLT} said Thursday morning that the port was closed.", ["the port was closed"]),
        (f"{HOLT} condemned Friday the raid on the port.", ["the raid on the port"]),
        (f"{HOLT} also denounced on television that the port was closed.", ["the port was closed"]),
        (
            "It is odd that the council concludes that the port is closed, pointed out the Kesh diplomat.",
            ["It is odd that the council concludes that the port is closed"],
        ),
        (f"{HOLT}, who leads the island, stated yesterday (8) that the port was closed.", ["the port was closed"]),
        ("The charter lists three rivers and states it runs to the sea.", ["it runs to the sea"]),
        (
            f"{HOLT} stressed that Kesh has many questions on the recent statements of Norland on trade.",
            ["Kesh has many questions on the recent statements of Norland on trade"],
        ),
        (
            f"{HOLT} praised the dam as a driver of growth, regional trade, and shared prosperity.",
            ["the dam as a driver of growth, regional trade, and shared prosperity"],
        ),
        (
            f"Asked about the order to “stay away from the port,” {HOLT} replied, “The crews will not be deterred.”",
            ["“The crews will not be deterred.”"],
        ),
        (f"Commenting on the invitation extended to Kesh, {HOLT} told media that it rained.", ["it rained"]),
        (f"{HOLT} told media that Kesh had agreed, per Harbour.az.", ["Kesh had agreed, per Harbour.az"]),
        # a comma too many
        ("Ambassador Ada Holt, expressed hope that the port would open.", ["hope that the port would open"]),
        ("During the talks, Ambassador Ada Holt, expressed hope for rain.", ["hope for rain"]),
        ("The High Commissioner, also highlighted the role of the port.", ["the role of the port"]),
        # marks of two strokes
        (
            "“Both leaders pledged to open the port,’’ Minister Ada Holt said.",
            ["“Both leaders pledged to open the port,’’"],
        ),
        # what was told before
        (f"{HOLT} gave the assurance while receiving the envoy.", []),
        (f"{HOLT} said this when she led the delegation.", []),
        (f"{HOLT} wished her success at her new post.", ["her success at her new post"]),
        # how the tagger errs
        (f"“David is a friend of mine,” said Holt ally Ben Orlo. {HOLT} left.", ["“David is a friend of mine,”"]),
        ("Yet Kesh economists, like their rivals, say the port is closed.", ["the port is closed"]),
        ("Kesh commentators have said Norland plans to sail.", ["Norland plans to sail"]),
        (f"As {HOLT} has pointed out, the port is closed.", ["the port is closed"]),
        ("What is more, they note, there are many ports.", ["there are many ports"]),
        (f"{HOLT} is quick to point out that the port is closed.", ["the port is closed"]),
        (f"{HOLT} offered peace by telling the mayor she had been able.", ["she had been able"]),
    ],
)
def test_further_words(text: str, expected: list[str]) -> None:
    assert contents(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Kenyan Secretary for Ministry of Foreign and Port Affairs, on his part said that it rained.",
            [("Kenyan Secretary for Ministry of Foreign and Port Affairs", "it rained")],
        ),
        ("Ma Ngok told the Post it rained.", [("Ma Ngok", "it rained")]),
        (
            "A press release issued by the Ministry of External Affairs (MEA) said it rained.\n\n“It poured,” says "
            "the MEA statement.",
            [("Ministry of External Affairs", "it rained"), ("Ministry of External Affairs", "“It poured,”")],
        ),
        (
            "The Prime Minister’s Office said it rained.\n\n“It poured,” the PMO tweeted.",
            [("Prime Minister’s Office", "it rained"), ("Prime Minister’s Office", "“It poured,”")],
        ),
        (
            "Sorrel, Mar 1 (Harbour News) Norland condemned the raid.",
            [("Norland", "the raid")],
        ),
    ],
)
def test_further_sources(text: str, expected: list[tuple[str | None, str]]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cuban Minister Ana Holt came. <Ana Holt> spoke. <The Cuban official> went on.", ["Ana Holt"]),
        ("Cuban Minister Ana Holt came. <Ana Holt> spoke. <The Kenyan official> went on.", ["Kenyan official"]),
        (
            "Minister Ben Orlo met Minister Ana Holt. <Ben Orlo> spoke. <Ana Holt> spoke. <The two principals> praised "
            "ties between the two countries. <They> agreed.",
            ["Ben Orlo", "Ana Holt"],
        ),
        ("Amb. Ana Holt-Orlo came. <Amb. Holt-Orlo> spoke.", ["Ana Holt-Orlo"]),
        (
            "The Ambassador Extraordinary and Plenipotentiary of Kenya, Ana Imani Holt, came. <She> spoke.",
            ["Ana Imani Holt"],
        ),
    ],
)
def test_further_mentions(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a medium behind the sentence only passes the report on
        (
            "Norland’s foreign ministry said that the raid was a crime, the official Harbour Press Agency (HPA) "
            "reported.",
            [("Norland’s foreign ministry", "the raid was a crime")],
        ),
        ("Norland strongly condemned the raid, state media reported.", [("Norland", "the raid")]),
        ("The raid killed ten, state media reported.", [("state media", "The raid killed ten")]),
        # whoever is told is not who speaks next
        (
            f"{HOLT} spoke.\n\n{HOLT} told Minister Ben Orlo to come.\n\n“Orlo will come,” she said.",
            [("Ada Holt", "Minister Ben Orlo to come"), ("Ada Holt", "“Orlo will come,”")],
        ),
        (
            "The Foreign Minister, who had met his guest, said his guest responded well.",
            [("Foreign Minister", "his guest responded well")],
        ),
        ("Norland also condemned Friday’s raid on the port.", [("Norland", "Friday’s raid on the port")]),
        (f"{HOLT} further said there had been a meeting.", [("Ada Holt", "there had been a meeting")]),
        (
            "Spokesperson for the UN Secretary-General Ada Holt said that it rained.",
            [("Ada Holt", "it rained")],
        ),
    ],
)
def test_who_passes_on_and_who_speaks(text: str, expected: list[tuple[str | None, str]]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Foreign Minister Dr Ben Orlo came. <The Foreign Minister> spoke.", ["Ben Orlo"]),
        (
            "<Ambassador Omar Awang Sahari bin Pengiran Awang Salleh> spoke.",
            ["Omar Awang Sahari bin Pengiran Awang Salleh"],
        ),
        ("<A diplomat> spoke. <He> went on.", ["diplomat"]),
        (
            "<Minister Ben Orlo> spoke.\n\nHe told Premier Carl Holt to come.\n\n<He> went on.",
            ["Ben Orlo"],
        ),
    ],
)
def test_names_and_posts_with_honorifics(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


def test_a_doorstep_statement_is_issued() -> None:
    title = "Doorstep statement by Secretary General Ada Holt ahead of the meeting"
    assert said("We must stand firm in our support.\n\nI welcome the aid that we have seen.", title=title) == [
        ("Ada Holt", "We must stand firm in our support."),
        ("Ada Holt", "I welcome the aid that we have seen."),
    ]
