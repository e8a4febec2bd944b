"""Claims: where content is cut, what each claim does and how firmly, whom it binds, and of when it speaks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.extraction.reading import PUBLISHED, read
from tests.seeds import SEEDS
from tracker.extraction.pipeline import extract, read_content_claims
from tracker.lexicon.loader import load_lexicon
from tracker.readers.paths import read_paths
from tracker.records import ArticleInput, ClaimKind, ClaimStrength, ExtractedClaim, SpeakerKind, SpeakerReference

BRANDT = SpeakerReference("Ilse Brandt", SpeakerKind.PERSON, "AUT", "Foreign Minister")


def claims_of(text: str, speaker: SpeakerReference = BRANDT) -> tuple[ExtractedClaim, ...]:
    return read_content_claims(text, [(0, len(text))], [speaker], PUBLISHED, load_lexicon())


def cut(text: str) -> list[str]:
    return [claim.text for claim in claims_of(text)]


def only(text: str, speaker: SpeakerReference = BRANDT) -> ExtractedClaim:
    (claim,) = claims_of(text, speaker)
    return claim


# ------------------------------------------------------------------------------------------------ where to cut


@pytest.mark.parametrize(
    "marked",
    [
        "the bridge was safe",
        "We will open the bridge. | They must close theirs.",
        "“We will open it. | They must close theirs.”",
        "the bridge is open; | the road stays shut",
        "the bridge is open; | but | the road stays shut",
        "the bridge is open, | and | the road will follow",
        "the bridge is open, | but | it was never safe",
        "he believed that the bridge was safe, | and that | Kesh would pay",
        "the minister said the bridge was safe | and that | Kesh would pay",
        "Austria has built a road, | and | is willing to share it, | continue to train drivers | and | open a port",
        "Austria will build a road | and | open a school",
        "Austria is ready to work with Uganda to keep the peace, | and | promote trade along the river",
        "the ministers are looking forward to strengthening their ties with Uganda, | and | deepening trade in grain",
        "since the road was opened in 2021, | trade has grown, | new ports have been built, | and | trust has grown",
        "trade has grown | because the road was opened",
        "the road is narrow, | although it was widened last year",
        "trade grew | while prices fell in the south",
        "the mayor left | three days after the bridge was opened",
        "we signed the treaty with Uganda, | which has been our partner for years",
        "the plan is simple – | we build the road",
        "we urge Uganda to open the border, | release the crew | and | pay for the ship",
        "it was built in Kesh | and | opened by the mayor",
        "his gratitude for the grain, | and | readiness to rebuild the port",
        "the road is long, | so | we started early",
    ],
)
def test_content_is_cut_between_claims(marked: str) -> None:
    parts = marked.split(" | ")
    wanted = [part.rstrip(",;–").rstrip() for part in parts if part not in ("and", "but", "and that")]
    if "so" in parts:
        wanted = [wanted[0], "so we started early"]
    assert cut(" ".join(parts)) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "the bridge, the road and the port were open",
        "the bridge is open and safe",
        "Austria has viewed and developed its relations with Uganda with care",
        "we believe that the road is the only way",
        "if the road is shut, the port will suffer",
        "we will stay until the guns fall silent",
        "we built the road to feed the south, defend the port and keep the peace",
        "Austria is willing to strengthen its trade with Uganda to feed the south, defend the port and keep the peace",
        "support in safeguarding the port and advancing trade",
        "they signed the treaty, making it the first of its kind",
        "the minister who opened the road and closed the port has resigned",
        "in 2021, trade grew",
        "the mayor, a friend of Uganda, is ill",
        "his longstanding and selfless support for the port",
        "he said Uganda and Austria are content",
        "as we know, the road is shut",
        "we will take steps so that the port is safe",
        "we demand the release of the crew, as well as all others who were held in Kesh",
        "we do all that we can to end this as quickly as we can",
        "Friday marks 11 years since the people of Kesh bravely and peacefully took to the streets",
        "Austria shows its commitment to peace and shared prosperity in the region",
    ],
)
def test_what_belongs_together_stays_whole(text: str) -> None:
    assert cut(text) == [text]


def test_a_sentence_wrapped_round_its_cue_is_one_and_two_sentences_are_two() -> None:
    text = "“We will come to Kesh,” Holt said, “if the road is open. They must keep it so.”"
    found = read_content_claims(text, [(0, 23), (35, len(text))], [BRANDT], PUBLISHED, load_lexicon())
    assert [claim.text for claim in found] == [
        "“We will come to Kesh,” … “if the road is open.",
        "They must keep it so.”",
    ]
    assert found[0].span == (0, text.index(" They"))
    text = "“We will come to Kesh,” Holt said. “They must keep it open.”"
    found = read_content_claims(text, [(0, 23), (35, len(text))], [BRANDT], PUBLISHED, load_lexicon())
    assert [claim.text for claim in found] == ["“We will come to Kesh,”", "“They must keep it open.”"]


def test_no_content_claims_nothing() -> None:
    assert read_content_claims("abc", [], [BRANDT], PUBLISHED, load_lexicon()) == ()


WORDS = "the road is open ; . , and but Kesh will it was “ ” that which ( ) – : because since if we urge to build ?\n"


@given(st.lists(st.sampled_from(WORDS.split(" ")), max_size=30))
def test_claims_are_in_order_and_leave_out_joints_only(words: list[str]) -> None:
    text = " ".join(words)
    content = [(0, len(text))] if text.strip() else []
    at = 0
    for claim in read_content_claims(text, content, [BRANDT], PUBLISHED, load_lexicon()):
        start, end = claim.span
        assert at <= start < end
        assert claim.text == text[start:end]
        assert set(text[at:start].split()) <= {";", ",", "and", "but", "that", "”", "“", "–", ":", "."}
        at = end
    assert not any(character.isalnum() for character in text[at:])


@pytest.mark.parametrize(
    "words", ["as he ", "because we will, and ", "since since ", "to see and ", "which is, ", "( and "]
)
def test_clauses_without_end_are_read_to_the_end(words: str) -> None:
    text = f"he said {words * 400}end"
    assert claims_of(text)[-1].text.endswith("end")


# ------------------------------------------------------------------------------------------------ kind and strength


@pytest.mark.parametrize(
    ("text", "kind", "strength", "marker"),
    [
        ("we will rebuild the bridge", ClaimKind.COMMITMENT, ClaimStrength.STRONG, "will"),
        ("Austria plans to open a school", ClaimKind.COMMITMENT, ClaimStrength.FIRM, "plans to"),
        ("Austria is ready to talk", ClaimKind.COMMITMENT, ClaimStrength.READY, "ready to"),
        ("we look forward to meeting them", ClaimKind.COMMITMENT, ClaimStrength.HOPE, "look forward to"),
        ("we are considering a visit", ClaimKind.COMMITMENT, ClaimStrength.EXPLORE, "considering"),
        ("he would rebuild the bridge", ClaimKind.COMMITMENT, ClaimStrength.STRONG, "would"),
        ("Uganda will rebuild the bridge", ClaimKind.ASSERTION, None, ""),
        ("Uganda must open the border", ClaimKind.DEMAND, ClaimStrength.STRONG, "must"),
        ("we urge Uganda to open the border", ClaimKind.DEMAND, ClaimStrength.FIRM, "urge"),
        ("I think they should leave", ClaimKind.DEMAND, ClaimStrength.FIRM, "should"),
        ("we oppose the annexation", ClaimKind.POSITION, ClaimStrength.STRONG, "oppose"),
        ("we support the plan", ClaimKind.POSITION, ClaimStrength.FIRM, "support"),
        ("Uganda is a great friend of Austria", ClaimKind.APPRAISAL, None, "great"),
        ("we condemn the attack", ClaimKind.APPRAISAL, None, "condemn"),
        ("the reports are false", ClaimKind.DENIAL, None, "false"),
        ("thank you for coming", ClaimKind.PROTOCOL, None, "thank you"),
        ("the road is forty miles long", ClaimKind.ASSERTION, None, ""),
        ("Will you open the road?", None, None, ""),
        ("Yeah.", None, None, ""),
        ("Great.", None, None, ""),
        ("Fair enough.", None, None, ""),
    ],
)
def test_kind_strength_and_what_decided_them(
    text: str, kind: ClaimKind | None, strength: ClaimStrength | None, marker: str
) -> None:
    claim = only(text)
    assert (claim.kind, claim.strength, claim.marker) == (kind, strength, marker)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I just came back from Kesh", ClaimKind.ASSERTION),
        ("they were welcomed by the mayor", ClaimKind.ASSERTION),
        ("they talked about to whom it went", ClaimKind.ASSERTION),
        ("Maybe not face to face", ClaimKind.ASSERTION),
        ("Please open the border", ClaimKind.DEMAND),
        ("we do not want a war", ClaimKind.POSITION),
        ("we have to continue to talk", ClaimKind.POSITION),
        ("we value our ties with Uganda", ClaimKind.POSITION),
        ("Austria values its ties with Uganda and continues to support it", ClaimKind.POSITION),
    ],
)
def test_words_count_as_the_verbs_that_they_are(text: str, kind: ClaimKind) -> None:
    assert claims_of(text)[0].kind is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("there has been an opportunity to talk to great friends", ClaimKind.ASSERTION),
        ("Kesh says the reports are false", ClaimKind.ASSERTION),
        ("the fishermen think they should leave", ClaimKind.ASSERTION),
        ("it is clear that Uganda must leave", ClaimKind.DEMAND),
        ("this means that Uganda must leave", ClaimKind.DEMAND),
        ("the strike is one of the worst crimes of the war", ClaimKind.APPRAISAL),
        ("the road is a place in which brave men work", ClaimKind.ASSERTION),
        ("we remain deeply concerned about the drought", ClaimKind.APPRAISAL),
        ("as we mark a year since the horrific fire", ClaimKind.ASSERTION),
        ("A great loss for the whole of Uganda", ClaimKind.APPRAISAL),
        ("the court said that fishermen have the right to strike", ClaimKind.ASSERTION),
        ("Austria is honored to send its congratulations", ClaimKind.PROTOCOL),
        ("everyone should be able to live in peace", ClaimKind.POSITION),
        ("(Via interpreter) Thank you", ClaimKind.PROTOCOL),
        ("Oh, thank you", ClaimKind.PROTOCOL),
        ("it is Uganda, not Kenya, that is responsible for the fire", ClaimKind.ASSERTION),
        ("the ship did not catch fire", ClaimKind.ASSERTION),
        ("it does take time for them to come", ClaimKind.ASSERTION),
        ("we do not expect them to come", ClaimKind.ASSERTION),
        ("That gave us a map of the road", ClaimKind.ASSERTION),
        ("When it rains over the port, that makes a flood on the road", ClaimKind.ASSERTION),
    ],
)
def test_the_main_predicate_decides_and_not_any_word_inside(text: str, kind: ClaimKind) -> None:
    assert only(text).kind is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("flags will be flown at half mast on Monday", ClaimKind.COMMITMENT),
        ("the fishermen will continue to be paid until April", ClaimKind.COMMITMENT),
        ("the port will be opened by the mayor", ClaimKind.ASSERTION),
        ("the mayor will be remembered", ClaimKind.ASSERTION),
        ("the road will be long", ClaimKind.ASSERTION),
    ],
)
def test_what_an_official_says_will_be_done_is_promised(text: str, kind: ClaimKind) -> None:
    assert only(text).kind is kind
    fisher = SpeakerReference("Omar Haddad", SpeakerKind.PERSON)
    assert only(text, fisher).kind is ClaimKind.ASSERTION


def test_what_is_announced_for_later_is_promised_whoever_does_it() -> None:
    (statement,) = read("The fisherman Omar Haddad announced that the choir will perform on Monday.").statements
    assert [claim.kind for claim in statement.claims] == [ClaimKind.COMMITMENT]
    (statement,) = read("The fisherman Omar Haddad said that the choir will perform on Monday.").statements
    assert [claim.kind for claim in statement.claims] == [ClaimKind.ASSERTION]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("as we defend the border against them", ClaimKind.ASSERTION),
        ("as Uganda celebrates a great victory", ClaimKind.ASSERTION),
        ("because we support the plan", ClaimKind.POSITION),
        ("although we regret the loss of the port", ClaimKind.APPRAISAL),
    ],
)
def test_what_goes_on_meanwhile_is_told(text: str, kind: ClaimKind) -> None:
    assert claims_of(f"the road is open {text}")[-1].kind is kind


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("We respected the truce.", [ClaimKind.ASSERTION]),
        ("We respect the truce.", [ClaimKind.POSITION]),
        ("We're not.", [ClaimKind.DENIAL]),
        ("No, it did not.", [ClaimKind.DENIAL]),
        ("That's right.", [None]),
        ("It is a", [None]),
        ("Tell us about the road to Kesh.", [None]),
        ("Bear with me.", [ClaimKind.PROTOCOL]),
        ("They were deeply flawed plans.", [ClaimKind.APPRAISAL]),
        ("The plan was deeply flawed.", [ClaimKind.APPRAISAL]),
        ("I am “proud to support the mayor.”", [ClaimKind.POSITION]),
        ("We mourn the mayor and remain committed to peace in Uganda.", [ClaimKind.PROTOCOL, ClaimKind.COMMITMENT]),
        ("We will rebuild the port and call upon Uganda to do the same.", [ClaimKind.COMMITMENT, ClaimKind.DEMAND]),
        ("This month, Austria supports the harbour.", [ClaimKind.POSITION]),
        ("Only the mayor who hired me will build it.", [ClaimKind.ASSERTION]),
    ],
)
def test_kinds_in_ones_own_words(text: str, kinds: list[ClaimKind | None]) -> None:
    (statement,) = read(f'Austrian Foreign Minister Ilse Brandt said: "{text}"').statements
    assert [claim.kind for claim in statement.claims] == kinds


def test_what_one_claims_to_have_is_no_order() -> None:
    (statement,) = read("Ilse Brandt claimed to have no memory of the night.").statements
    assert [claim.kind for claim in statement.claims] == [ClaimKind.ASSERTION]


def test_a_relative_clause_in_a_question_is_told() -> None:
    found = claims_of("Will you visit the port, which was opened in May?")
    assert [claim.kind for claim in found] == [None, ClaimKind.ASSERTION]


def test_warned_of_floods_is_told_and_warned_not_to_come_demanded() -> None:
    (told,) = read("Ilse Brandt warned of floods along the river.").statements
    assert [claim.kind for claim in told.claims] == [ClaimKind.ASSERTION]
    (demanded,) = read("Ilse Brandt warned Uganda not to close the border.").statements
    assert [claim.kind for claim in demanded.claims] == [ClaimKind.DEMAND]


def test_both_sides_did_what_was_taken_for_a_participle() -> None:
    ministers = SpeakerReference("Foreign Ministers of the River League", SpeakerKind.GROUP)
    claim = only("In addition, ministers committed to use of a joint port", ministers)
    assert (claim.kind, claim.party) == (ClaimKind.COMMITMENT, ("Foreign Ministers of the River League",))


def test_a_verb_behind_a_list_without_one_is_found() -> None:
    (statement,) = read('Ilse Brandt said: "All our roads, and our ports, are shut to the ships."').statements
    assert [claim.kind for claim in statement.claims] == [ClaimKind.ASSERTION]
    (statement,) = read('Ilse Brandt said: "One ship for all of the men of the port."').statements
    assert [claim.kind for claim in statement.claims] == [None]


def test_what_one_planned_in_ones_own_words_is_no_promise() -> None:
    (statement,) = read(
        'Austrian Foreign Minister Ilse Brandt said: "We were ready to talk. We planned to open a school."'
    ).statements
    assert [claim.kind for claim in statement.claims] == [ClaimKind.ASSERTION] * 2
    assert only("she was ready to talk").kind is ClaimKind.COMMITMENT


def test_whom_an_office_names_in_the_title_of_its_text_is_its_own() -> None:
    article = ArticleInput(
        "MS HOLT: Good afternoon. Secretary Tomas Prandt will meet his friends. Omar Haddad will leave.\n\n"
        "QUESTION: Where?\n\nMS HOLT: In Kesh.\n",
        title="Secretary Prandt’s Travel to Kesh",
        outlet="US Department of State",
        published=PUBLISHED,
    )
    first = extract(article, load_lexicon()).statements[0].claims
    assert [claim.kind for claim in first] == [ClaimKind.PROTOCOL, ClaimKind.COMMITMENT, ClaimKind.ASSERTION]


def test_what_shares_a_verb_of_willing_shares_its_kind() -> None:
    first, second, third = claims_of("Austria is willing to build a road, continue to train drivers and open a school")
    assert [claim.kind for claim in (first, second, third)] == [ClaimKind.COMMITMENT] * 3
    assert [claim.strength for claim in (first, second, third)] == [ClaimStrength.READY] * 3
    assert [claim.party for claim in (first, second, third)] == [("Austria",)] * 3


@pytest.mark.parametrize(
    ("sentence", "kind", "strength"),
    [
        ("Ilse Brandt pledged to rebuild the bridge.", ClaimKind.COMMITMENT, ClaimStrength.STRONG),
        ("Ilse Brandt agreed to send grain.", ClaimKind.COMMITMENT, ClaimStrength.FIRM),
        ("Ilse Brandt urged Uganda to open the border.", ClaimKind.DEMAND, ClaimStrength.FIRM),
        ("Ilse Brandt called for a ceasefire.", ClaimKind.DEMAND, ClaimStrength.FIRM),
        ("Ilse Brandt condemned the attack on the port.", ClaimKind.APPRAISAL, None),
        ("Ilse Brandt thanked Uganda for its grain.", ClaimKind.PROTOCOL, None),
        ("Ilse Brandt denied that the ship had been there.", ClaimKind.DENIAL, None),
        ("Ilse Brandt said that the ship had been there.", ClaimKind.ASSERTION, None),
        ("Ilse Brandt reiterated the right of fishermen to strike.", ClaimKind.POSITION, ClaimStrength.FIRM),
        ("Ilse Brandt reiterated her thanks to the mayor.", ClaimKind.PROTOCOL, None),
        ("Ilse Brandt expressed her concern about the fire.", ClaimKind.APPRAISAL, None),
        ("Ilse Brandt announced the death of the mayor.", ClaimKind.ASSERTION, None),
        ("Ilse Brandt announced new aid for Uganda.", ClaimKind.COMMITMENT, ClaimStrength.FIRM),
        ("Ilse Brandt noted the important role of the port.", ClaimKind.APPRAISAL, None),
        ("Ilse Brandt stressed the important role of the port.", ClaimKind.POSITION, ClaimStrength.FIRM),
        (
            "Austrian Foreign Minister Ilse Brandt stressed Austria's call for a ceasefire.",
            ClaimKind.DEMAND,
            ClaimStrength.FIRM,
        ),
        ("Ilse Brandt stressed Uganda's call for a ceasefire.", ClaimKind.POSITION, ClaimStrength.FIRM),
        (
            "Ilse Brandt stressed the strength of the bridge that will be rebuilt.",
            ClaimKind.POSITION,
            ClaimStrength.FIRM,
        ),
        ("Ilse Brandt called it a difficult decision.", ClaimKind.APPRAISAL, None),
        ("Ilse Brandt reported a value of forty dollars.", ClaimKind.ASSERTION, None),
        ("Ilse Brandt reported wanting to build a school.", ClaimKind.COMMITMENT, ClaimStrength.HOPE),
    ],
)
def test_the_reporting_verb_decides_what_it_governs(
    sentence: str, kind: ClaimKind, strength: ClaimStrength | None
) -> None:
    (statement,) = read(sentence).statements
    assert [(claim.kind, claim.strength) for claim in statement.claims] == [(kind, strength)]


# ------------------------------------------------------------------------------------------------ parties


@pytest.mark.parametrize(
    ("text", "parties", "printed"),
    [
        ("we will rebuild the bridge", ("Austria",), "we"),
        ("I will rebuild the bridge", ("Ilse Brandt",), "I"),
        ("the Ugandan side will rebuild the bridge", ("Uganda",), "the Ugandan side"),
        ("Uganda and Austria will rebuild it", ("Uganda", "Austria"), "Uganda and Austria"),
        ("the fishermen want more boats", (), "the fishermen"),
        ("the government will rebuild it", ("Austria",), "the government"),
        ("the Government of Uganda will rebuild it", ("Uganda",), "the Government of Uganda"),
        ("Austria and its partners will rebuild it", ("Austria",), "Austria and its partners"),
        ("Austrian officials, of course, rebuilt it", ("Austria",), "Austrian officials"),
        ("Today, the Harbour Board rebuilt it", ("Harbour Board",), "the Harbour Board"),
        ("this mission will rebuild it", (), "this mission"),
        ("the southern end of Kesh was shut", (), "the southern end of Kesh"),
        ("our governments will rebuild it", ("Austria",), "our governments"),
    ],
)
def test_parties_are_named_where_they_are_known(text: str, parties: tuple[str, ...], printed: str) -> None:
    claim = only(text)
    assert (claim.party, claim.party_text) == (parties, printed)


def test_we_are_nobody_but_the_speaker_where_the_speaker_speaks_for_no_state() -> None:
    assert only("we will come", SpeakerReference("Omar Haddad", SpeakerKind.PERSON)).party == ("Omar Haddad",)
    critic = SpeakerReference("Omar Haddad", SpeakerKind.PERSON, "AUT", "opposition leader")
    assert only("we will come", critic).party == ("Omar Haddad",)


@pytest.mark.parametrize(
    ("text", "counterparts", "printed"),
    [
        ("we will support Uganda in rebuilding the port", ("Uganda",), "Uganda"),
        ("we are ready to work with Uganda and Kenya on this", ("Uganda", "Kenya"), "Uganda and Kenya"),
        ("we will rebuild the port in Uganda", (), ""),
        ("we will rebuild the port", (), ""),
        ("we will protect Ugandan and Kenyan lives", ("Uganda", "Kenya"), "Ugandan and Kenyan"),
        ("we demand the release of the crew in Uganda", ("Uganda",), "Uganda"),
        ("Thank you, Omar", ("Omar",), "Omar"),
        ("Thank you, Mr. President", (), ""),
    ],
)
def test_counterparts_are_those_toward_whom(text: str, counterparts: tuple[str, ...], printed: str) -> None:
    claim = only(text)
    assert (claim.counterpart, claim.counterpart_text) == (counterparts, printed)


def test_america_in_latin_america_is_no_state() -> None:
    assert only("Austria will build a road between Austria and Latin America").counterpart == ()
    assert only("Austria will build a road between Austria and America").counterpart == ("United States",)
    assert only("Austria will build a road between Austria and South Sudan").counterpart == ("South Sudan",)


def test_the_two_sides_are_named_as_the_article_knows_them() -> None:
    text = (
        "Austrian Foreign Minister Ilse Brandt met Ugandan Foreign Minister Omar Haddad on Friday.\n\n"
        "Brandt said the two countries will build a road."
    )
    (statement,) = read(text).statements
    assert statement.claims[0].party == ("Austria", "Uganda")


def test_what_somebody_is_told_to_do_is_demanded_of_them() -> None:
    (statement,) = read(
        "Austrian Foreign Minister Ilse Brandt urged Uganda to open the border and release the crew."
    ).statements
    assert [(claim.party, claim.counterpart) for claim in statement.claims] == [(("Austria",), ("Uganda",))] * 2


def test_they_are_those_whom_the_clause_ahead_was_toward() -> None:
    first, second = claims_of("we will support Uganda, as it rebuilds its roads")
    assert (first.counterpart, second.party) == (("Uganda",), ("Uganda",))


def test_whom_a_clause_ahead_tells_of_is_whom_the_wishes_are_for() -> None:
    first, second = claims_of("As Uganda celebrates its independence, we extend our best wishes to everyone")
    assert (first.party, second.counterpart) == (("Uganda",), ("Uganda",))


def test_what_a_post_heads_is_its_side() -> None:
    speaker = SpeakerReference("Mira Holt", SpeakerKind.PERSON, "AUT", "Speaker of the Assembly")
    assert only("the Assembly will appoint a judge", speaker).kind is ClaimKind.COMMITMENT
    assert only("the Assembly will appoint a judge").kind is ClaimKind.ASSERTION


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Secretary of State Ada Holt said the state must pay.", "Ada Holt"),
        ("Former minister Ada Holt said the minister must resign.", "Ada Holt"),
    ],
)
def test_a_state_and_a_post_are_headed_by_nobody(text: str, speaker: str) -> None:
    (statement,) = read(text).statements
    (claim,) = statement.claims
    assert (statement.speaker, claim.kind, claim.party) == (speaker, ClaimKind.DEMAND, ())


def test_a_body_that_speaks_is_it() -> None:
    (statement,) = read("Chad said it welcomed the decision of Uganda, and it will open the port.").statements
    assert [(claim.kind, claim.party) for claim in statement.claims] == [
        (ClaimKind.APPRAISAL, ("Chad",)),
        (ClaimKind.COMMITMENT, ("Chad",)),
    ]


def test_who_acts_for_a_state_is_of_its_side() -> None:
    claim = only("Austrian diplomats will open a school")
    assert (claim.kind, claim.party) == (ClaimKind.COMMITMENT, ("Austria",))
    claim = only("the Ugandan forces will leave")
    assert (claim.kind, claim.party) == (ClaimKind.ASSERTION, ("Uganda",))


def test_they_are_the_organisation_that_speaks_in_what_is_reported() -> None:
    board = SpeakerReference("Harbour Board", SpeakerKind.ORGANISATION)
    claim = only("they would look into it", board)
    assert (claim.kind, claim.party) == (ClaimKind.COMMITMENT, ("Harbour Board",))


def test_he_is_whoever_was_named_last_in_ones_own_words() -> None:
    (statement,) = read(
        'Austrian spokeswoman Ilse Brandt said: "You have heard that Austrian Foreign Minister Tomas Prandt fell ill. '
        'He will stay at home."'
    ).statements
    last = statement.claims[-1]
    assert (last.kind, last.party) == (ClaimKind.COMMITMENT, ("Tomas Prandt",))


def test_those_of_a_text_without_a_signature_are_its_side() -> None:
    text = "The participants agreed to open the port"
    (claim,) = read_content_claims(text, [(0, len(text))], [], PUBLISHED, load_lexicon())
    assert (claim.kind, claim.party) == (ClaimKind.COMMITMENT, ())


def test_a_first_word_with_a_capital_is_no_name() -> None:
    (statement,) = read('Ilse Brandt said: "Enough must change in the port."').statements
    assert [claim.party for claim in statement.claims] == [()]


def test_what_one_thinks_is_of_whom_one_thinks_it() -> None:
    assert only("I think Uganda will open the port").party == ("Uganda",)
    assert only("I think the port will open").party == ("Ilse Brandt",)
    assert only("it is clear that Uganda must leave").party == ("Uganda",)


def test_a_relative_clause_is_of_the_name_ahead_of_it() -> None:
    assert claims_of("we signed with Uganda, which has been our partner for years")[1].party == ("Uganda",)
    assert claims_of("we signed the plan, which has been good for years")[1].party == ()


def test_ties_between_two_are_of_both() -> None:
    assert only("The alliance between Austria and Uganda has grown").party == ("Austria", "Uganda")
    assert only("The road between Austria and Uganda has grown").party == ()


def test_a_mark_of_quotation_ends_no_name() -> None:
    claim = only("Uganda “was a great friend”")
    assert (claim.party, claim.party_text) == (("Uganda",), "Uganda")


def test_those_who_speak_together_are_meant_by_what_they_are() -> None:
    ministers = SpeakerReference("Foreign Ministers of the River League", SpeakerKind.GROUP)
    claim = only("The Ministers condemned the attack on the port", ministers)
    assert (claim.kind, claim.party) == (ClaimKind.APPRAISAL, ("Foreign Ministers of the River League",))


def test_whoever_holds_a_post_is_known_by_it() -> None:
    (first, second) = (
        read(
            "Austrian Foreign Minister Ilse Brandt met Ugandan Prime Minister Omar Haddad on Friday.\n\n"
            'Brandt said: "The Prime Minister will build a road. The Prime Minister is a brave man."'
        )
        .statements[-1]
        .claims
    )
    assert first.party == second.party == ("Omar Haddad",)


def test_without_a_signature_states_speak_of_themselves() -> None:
    found = read_content_claims("Austria condemned the attack", [(0, 28)], [], PUBLISHED, load_lexicon())
    assert [claim.kind for claim in found] == [ClaimKind.APPRAISAL]
    assert only("Uganda condemned the attack").kind is ClaimKind.ASSERTION


def test_in_a_text_of_an_office_i_is_its_state() -> None:
    article = ArticleInput(
        "Tomas J. Prandt, Secretary of State\n\n"
        "On behalf of the Government, I congratulate the people of Uganda on their independence. "
        "We look forward to our work together.\n\nI send my best wishes to all Ugandans.",
        title="Uganda’s Independence",
        outlet="US Department of State",
        published=PUBLISHED,
    )
    claims = [claim for statement in extract(article, load_lexicon()).statements for claim in statement.claims]
    assert [claim.party for claim in claims] == [("United States",)] * 3


def test_he_is_the_speaker_in_what_is_reported_and_the_last_person_named_elsewhere() -> None:
    assert only("he will come").party == ("Ilse Brandt",)
    (statement,) = read(
        'Ilse Brandt said: "We will meet President Omar Haddad on Friday. Omar Haddad is ill. He will stay."'
    ).statements
    assert statement.claims[-1].party == ("Omar Haddad",)


# ------------------------------------------------------------------------------------------------ dates


@pytest.mark.parametrize(
    ("text", "about", "words"),
    [
        ("the road was opened in 2021", "2021", "2021"),
        ("trade has grown since 2021", "2021/..", "since 2021"),
        ("we will open the road by 2030", "../2030", "by 2030"),
        ("we will open the road by the end of 2030", "../2030", "by the end of 2030"),
        ("it grew from 2019 to 2021", "2019/2021", "from 2019 to 2021"),
        ("it grew between 2019 and 2021", "2019/2021", "between 2019 and 2021"),
        ("we will meet for the coming decade", "2025/2035", "coming decade"),
        ("we will meet over the next five years", "2025/2030", "next five years"),
        ("it grew over the past two years", "2023/2025", "past two years"),
        ("we will meet next year", "2026", "next year"),
        ("we will meet next week", "2025-05-12/2025-05-18", "next week"),
        ("we will meet tomorrow", "2025-05-10", "tomorrow"),
        ("we will open it by May 20", "../2025-05-20", "by May 20"),
        ("we met on Monday", "2025-05-05", "Monday"),
        ("we will meet on October 14", "2025-10-14", "October 14"),
        ("we met on December 14", "2024-12-14", "December 14"),
        ("it may be ready by late August", "../2025-08", "by late August"),
        ("it will open in early September", "2025-09", "early September"),
        ("the road cost 2021 dollars", None, ""),
        ("we will meet", None, ""),
    ],
)
def test_the_date_that_a_claim_speaks_of(text: str, about: str | None, words: str) -> None:
    claim = only(text)
    assert (claim.about, claim.about_text) == (about, words)


# ------------------------------------------------------------------------------------------------ the seed


def test_what_one_looks_forward_to_is_no_part_of_what_others_are_urged_to_do() -> None:
    first, second = claims_of("we urge Uganda to open the border and look forward to working with the mayor")
    assert (first.kind, second.kind) == (ClaimKind.DEMAND, ClaimKind.COMMITMENT)


def test_whom_a_paper_of_a_country_writes_of_is_not_its_side() -> None:
    paper = SpeakerReference("The Harbour Post", SpeakerKind.MEDIA, "AUT")
    assert only("Austria will rebuild the bridge", paper).kind is ClaimKind.ASSERTION


def test_the_seed_article_claims_what_it_should() -> None:
    (article,) = read_paths([str(SEEDS / "2025-05-09-xi-maduro-moscow.txt")])
    assert isinstance(article, ArticleInput)
    statements = extract(article, load_lexicon()).statements
    third = statements[2].claims
    assert len(third) == 5
    assert third[0].text.startswith("since the two countries elevated the bilateral relations to an all-weather")
    assert third[0].about == "2023"
    support = statements[0].claims[1]
    assert support.text == (
        "China will, as always, firmly support Venezuela in safeguarding sovereignty, national dignity and social "
        "stability"
    )
    assert (support.kind, support.strength) == (ClaimKind.COMMITMENT, ClaimStrength.STRONG)
    assert (support.party, support.counterpart) == (("China",), ("Venezuela",))
    willing = statements[3].claims[1]
    assert willing.text == "is willing to enhance the exchange of governance experiences with Venezuela"
    assert (willing.kind, willing.strength) == (ClaimKind.COMMITMENT, ClaimStrength.READY)
    assert [claim.text.split()[0] for claim in statements[3].claims] == ["China", "is", "continue", "take"]
    friend = statements[5].claims
    assert [(claim.kind, claim.text) for claim in friend] == [
        (ClaimKind.APPRAISAL, "China is a great friend of Venezuela")
    ]
    assert [claim.kind for claim in statements[6].claims] == [ClaimKind.PROTOCOL]
