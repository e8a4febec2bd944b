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
    resolution
    """.split()
)

EXCHANGES = frozenset(
    """
    talks meeting meetings event summit debate session report forum resolution call rally comments book hearing
    phone
    """.split()
)

GATHERINGS = frozenset(
    """
    meeting summit talks event session forum debate rally hearing
    """.split()
)

# ---------------------------------------------------------------------------------------------------- asides

PUT_IT = frozenset(
    """
    put puts said says noted notes observed wrote writes reported reports explained told described called stated
    states
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

SILENCES = frozenset(
    """
    comment answer say discuss elaborate respond speak reveal disclose confirm be specify provide give identify
    """.split()
)

# verbs under which an infinitive still reports what was said: "went on to say", "continued to insist"
GOVERNORS = frozenset(
    """
    went goes go going continued continues continue continuing began proceeded rushed hastened took heard
    pleased happy proud honored honoured delighted sorry saddened
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

# verbs that name whom they address ahead of what they are about: "apologised to the nation for A"
APOLOGIES = frozenset({"apologize", "apologise", "complain", "appeal", "boast", "brag", "confess", "gripe"})

# what things go by: "according to size", "according to the rules"
MEASURES = frozenset(
    """
    size rank age need needs plan schedule rule rules law laws tradition custom merit income protocol type weight
    height ability preference preferences taste circumstances
    """.split()
)

# nouns that are said by being given: "gave his condolences", "offered congratulations"
COURTESIES = frozenset(
    """
    condolence condolences sympathy sympathies thanks congratulations apology apologies gratitude greetings praise
    encouragement assurance assurances regards respects wishes felicitations
    """.split()
)

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

# ---------------------------------------------------------------------------------------------------- people

ADDRESS_TITLES = frozenset(
    """
    president premier chancellor minister secretary ambassador senator sen governor gov mayor general gen colonel
    captain admiral judge justice king queen prince princess pope commissioner envoy congressman congresswoman
    representative rep
    """.split()
)

FUNCTION = frozenset(
    """
    the a an in on at by for from with of to as it he she they we you i this that these those his her its their our
    my your and or but if when while after before since because although though however meanwhile also then there
    here what who where why how which not no yes so such some any all both each every many most several few other
    another one two three four five six seven eight nine ten first second last next new old more according asked
    speaking following despite during under over until unless whether about against between through within without
    upon than is are was were be been has have had do does did will would can could may might must should shall let
    please thank thanks hi hey okay ok well monday tuesday wednesday thursday friday saturday sunday january
    february march april june july august september october november december jan feb mar apr jun jul aug sept sep
    oct nov dec today yesterday tomorrow earlier later recently once now just even still only indeed like unlike
    instead perhaps maybe given noting adding saying citing calling describing facing making taking using asking
    responding
    """.split()
)

PARTICLES = frozenset(
    """
    al bin binti bint ben de del dela delos
    della der den di da dos do el van von la le du ibn abu ul ur ter ten y e ag ould af
    zu
    """.split()
)

# what a full stop may follow inside a title: "U.S. President"
SHORT_FORMS = frozenset(
    """
    Sen Gen Gov Rep Mr Ms Dr Mrs U.S .S
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
    today yesterday tomorrow tonight earlier later recently now then week month year afternoon morning evening night
    ago friday monday saturday sunday thursday tuesday wednesday
    """.split()
)

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
    ste amb sec pres supt insp det pvt pfc vs no nos fig jan feb mar apr jun jul aug sept sep oct nov dec mt ft viz
    cf art para vol op al pp
    """.split()
)

# ---------------------------------------------------------------------------------------------------- sources

REPORTS = frozenset(
    """
    said says told tells added adds noted notes stressed urged called expressed reaffirmed emphasized emphasised
    pointed reiterated warned praised asked pledged announced underlined voiced thanked argued claimed insisted
    explained
    """.split()
)

# acts that participles describe more often than they report: "defending freedom", "championing opportunity"
RARELY_PARTICIPLES = frozenset(
    """
    champion defend tout attack recognize recognise invite float offer oppose regret make give show find advocate
    highlight underscore underline welcome mention outline signal detail begin finish read set lay put
    """.split()
)

NOT_SOURCES = frozenset(
    """
    it there this that these those which what something nothing everything anything one fact time way question year
    week day month evidence law rule data thing reason name word part lot
    """.split()
)

ISSUING = frozenset(
    """
    released release issued issue published posted post sent signed wrote made gave put delivered read tweeted
    shared circulated uploaded releasing issuing publishing posting sending releases issues publishes posts
    """.split()
)

QUOTING = frozenset(
    """
    quoted cited quotes quoting citing reported recorded heard described paraphrased
    """.split()
)

# what may stand right before the subject of a clause
CLAUSE_OPENERS = frozenset(
    """
    , ; : but and while when as that after before because though although — – --
    """.split()
)

# what may stand right before a participle that shares the subject of another verb
PARTICIPLE_OPENERS = frozenset(
    """
    , while by and but before after when then — – ; or in -- ) since
    """.split()
)

# where something was said, never who said it: "on television warning that"
VENUES = frozenset(
    """
    twitter facebook tv television conference interview meeting trump's briefing
    """.split()
)

# ---------------------------------------------------------------------------------------------------- speakers

STATE_GROUPS = frozenset(
    """
    sides countries nations parties states governments neighbours neighbors allies capitals delegations
    """.split()
)

# ---------------------------------------------------------------------------------------------------- speech

SHOWING = frozenset(
    """
    explain underscore underline highlight signal suggest indicate confirm show reflect detail reveal imply find
    determine hint predict request claim stress emphasize emphasise recall describe
    """.split()
)
SPEAKING_NOUNS = frozenset(
    """
    statement communique communiqué report declaration letter document resolution text readout memo paper survey poll
    study tweet post agreement article release speech message editorial analysis data figures statistics sources source
    officials official people side sides government ministry department agency council committee commission party
    parties group groups company firm union court police army military force forces authorities media press newspaper
    campaign team office embassy delegation mission parliament opposition movement coalition alliance bank board leaders
    leader president minister ministers chief head members member residents witnesses men women man woman others some
    critics many most one spokesman spokeswoman spokesperson aide aides envoy ambassador senator governor mayor judge
    staff family families parents relatives locals students experts analysts industry organisation organization
    organisations organizations institute association federation foundation centre center university church community
    prosecutors investigators scientists couple pair duo public electorate filing lawsuit complaint discussion book
    announcement ruling decision indictment verdict administration regime state nation country countries majority
    percent respondents motion petition brief account adviser
    network networks broadcaster carrier operator union unions team teams club body bodies cabinet
    senate house congress committee league chamber treasury secretariat commissioner panel jury tribunal estimates
    inquiry audit commission
    """.split()
)
PERSON_ENDINGS = (
    "ers",
    "ists",
    "ians",
    "ists",
    "ants",
    "ents",
    "or",
    "ors",
    "er",
    "ist",
    "ian",
    "ant",
    "ee",
    "ees",
    "men",
    "women",
    "yst",
    "ysts",
)

WRITINGS = frozenset(
    """
    letter statement interview speech tweet post email memo report address article column message note briefing
    """.split()
)

PARTICIPLES = frozenset(
    """
    noting saying adding citing recalling stressing warning arguing insisting claiming speaking referring responding
    """.split()
)
# ", a call echoed by others", ", a claim that nobody believed": the reporter sums up what was said
SUMMARIES = frozenset(
    """
    call move claim charge accusation allegation phrase proposal demand step term assertion statement pledge promise
    request warning idea comment remark reference suggestion decision position view figure
    """.split()
)

# ---------------------------------------------------------------------------------------------------- retagging

STATE_WHAT = frozenset(
    """
    media tv television radio news broadcaster newspaper agency outlet department visit
    """.split()
)
