"""Sources that are described, not named."""

from __future__ import annotations

import pytest

from tests.extraction.mentions import resolve, speakers
from tracker.records import SpeakerKind


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("<A 54-year-old farmer> spoke.", "54-year-old farmer", SpeakerKind.UNNAMED),
        ("<A senior official on Monday> spoke.", "senior official", SpeakerKind.UNNAMED),
        ("<A senior official in a statement> spoke.", "senior official", SpeakerKind.UNNAMED),
        ("<A source familiar with the talks> spoke.", "source", SpeakerKind.UNNAMED),
        ("<A source close to the minister> spoke.", "source close to the minister", SpeakerKind.UNNAMED),
        ("<Two sailors> spoke. <One of them> went on.", "sailor", SpeakerKind.UNNAMED),
        # bodies known again by their sort
        ("<The Sorrel Harbour Agency> spoke. <The agency> went on.", "Sorrel Harbour Agency", SpeakerKind.ORGANISATION),
        ("The Harbour Party won. <The party> spoke.", "Harbour Party", SpeakerKind.ORGANISATION),
        ("<Norway> spoke. <The government> went on.", "Norway", SpeakerKind.STATE),
        ("<The Harbour Troika (Norway, Chile, and Kesh)> spoke.", "Harbour Troika", SpeakerKind.ORGANISATION),
        ("<Agence Sorrel, which cited sailors> spoke.", "Agence Sorrel", SpeakerKind.ORGANISATION),
        # a capital inside a sentence, or before a number, is a name's
        ("They met <Democratic organizations> there.", "Democratic organizations", SpeakerKind.GROUP),
        ("<Harbour 12> spoke.", "Harbour 12", SpeakerKind.UNNAMED),
        # a medium told by its sort
        ("<The daily Al-Marsad> spoke.", "Al-Marsad", SpeakerKind.ORGANISATION),
        # a genitive keeps its capital
        ("<Norland's coast guard> spoke.", "Norland's coast guard", SpeakerKind.UNNAMED),
        # who does a thing, at the head of a sentence
        ("<Fishers> spoke.", "fishers", SpeakerKind.GROUP),
        ("<Democrats> spoke.", "Democrats", SpeakerKind.ORGANISATION),
    ],
)
def test_a_description_stands_for(text: str, name: str, kind: SpeakerKind) -> None:
    (speaker,) = resolve(text).speakers
    assert (speaker.name, speaker.kind) == (name, kind)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # two of one sort: neither
        ("The Harbour Party beat the Reform Party. <The party> spoke.", ["party"]),
        ("<Norway> spoke. <Chile> spoke. <The government> went on.", ["government"]),
        ("Rain fell. <One of them> spoke.", ["them"]),
        # a name does not run over the end of a sentence, nor lose its capital
        ("He left South Kesh. The Harbour Council met. <The council> spoke.", ["Harbour Council"]),
        (
            "<Crystal O'Barin of the harbour preservation office> spoke.",
            ["Crystal O'Barin of the harbour preservation office"],
        ),
    ],
)
def test_a_description_that_fits_two_fits_none(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected
