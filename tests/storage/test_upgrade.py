"""A database comes up to the program's tables step by step, and one the program does not know is left alone."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine
from sqlmodel import SQLModel

import storage.records  # noqa: F401  it names all tables
from storage.columns import Moment
from storage.database import Database
from storage.upgrade import Unusable, VersionTooNew, check, newest, upgrade, version
from storage.vault import Vault


def engine(path: Path) -> Engine:
    return create_engine(f"sqlite:///{path}")


_QUESTIONS = {
    "columns": 'SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_xinfo(?)',
    "links": 'SELECT "table", "from", "to", on_update, on_delete FROM pragma_foreign_key_list(?)',
    "indexes": """
        SELECT iif(one.origin = 'c', one.name, ''), one."unique", part.seqno, part.name
        FROM pragma_index_list(?) AS one, pragma_index_info(one.name) AS part
    """,
}


def schema(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that SQLite itself says of tables, their columns, links and indexes."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            f"{table}: {what}": sorted(connection.execute(question, [table]).fetchall(), key=str)
            for table in tables
            for what, question in _QUESTIONS.items()
            if table != "alembic_version"
        }


def test_steps_lead_to_the_models(path: Path, tmp_path: Path) -> None:
    modelled = engine(tmp_path / "modelled.db")
    SQLModel.metadata.create_all(modelled)
    modelled.dispose()
    assert schema(path) == schema(tmp_path / "modelled.db")


def test_steps_leave_nothing_to_write_down(path: Path) -> None:
    def same_type(_context: object, _column: object, _table: object, _found: object, wanted: object) -> bool | None:
        return False if isinstance(wanted, Moment) else None

    with engine(path).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": same_type})
        assert compare_metadata(context, SQLModel.metadata) == []
    connection.engine.dispose()


def test_ids_never_come_back(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        made = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
    forgetful = [
        table.name
        for table in SQLModel.metadata.sorted_tables
        if "id" in table.columns and "AUTOINCREMENT" not in made[table.name]
    ]
    assert forgetful == []


def test_all_constraints_have_names(path: Path) -> None:
    nameless = [
        f"{table.name}: {constraint}"
        for table in SQLModel.metadata.sorted_tables
        for constraint in table.constraints
        if constraint.name is None
    ]
    assert nameless == []


def test_database_and_its_folder_are_made(tmp_path: Path) -> None:
    path = tmp_path / "school" / "data" / "tertulia.db"
    assert version(path) == ""
    upgrade(path)
    assert version(path) == check(path) == newest() != ""


@pytest.mark.skipif(os.name != "posix", reason="who may read a file is told otherwise here")
def test_nobody_else_on_the_machine_reads_the_database(tmp_path: Path, vault: Vault) -> None:
    """The folder may be older than the program, and open to all."""
    path = tmp_path / "tertulia.db"
    upgrade(path)
    database = Database(path, vault)
    database.start()
    database.submit(lambda records: records.settings.set("a", "1")).result(10)
    assert {one.name: oct(one.stat().st_mode & 0o777) for one in tmp_path.iterdir()} == {
        "tertulia.db": "0o600",
        "tertulia.db-wal": "0o600",
        "tertulia.db-shm": "0o600",
    }
    database.stop()


def test_what_is_there_stays(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO setting VALUES ('a', '1')")
    before = path.read_bytes()
    upgrade(path)
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    (tmp_path / "tertulia.db").touch()
    upgrade(tmp_path / "tertulia.db")
    assert version(tmp_path / "tertulia.db") == newest()


def test_a_newer_database_is_refused_and_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    for question in (upgrade, check):
        with pytest.raises(VersionTooNew, match="newer Tertulia"):
            question(path)
    assert path.read_bytes() == before


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tertulia.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
    with pytest.raises(Unusable, match="another program's tables"):
        upgrade(path)


def test_what_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tertulia.db"
    path.write_text("my shopping list, long enough to be taken for something else" * 20)
    with pytest.raises(Unusable, match="it is no database"):
        upgrade(path)
    assert path.read_text().startswith("my shopping list")


def test_a_file_in_the_folders_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(Unusable, match="a file stands where a folder is needed"):
        upgrade(tmp_path / "data" / "tertulia.db")


def test_a_step_that_fails_undoes_all(tmp_path: Path) -> None:
    """A disk that is full in the middle, played by a size no table but the first ones fits in."""
    path = tmp_path / "tertulia.db"
    program = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))\n"
        "from pathlib import Path\n"
        "from storage.upgrade import Unusable, upgrade\n"
        "try:\n"
        "    upgrade(Path(sys.argv[1]))\n"
        "except Unusable as error:\n"
        "    print(error)\n"
    )
    if os.name != "posix":
        pytest.skip("the size of files is limited by a POSIX call")
    done = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=True)
    assert "tertulia.db cannot be used" in done.stdout
    assert version(path) == ""
    upgrade(path)
    assert version(path) == newest()


def test_nothing_to_do_needs_no_libraries(path: Path) -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from storage.upgrade import upgrade\n"
        "upgrade(Path(sys.argv[1]))\n"
        "print([name for name in ('alembic', 'sqlalchemy', 'sqlmodel') if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
