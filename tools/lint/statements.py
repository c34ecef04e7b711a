#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the store's SQL against its code: a statement is run by the code of its own slice only, each one is used, and each one that code
runs exists. The statements of BASE are for all slices; the code of LOADER writes the rows of all slices."""
import collections
import pathlib
import re
import sys

BASE = {"sql", "transaction"}
LOADER = "bulk"
NOT_COPIED = {"view_log"}
TABLE = re.compile(r"^CREATE TABLE (\w+)", re.M)
PART = re.compile(r"^(.+)\.part\.sql$")
PART_LINE = re.compile(r"^-- part: (\S+)$", re.M)
STATEMENT = re.compile(r"^(.+?)(?:\.(?:sqlite|postgres))?\.sql$")
COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.S)
NAME = re.compile(r'"([a-z][a-z_0-9]*(?:\.[a-z_0-9]+)+)"')
RUN = re.compile(r'\b(?:query|run)\(\s*"([^"]+)"')


def statements_of(store):
    """Name -> the slices that have it."""
    slices = collections.defaultdict(set)
    for path in store.glob("*/statements/*.sql"):
        if not PART.match(path.name):
            slices[STATEMENT.match(path.name)[1]].add(path.parent.parent.name)
    # Made from the schema by cmake/CopyStatements.cmake.
    schema = store / "schema.sql"
    for table in TABLE.findall(schema.read_text(encoding="utf-8")) if schema.exists() else []:
        if table not in NOT_COPIED:
            slices[f"copy.{table}.read"].add("upkeep")
            slices[f"copy.{table}.write"].add("upkeep")
    return slices


def findings(root):
    store = root / "src/store"
    slices = statements_of(store)
    for path in sorted(store.rglob("*.sql")):
        if path.parent.name not in ("statements", "migrations") and path.parent != store:
            yield f"{path.relative_to(root)}:1: a statement is in the folder `statements` of its slice"
    for folder in sorted(store.glob("*/statements")):
        parts = {match[1]: path for path in folder.glob("*.sql") if (match := PART.match(path.name))}
        wanted = {name: path for path in sorted(folder.glob("*.sql")) for name in PART_LINE.findall(path.read_text(encoding="utf-8"))}
        for name in sorted(wanted.keys() - parts.keys()):
            yield f"{wanted[name].relative_to(root)}:1: its slice has no part {name}"
        for name in sorted(parts.keys() - wanted.keys()):
            yield f"{parts[name].relative_to(root)}:1: no statement has this part"
    for name, holders in sorted(slices.items()):
        if len(holders) > 1:
            yield f"src/store:1: several slices have a statement {name}: {', '.join(sorted(holders))}"
    used = set()
    for path in sorted([*store.rglob("*.cpp"), *store.rglob("*.hpp")]):
        folder = path.relative_to(store).parts[0]
        text = COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), path.read_text(encoding="utf-8"))
        run = {match.start(1): match[1] for match in RUN.finditer(text)}
        test = path.name.endswith("_test.cpp") or path.name == "site_fixture.hpp"
        for start, name in sorted({**run, **{match.start(1): match[1] for match in NAME.finditer(text)}}.items()):
            where = f"{path.relative_to(root)}:{text.count(chr(10), 0, start) + 1}"
            if name not in slices:
                if start in run and not test:
                    yield f"{where}: there is no statement {name}"
                continue
            owner = min(slices[name])
            if folder == owner or not test:
                used.add(name)
            if not test and owner not in BASE | {folder} and folder != LOADER:
                yield f"{where}: {folder} may not run {name}, which belongs to {owner}: call a function of that slice"
    for name in sorted(set(slices) - used):
        if name.startswith("copy."):
            yield f"src/store/upkeep/copy.cpp:1: the table {name.split('.')[1]} is not copied"
        else:
            yield f"src/store/{min(slices[name])}/statements/{name}.sql:1: nothing runs this statement"


if __name__ == "__main__":
    messages = list(findings(pathlib.Path(sys.argv[1])))
    print("\n".join(messages), end="\n" if messages else "")
    sys.exit(1 if messages else 0)
