"""One day as several outlets report it: a minister and a president meet, and a ministry's spokesperson briefs twice.

What reports what: BREAD, OPEN and FORTY hold beginnings of the contents that tell of one utterance each.
"""

from __future__ import annotations

from tracker.records import ArticleInput

HARBOUR = ArticleInput(
    "VIENNA — Austrian Foreign Minister Ilse Brandt said on Friday that the grain corridor would stay open until the "
    "harvest is in, and that no ship would be turned back.\n\n"
    "“We will keep our word to every farmer on the river,” Brandt told reporters after talks with Kenyan President "
    "Tomas Okello. “Whoever blocks the corridor blocks bread.”\n\n"
    "Okello said that Kenya would send forty inspectors to the river ports by June.\n\n"
    "“Thank you,” Brandt said.\n",
    title="Brandt, Okello open talks on grain corridor",
    outlet="The Harbour Post",
    published="2024-03-01",
)
COURIER = ArticleInput(
    "Ilse Brandt, the Austrian foreign minister, has promised farmers that the corridor for grain will stay open until "
    "the harvest is in.\n\n"
    "“We will keep our word to every farmer on the river. Whoever blocks the corridor blocks bread,” she said after "
    "meeting Tomas Okello, the president of Kenya, in Vienna on Friday.\n\n"
    "Kenya will send 40 inspectors to river ports by June, Okello said.\n\n"
    "Brandt also said the budget for the ports would be doubled next year.\n",
    title="Vienna pledges open corridor",
    outlet="Danube Courier",
    published="2024-03-02",
)
WIRE = ArticleInput(
    "Austria said on Friday the grain corridor would stay open until the harvest was in.\n\n"
    "Foreign Minister Ilse Brandt said that “whoever blocks the corridor blocks bread” and that Austria would keep its "
    "word to farmers.\n\n"
    "President Okello promised forty inspectors for the ports on the river by June.\n\n"
    "“Thank you,” Brandt said.\n",
    title="Austria: grain corridor stays open",
    outlet="Lakeside Wire",
    published="2024-03-01",
)
LEDGER = ArticleInput(
    "The corridor has its critics. But as Austrian Foreign Minister Ilse Brandt put it, “whoever blocks the corridor "
    "blocks bread”.\n\n"
    "In Graz on Thursday, Brandt said that wheat prices had fallen for the third week.\n",
    title="What the corridor means",
    outlet="The Sunday Ledger",
    published="2024-03-07",
)
MORNING = ArticleInput(
    "MS. ROIG: Good afternoon, everyone. We will publish the tariff schedule next week.\n\n"
    "QUESTION: Will it cover barley?\n\n"
    "MS. ROIG: Yeah.\n\n"
    "QUESTION: And rye?\n\n"
    "MS. ROIG: I have nothing to add on that.\n",
    title="Press briefing by spokesperson Ana Roig",
    outlet="Ministry of Trade",
    published="2024-03-01",
)
EVENING = ArticleInput(
    "MS. ROIG: Good evening, everyone. We will publish the list of ports on Monday.\n\n"
    "QUESTION: Will it cover cranes?\n\n"
    "MS. ROIG: Yeah.\n\n"
    "QUESTION: And docks?\n\n"
    "MS. ROIG: I have nothing to add on that.\n",
    title="Press briefing by spokesperson Ana Roig",
    outlet="Ministry of Trade",
    published="2024-03-01",
)

ARTICLES = (HARBOUR, COURIER, WIRE, LEDGER, MORNING, EVENING)

BREAD = {
    "“We will keep our word to every farmer on the river,” …",
    "“We will keep our word to every farmer on the river. W",
    "“whoever blocks the corridor blocks bread” and",
    "“whoever blocks the corridor blocks bread”",
}
OPEN = {
    "the grain corridor would stay open until the harvest is in,",
    "the corridor for grain",
    "the grain corridor would stay open until the harvest was",
}
FORTY = {"Kenya would send forty", "Kenya will send 40", "forty inspectors for"}
