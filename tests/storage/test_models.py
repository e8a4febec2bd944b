"""The models as SQLAlchemy's ORM sees them."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import JSON, Integer, Text, inspect, select

from tests.databases import make_database
from tests.extractions import CORRIDOR, store
from tracker.storage import models
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


UNUSED = (
    "import tracker.workflows.query; from tracker.storage.models.base import Model; print(len(Model.unmapped) > 5);"
)


@pytest.mark.parametrize(
    "use",
    [
        "models.Statement.id == 1",
        "models.Statement(key='0').key",
        "sqlalchemy.inspect(models.Statement).local_table",
        "sqlalchemy.orm.class_mapper(models.Statement)",
        "sqlalchemy.select(models.Statement).column_descriptions[0]['entity'].__mapper__",
        "sqlalchemy.orm.aliased(models.Statement).id",
        "sqlalchemy.orm.Session().query(models.Statement).whereclause",
        "sqlalchemy.orm.Session(sqlalchemy.create_engine('sqlite://')).add(models.Statement())",
        "models.Statement.__mapper__",
    ],
)
def test_whatever_uses_a_model_finds_it_mapped(use: str) -> None:
    """Each in a process where it is the first use of any model."""
    program = f"{UNUSED} import sqlalchemy; from tracker.storage import models; {use}"
    program += "; print(models.Statement in Model.unmapped, len(Model.unmapped) > 5)"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == "True\nFalse True\n"


def test_a_name_that_no_model_has_is_an_ordinary_error() -> None:
    with pytest.raises(AttributeError, match="type object 'Statement' has no attribute 'nothing'"):
        Statement.nothing  # noqa: B018
    with pytest.raises(AttributeError, match="has no attribute 'Nothing'"):
        models.Nothing  # type: ignore[attr-defined]  # noqa: B018


def test_every_model_is_found_where_its_file_has_it() -> None:
    folder = Path(models.__file__).parent
    declared = {
        node.name: path.stem
        for path in folder.glob("*.py")
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef) and any(ast.unparse(base) == "Base" for base in node.bases)
    }
    assert len(declared) > 15
    for name, file in declared.items():
        assert name in {*models._FILE_OF, "Base"}
        assert getattr(models, name).__module__ == f"tracker.storage.models.{file}"
    assert {model.__name__ for model in Base.models.values()} == declared.keys()
    for name in models._FILE_OF:
        assert getattr(models, name) is not None
