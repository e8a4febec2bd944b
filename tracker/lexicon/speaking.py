"""Words of who speaks: of names and their particles, of what can be a source and what cannot."""

from __future__ import annotations

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
    it there this that these those which what something nothing everything anything one question evidence law rule
    data name word
    """.split()
)

# times, amounts, circumstances and acts: no adjective makes a speaker of them ("other issues", "the few years")
SPEECHLESS = frozenset(
    """
    minute hour day days week weeks month months year years decade decades century centuries moment while time times
    total rest amount factor factors issue issues challenge challenges benefit benefits need needs importance ground
    track category categories area areas incident incidents election elections conduct protection acquisition
    extradition trust respect shortage shortages effort efforts support action actions designation designations
    engagement engagements activity activities language visit visits trip trips tour tours step steps progress
    relationship relationships partnership partnerships cooperation commitment leadership policy crisis situation
    role roles opportunity opportunities achievement achievements development developments success history future
    value values principle principles interest interests goal goals outcome outcomes sanctions measure measures
    change changes war wars violence death deaths conflict conflicts presence absence way ways approach approaches
    increase decrease growth decline ability abilities capacity reception receptions aspect aspects element elements
    circumstance circumstances example examples case cases problem problems threat threats risk risks price prices
    cost costs fact facts thing things reason reasons part place places lot
    """.split()
)

ISSUING = frozenset(
    """
    released release issued issue published posted post sent signed wrote made gave put delivered read tweeted
    shared circulated uploaded releasing issuing publishing posting sending releases issues publishes posts
    """.split()
)

# gatherings whose participle tells what they are about
MARCHES = frozenset(
    """
    demonstration demonstrations protest protests march marches riot riots rallies strike strikes unrest
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
    percent respondents motion petition brief account adviser pal pals friend friends ally allies insider insiders
    trust district
    network networks broadcaster carrier operator union unions team teams club body bodies cabinet
    senate house congress committee league chamber treasury secretariat commissioner panel jury tribunal estimates
    inquiry audit commission diplomat
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
