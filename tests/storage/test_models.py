"""The models as SQLAlchemy's ORM sees them."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import JSON, Integer, Text, inspect, select

from tests.databases import make_database
from tests.extractions import CORRIDOR, store
from tracker.storage.database import Database
from tracker.storage.models import Base, Statement, table_of


def test_rows_are_loaded_and_changed_as_objects(tmp_path: Path) -> None:
    with Database(make_database(tmp_path / "tracker.db")) as database:
        with database.begin() as session:
            store(session, CORRIDOR)
            statement = session.scalars(select(Statement).order_by(Statement.id)).first()
            assert statement is not None
            number = statement.id
            statement.note = "heard in the corridor"
        with database.read() as session:
            assert session.get_one(Statement, number).note == "heard in the corridor"


@pytest.mark.parametrize("model", Base.models.values(), ids=lambda model: model.__name__)
def test_every_model_is_mapped_onto_its_table(model: type[Base]) -> None:
    assert inspect(model).local_table is table_of(model)
    assert {attribute.key for attribute in inspect(model).column_attrs} == set(table_of(model).c.keys())


def test_annotations_say_type_and_null() -> None:
    columns = table_of(Statement).c
    assert isinstance(columns.id.type, Integer)
    assert columns.id.primary_key
    assert isinstance(columns.content.type, Text)
    assert not columns.content.nullable
    assert isinstance(columns.reasons.type, JSON)
    assert columns.reasons.nullable
    assert columns.mention_id.nullable
    assert columns.mention_id.foreign_keys


def test_an_annotation_that_is_no_column_is_refused() -> None:
    with pytest.raises(TypeError, match=r"Odd.name is annotated 'str', not Mapped"):
        type("Odd", (Base,), {"__tablename__": "odd", "__annotations__": {"name": "str"}})
