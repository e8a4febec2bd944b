"""Whom the title of an office's own text puts beside it: guests and their hosts, states whose day is marked."""

from __future__ import annotations

import pytest

from tests.extraction.reading import PUBLISHED
from tracker.extraction.claimguests import find_guests
from tracker.extraction.pipeline import extract
from tracker.lexicon.loader import load_lexicon
from tracker.records import ArticleInput, ClaimKind, ExtractedClaim

MEETING = "Secretary Tomas J. Prandt And Ugandan Foreign Minister Omar Haddad Before Their Meeting"


def claims_of(text: str, title: str) -> list[ExtractedClaim]:
    article = ArticleInput(text, title=title, outlet="US Department of State", published=PUBLISHED)
    return [claim for statement in extract(article, load_lexicon()).statements for claim in statement.claims]


@pytest.mark.parametrize(
    ("title", "names", "sides", "partner"),
    [
        (MEETING, ("Tomas J. Prandt", "Omar Haddad"), {"Haddad": "Uganda"}, "Uganda"),
        ("Prandt’s Call with EU Envoy Mira Holt", ("Mira Holt",), {"Holt": "European Union"}, "European Union"),
        ("Talks in Uganda with Kenyan Envoy Omar Haddad", ("Omar Haddad",), {"Haddad": "Kenya"}, "Kenya"),
        (
            "Ugandan Envoy Mira Holt, Kenyan Envoy Omar Haddad",
            ("Mira Holt", "Omar Haddad"),
            {"Holt": "Uganda", "Haddad": "Kenya"},
            "",
        ),
        ("Secretary Prandt Travels", ("Tomas Prandt",), {}, ""),
        ("Uganda National Day", (), {}, "Uganda"),
        ("Uganda’s Independence", (), {}, "Uganda"),
        ("Sanctions on Uganda", (), {}, ""),
        ("", (), {}, ""),
    ],
)  # fmt: skip
def test_titles_tell_who_stands_beside_the_office(
    title: str, names: tuple[str, ...], sides: dict[str, str], partner: str
) -> None:
    found = find_guests(title, "USA", names, load_lexicon().actors)
    assert ({name: actor.name for name, actor in found.sides.items()}, found.partner) == (sides, partner)
    assert find_guests(title, None, names, load_lexicon().actors).partner == ""


def test_guests_speak_for_their_own_and_thank_their_hosts() -> None:
    claims = claims_of(
        "SECRETARY PRANDT: It’s a great pleasure to have you here today.\n\n"
        "FOREIGN MINISTER HADDAD: Thank you very much for having us here today. We will open a port.\n",
        MEETING,
    )
    assert [(claim.kind, claim.party, claim.counterpart) for claim in claims] == [
        (ClaimKind.PROTOCOL, ("United States",), ("Uganda",)),
        (ClaimKind.PROTOCOL, ("Uganda",), ("United States",)),
        (ClaimKind.COMMITMENT, ("Uganda",), ()),
    ]


def test_a_mere_thank_you_is_toward_nobody() -> None:
    (claim,) = claims_of("FOREIGN MINISTER HADDAD: Thank you very much.\n", MEETING)
    assert (claim.party, claim.counterpart) == ((), ())


def test_on_a_states_day_we_together_are_both() -> None:
    claims = claims_of(
        "Tomas J. Prandt, Secretary of State\n\n"
        "On behalf of the people of the United States, I congratulate the people of Uganda. "
        "Together, we have built schools. As partners, we will deepen our trade. Our partnership endures. "
        "We look forward to further chances to grow our relationship in the years to come.\n",
        "Uganda National Day",
    )
    assert [(claim.party, claim.counterpart) for claim in claims] == [
        (("United States",), ("Uganda",)),
        (("United States", "Uganda"), ()),
        (("United States", "Uganda"), ()),
        (("United States", "Uganda"), ()),
        (("United States",), ("Uganda",)),
    ]
