"""What a statement of an article is about, where the article's title and the text around it settle what is in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from tracker.extraction.topics import Scan, ready_matcher
from tracker.lexicon.topics import Topic
from tracker.records import Span, TopicMatch

_AROUND = 600  # characters before and behind a statement


class ArticleTopics:
    """The topics of one article's statements, by this vocabulary; the text is gone through once, when first needed."""

    def __init__(self, text: str, title: str | None, topics: tuple[Topic, ...]) -> None:
        self._text = text
        self._title = title or ""
        self._matcher = ready_matcher(topics)

    def match(self, content: Sequence[Span]) -> tuple[TopicMatch, ...]:
        """The topics that these pieces of the text bring up, up to three or none, each with the words that did.

        A topic that they barely name counts if the title or the text around brings it up too.
        """
        around: list[frozenset[int]] = []
        start, end = content[0][0], content[-1][1]

        def support(topic: int) -> int:
            if not around:
                around.extend((self._of_title, self._within(start - _AROUND, start), self._within(end, end + _AROUND)))
            return sum(topic in stretch for stretch in around)

        if len(content) == 1:
            return self._matcher.match_within(self._scan, start, end, support)
        return self._matcher.match(" ".join(self._text[a:b] for a, b in content), support)

    @cached_property
    def _of_title(self) -> frozenset[int]:
        return self._matcher.topics_within(self._matcher.scan(self._title), 0, len(self._title))

    @cached_property
    def _scan(self) -> Scan:
        return self._matcher.scan(self._text)

    def _within(self, start: int, end: int) -> frozenset[int]:
        return self._matcher.topics_within(self._scan, max(start, 0), end)
