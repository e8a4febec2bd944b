"""Counting utterances: statements that report one of them count once, any other for itself."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, func


def count_utterances(utterance_id: ColumnElement[Any]) -> ColumnElement[int]:
    """How many utterances the rows of a group report, by the column that holds each row's.

    Rows without one are counted as they come, so that only joined ones are told from each other.
    """
    return func.count() - func.count(utterance_id) + func.count(func.distinct(utterance_id))
