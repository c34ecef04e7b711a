# SPDX-License-Identifier: GPL-3.0-or-later
"""A site's database as a program of an earlier schema version would have left it."""
import os
import pathlib
import sqlite3


def migrations(dialect="sqlite"):
    folder = pathlib.Path(os.environ.get("STOPPRESS_SOURCE", pathlib.Path(__file__).parents[2])) / "src/store/migrations"
    return sorted(folder.glob(f"*.{dialect}.sql"))


# What the program notes about data that it has made, and the schema version that this began with.
NOTES = {"site_sums": 6, "referrers_since": 8, "headline_words": 4}


def make_older(database, version):
    """Makes the database what the program of that schema version would have left: its tables, with the rows that they can hold."""
    older = database + ".older"
    with sqlite3.connect(older, isolation_level=None) as made:
        for migration in migrations()[:version]:
            made.executescript(migration.read_text(encoding="utf-8"))
        made.execute("ATTACH ? AS newer", (database,))
        made.execute("BEGIN")
        for (table,) in made.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").fetchall():
            columns = [{row[1] for row in made.execute(f"SELECT * FROM pragma_table_info('{table}', '{schema}')")} for schema in ("main", "newer")]
            names = ", ".join(sorted(columns[0] & columns[1]))
            if names:
                made.execute(f"INSERT OR REPLACE INTO main.{table} ({names}) SELECT {names} FROM newer.{table}")
        for name, since in NOTES.items():
            if version < since:
                made.execute("DELETE FROM main.made_with WHERE name = ?", (name,))
        made.execute("COMMIT")
        made.execute("DETACH newer")
    made.close()
    os.replace(older, database)


def literal(value):
    if value is None:
        return "NULL"
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


def postgres_script(dump, version):
    """SQL that makes an empty PostgreSQL database what the program of that schema version would have left: its tables, with the rows of a dump
    of the same site on SQLite."""
    lines = [migration.read_text(encoding="utf-8") for migration in migrations("postgres")[:version]]
    lines.append("SET session_replication_role = replica;")  # the rows come table by table, whatever they refer to
    with sqlite3.connect(":memory:") as kept:
        kept.executescript(dump)
        for (table,) in kept.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name").fetchall():
            names = [row[1] for row in kept.execute(f"SELECT * FROM pragma_table_info('{table}')")]
            for row in kept.execute(f"SELECT {', '.join(names)} FROM {table}"):
                lines.append(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(map(literal, row))});")
            if "id" in names and table != "story":
                lines.append(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table} HAVING max(id) IS NOT NULL;")
    kept.close()
    return "\n".join([*lines, "SET session_replication_role = DEFAULT;"])
