"""Closed lists of English words that the extraction rules turn on, a set each, by the stage that uses them.

They are grammar, not vocabulary: adding a word here changes what a rule means, so each has its place in a rule's tests.
"""

from __future__ import annotations

# ---------------------------------------------------------------------------------------------------- adverbials

PREPOSITIONS = frozenset(
    """
    in at during on after before via through by from over to following with upon when while amid
    """.split()
)

OCCASIONS = frozenset(
    """
    statement statements interview interviews speech speeches tweet tweets post posts letter address conference
    briefing email e-mail message call remarks release op-ed editorial testimony memo video broadcast televised
    hearing debate rally meeting meetings talks event forum summit article column blog report appearance
    conversation announcement note communique press television tv twitter facebook instagram telegram radio phone
    telephone video-link reporters journalists comments session filing lecture book documentary podcast essay
    resolution visit trip tour
    """.split()
)

WRITTEN_WORDS = frozenset({"statement", "statements", "speech", "speeches", "remarks", "comments", "report", "letter"})

EXCHANGES = frozenset(
    """
    talks meeting meetings event summit debate session report forum resolution call rally comments book hearing
    phone visit trip tour
    """.split()
)

GATHERINGS = frozenset(
    """
    meeting summit talks event session forum debate rally hearing
    """.split()
)

# what gatherings do and speakers may: "The summit concluded in Sorrel", '"A," she concluded'
BEGINNING = frozenset({"begin", "open", "continue", "conclude", "finish", "end"})

# ---------------------------------------------------------------------------------------------------- asides

PUT_IT = frozenset(
    """
    put puts said says noted notes observed wrote writes reported reports explained told described called stated
    states pointed argued remarked
    """.split()
)

ASIDE_TIMES = frozenset(
    """
    today yesterday monday tuesday wednesday thursday friday saturday sunday week month year
    """.split()
)

# ---------------------------------------------------------------------------------------------------- contents

# words that open an aside behind "A, X said", not more of what was said
ASIDE_WORDS = frozenset(
    """
    who which according speaking referring citing noting when while as after before during in at on following
    """.split()
)

# what turns from one report to the next: "At the same time, X said, A"
TURNING = frozenset(
    {
        ("at", "the", "same", "time"),
        ("on", "the", "other", "hand"),
        ("in", "addition"),
        ("in", "turn"),
        ("in", "this", "regard"),
        ("in", "this", "context"),
        ("in", "that", "regard"),
        ("in", "response"),
        ("in", "particular"),
        ("in", "conclusion"),
        ("what", "is", "more"),
        ("what", "'s", "more"),
        ("what", "’s", "more"),
    }
)

# words that go on with a clause behind "A, X said"
COMPLETIONS = frozenset(
    """
    because if although though unless that so by for from with to
    """.split()
)

# ---------------------------------------------------------------------------------------------------- cues

STANCES = frozenset(
    """
    oppose propose defend question recognize recognise endorse attack tout champion offer highlight advocate mock
    """.split()
)

# what makes "would" a past: "she would later say"
LATER = frozenset({"later", "subsequently", "eventually", "afterwards", "afterward"})

SILENCES = frozenset(
    """
    comment answer say discuss elaborate respond speak reveal disclose confirm be specify provide give identify
    """.split()
)

# verbs under which an infinitive still reports what was said: "went on to say", "continued to insist"
GOVERNORS = frozenset(
    """
    went goes go going continued continues continue continuing began proceeded rushed hastened took heard
    quick pleased happy proud honored honoured delighted sorry saddened
    """.split()
)

MODAL = frozenset(
    """
    will would shall should may might can could must 'll ’ll 'd ’d wo ca
    """.split()
)

HAVE = frozenset(
    """
    has have had having 've ’ve 'd ’d 's ’s
    """.split()
)

BE = frozenset(
    """
    is are was were be been being 's ’s 're ’re got am
    """.split()
)

# what no verb has as its complement: "agreed on Friday", "called on Twitter"
NOT_COMPLEMENTS = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december twitter facebook condition cnn behalf
    """.split()
)

CAUSATIVES = frozenset(
    """
    let make made makes have help helped see saw hear watch
    """.split()
)

# determiners that may be the subject of the verb behind them
LONE_SUBJECTS = frozenset(
    """
    that this all both these those some another each
    """.split()
)

# adverbs inside a verb group that taggers miss
GROUP_ADVERBS = frozenset(
    """
    since long already also then again both further later first ever twice publicly
    """.split()
)

# ---------------------------------------------------------------------------------------------------- endings

STRONG = frozenset(
    """
    demand deny accuse blame reject promise dismiss encourage insist agree propose threaten announce reply respond
    say add note stress emphasize emphasise urge express reiterate reaffirm praise thank pledge vow warn call point
    underline underscore voice tell appeal congratulate condemn criticize accuse affirm insist argue describe
    welcome ask explain
    """.split()
)

# verbs whose object is there when they are said, so that a month behind it is theirs: "criticised the ban in August"
PRESENT_OBJECTS = frozenset(
    """
    praise condemn denounce criticize criticise slam blast reject deny dismiss welcome hail laud applaud commend decry
    rebuke mock acknowledge confirm endorse thank congratulate accuse blame recognize recognise protest
    """.split()
)

STOPPERS = frozenset(
    """
    referring speaking citing alluding appearing addressing responding commenting quoting using according adding
    gesturing reacting pointing describing
    """.split()
)

CIRCUMSTANCES = frozenset(
    """
    despite although though while as after before but because amid when where during on at
    """.split()
)

# what is cut from the end of content
TRAILERS = frozenset(
    """
    . , ; : and but while — – -- ! ?
    """.split()
)

# verbs whose participle tells of an act rather than of more words
ACTING_VERBS = frozenset(
    """
    make give send show find offer present release share issue raise set lay put read begin
    """.split()
)

# ---------------------------------------------------------------------------------------------------- openings

# verbs that report only with a noun of speech and what it is about: "gave a warning that"
HANDING_VERBS = frozenset(
    """
    give make send present raise file submit share release register offer
    """.split()
)

# past tenses with a noun's look, that no noun shares: "said the boat sank"
STRONG_PASTS = frozenset(
    """
    sank shrank sprang swam slid wept knelt leapt sped bled strode clung flung swung stung sang drank tore crept wove
    """.split()
)

# what happens to the writing in which something is said: "in a video shared on the network"
PUBLISHED = frozenset(
    """
    shared posted published released issued carried broadcast aired sent delivered made uploaded circulated distributed
    """.split()
)

# words that make a report a mere case: "if Orlo says that A"
HYPOTHETICAL = frozenset({"if", "unless", "whether", "should", "until", "lest"})

# who finds and rules in words: "the court found the advice was unlawful"
JUDGING = frozenset(
    """
    court judge judges tribunal jury panel commission committee inquiry report study poll survey investigation audit
    investigators
    """.split()
)

# verbs that ask somebody for something: "asked donors for tents"
APPEALS = frozenset({"ask", "beg", "petition", "press", "lobby"})

# verbs of asking that have their object before them: it is asked to its face
ASKING = frozenset(
    """
    admonish advise ask beg beseech caution command counsel implore instruct order remind request tell urge warn
    """.split()
)

# "assured Orlo of its support": the addressee, then what was said
TELLING_OF = frozenset({"assure", "reassure", "remind", "inform", "warn", "notify", "convince", "apprise"})

# verbs whose object is what was said, so that "this" alone says nothing: "disclosed this to reporters"
TELLING_VERBS = frozenset(
    {"disclose", "announce", "reveal", "state", "mention", "report", "explain", "declare", "note"}
)

# verbs that name whom they address ahead of what they are about: "apologised to the nation for A"
APOLOGIES = frozenset({"apologize", "apologise", "complain", "appeal", "boast", "brag", "confess", "gripe"})

# what things go by: "according to size", "according to the rules"
MEASURES = frozenset(
    """
    size rank age need needs plan schedule rule rules law laws tradition custom merit income protocol type weight
    height ability preference preferences taste circumstances ideology ideologies religion ethnicity gender wealth means
    capacity merits criteria procedure procedures priority priorities standard standards
    """.split()
)

# nouns that are said by being given: "gave his condolences", "offered congratulations"
COURTESIES = frozenset(
    """
    condolence condolences sympathy sympathies thanks congratulations apology apologies gratitude greetings praise
    encouragement assurance assurances regards respects wishes felicitations
    """.split()
)

# what is denied by not being given
PERMISSIONS = frozenset({"chance", "opportunity", "permission", "access", "entry", "visa", "visas", "bail", "asylum"})

# what is said by being wished
WISHES = frozenset(
    """
    success successes luck health happiness prosperity peace recovery progress well best well-being wellbeing speedy
    fruitful joy strength achievements
    """.split()
)

# what is claimed without a word
TITLES_HELD = frozenset({"sovereignty", "ownership", "jurisdiction", "descent", "title"})

# what is put into words by being offered: "offered its help with the harbour"
HELP = frozenset({"help", "assistance", "aid", "support", "mediation", "cooperation"})

# what follows a noun of speech that says of what
NOUN_COMPLEMENTS = frozenset(
    """
    that to for of about over against on at regarding
    """.split()
)

# verbs whose object may be a gerund: "denied taking part"
GERUND_VERBS = frozenset(
    """
    recommend propose pledge deny admit suggest oppose condemn criticize defend reject
    """.split()
)

# ---------------------------------------------------------------------------------------------------- phrases

TITLE_NOUNS = frozenset(
    """
    mother father wife husband son daughter brother sister widow uncle aunt cousin protester resident brigadier
    jurist delegate president minister chancellor premier secretary ambassador spokesman spokeswoman spokesperson
    chairman chairwoman chair director head leader senator governor mayor king queen prince princess pope general
    colonel envoy commissioner judge justice professor analyst candidate author host actor member chief commander
    founder editor journalist reporter correspondent adviser advisor lawyer attorney manager executive official
    officer representative congressman congresswoman lawmaker deputy speaker negotiator economist historian expert
    activist nominee businessman mogul sheriff agency newspaper outlet magazine broadcaster channel network daily
    website site group company party movement counterpart coordinator scientist researcher physician doctor
    """.split()
)

OUTLETS = frozenset(
    """
    reuters cnn afp ap bbc xinhua tass npr bloomberg cnbc abc nbc cbs msnbc politico congress parliament
    """.split()
)

POSTMODIFIERS = frozenset(
    """
    privy close familiar loyal opposed sympathetic linked aligned affiliated allied knowledgeable
    """.split()
)

SUBORDINATORS = frozenset(
    """
    while as although though because since if when after before until unless whereas once whether lest
    """.split()
)

TIME_WORDS = frozenset(
    """
    today yesterday tomorrow tonight earlier later recently now then week weekend month year afternoon morning evening
    night ago friday monday saturday sunday thursday tuesday wednesday
    """.split()
)

DAY_PARTS = frozenset({"morning", "afternoon", "evening", "night"})

MONTHS = frozenset(
    """
    january february march april may june july august september october november december jan. feb. mar. apr. aug.
    sept. sep. oct. nov. dec.
    """.split()
)

# prepositions that may stand between a noun and its complement inside a subject
LINKS = frozenset(
    """
    of for in at from to on with within inside near under behind against between by about over among
    """.split()
)

# determiners that are a phrase of their own
LONE_DETERMINERS = frozenset(
    """
    both some all many others another these those this neither each
    """.split()
)

# what "of" may follow where the tagger sees no noun: "many of the ministers"
PARTITIVES = frozenset(
    """
    one some many several most all none each half part both any few members ) percent dozens
    """.split()
)

# ---------------------------------------------------------------------------------------------------- segmentation

MAYBE_FINAL = frozenset(
    """
    jr sr inc ltd co corp bros llc plc etc ph.d m.d a.m p.m u.s u.k u.n e.u u.a.e d.c
    """.split()
)

# Words whose full stop is theirs; a sentence hardly ever ends on the first group, and may on the second.
TITLES = frozenset(
    """
    mr mrs ms messrs mx dr prof gen sen sens rep reps gov govs lt col maj sgt cpl capt cmdr adm brig hon rev fr st
    ste amb sec pres supt insp det pvt pfc vs v no nos fig jan feb mar apr jun jul aug sept sep oct nov dec mt ft viz
    cf art para vol op al pp
    """.split()
)

# ---------------------------------------------------------------------------------------------------- retagging

STATE_WHAT = frozenset(
    """
    media tv television radio news broadcaster newspaper agency outlet department visit
    """.split()
)
