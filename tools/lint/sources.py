#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What no compiler checks in the tree: licence lines, lengths, full folders, where SQL stands, what a co_await may hold, paths of one machine."""
import collections
import pathlib
import re
import subprocess
import sys

SPDX = "SPDX-License-Identifier: GPL-3.0-or-later"
LONGEST = 500
MOST_FILES = 20  # headers and sources of a folder of src, tests apart: more have to be searched
CODE = {".cpp", ".hpp", ".py", ".mjs", ".js", ".sh", ".lua"}
TEXT = CODE | {".md", ".txt", ".cmake", ".json", ".toml", ".yml", ".in", ".sql", ".css", ".mustache", ".service", ""}

# GCC 12 destroys aggregates and capturing lambdas twice when they are temporaries of a co_await expression.
AWAITED = re.compile(r"\bco_await\b([^;]*);", re.S)
AGGREGATE = re.compile(r"\b[A-Z][a-z]\w*\{")
CAPTURE = re.compile(r"(?:[(,]|co_await)\s*\[[^\[\]]+\]\s*[({]")
SQL = re.compile(r'"\s*(?:SELECT\s|INSERT\s+INTO\b|UPDATE\s+\w+\s+SET\b|DELETE\s+FROM\b|CREATE\s+(?:TABLE|INDEX)\b|PRAGMA\s)')
DATABASE = re.compile(r'#\s*include\s*[<"](?:soci|sqlite3|libpq)')
NEW = re.compile(r"(?:=|return|\()\s*new\s+[A-Za-z_:]+|\bdelete(?:\[\])?\s+[a-z_]\w*\s*;")
MACHINE = re.compile(r"/(?:w[o]rk|ro[o]t|h[o]me)/\w")
UNCHECKED_MUTEX = re.compile(r"std::(?:mutex|condition_variable(?:_any)?|lock_guard|scoped_lock|unique_lock)\b")
# The second one's mutex is recursive, which Clang cannot check.
UNCHECKED_MUTEX_ALLOWED = ("src/base/threads/mutex.hpp", "src/store/people/connection.hpp")
RESOLVED = re.compile(r'"resolved"\s*:')
TEST = re.compile(r"(?:_test\.cpp|fixture\.hpp|test_site\.hpp)$")
COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.S)


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def uncommented(text):
    """The text with comments blanked, line numbers kept. A // inside a string is cut too: harmless for these rules."""
    return COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def check_cpp(name, text):
    code = uncommented(text)
    for awaited in AWAITED.finditer(code):
        for rule, what in ((AGGREGATE, "an aggregate"), (CAPTURE, "a capturing lambda")):
            if rule.search(awaited[0]):
                yield line_of(code, awaited.start()), f"{what} is a temporary of a co_await expression; name it on the line above and move it in"
    if not name.startswith("src/store/"):
        for match in SQL.finditer(code):
            yield line_of(code, match.start()), "SQL stands in src/store alone"
        for match in DATABASE.finditer(code):
            yield line_of(code, match.start()), "only src/store talks to a database"
    for match in NEW.finditer(code):
        yield line_of(code, match.start()), "no new or delete: let an owner do it"
    if name.startswith("src/") and name not in UNCHECKED_MUTEX_ALLOWED:
        for match in UNCHECKED_MUTEX.finditer(code):
            yield line_of(code, match.start()), "use base::Mutex: the compiler checks what it guards"
    if name.endswith(".hpp") and "#pragma once" not in text:
        yield 1, "a header begins with #pragma once"
    if name.startswith("src/") and name.endswith((".hpp", "_test.cpp")) and not text.startswith(f"// {SPDX}\n// "):
        yield 2, "after the licence line, say what the file is for"


def check(name, text):
    if name.startswith("tests/fuzz/seeds/"):  # input, not text
        return
    suffix = pathlib.PurePath(name).suffix
    lines = text.splitlines()
    if suffix in CODE and SPDX not in "\n".join(lines[:3]):
        yield 1, f"the file begins with a line that says {SPDX}"
    if suffix in CODE and len(lines) > LONGEST:
        yield LONGEST, f"{len(lines)} lines: past {LONGEST} a file is asking to be split"
    if suffix in {".cpp", ".hpp"}:
        yield from check_cpp(name, text)
    if name.endswith("package-lock.json") and RESOLVED.search(text):
        yield 1, "the lockfile names download addresses: write it with omit-lockfile-registry-resolved=true"
    for number, line in enumerate(lines, 1):
        if MACHINE.search(line):
            yield number, "a path of one machine"
        if suffix in TEXT and line != line.rstrip() and suffix != ".md":
            yield number, "white space at the end of the line"


def full_folders(names):
    counted = collections.Counter(name.rsplit("/", 1)[0] for name in names
                                  if name.startswith("src/") and name.endswith((".cpp", ".hpp")) and not TEST.search(name))
    for folder, files in sorted(counted.items()):
        if files > MOST_FILES:
            yield f"{folder}:1: {files} headers and sources, at most {MOST_FILES} are allowed: make subfolders that name what they hold"


def findings(root, names):
    yield from full_folders(name for name in names if (root / name).is_file())
    for name in names:
        path = root / name
        if path.suffix not in TEXT or not path.is_file() or name.startswith(("LICENSE", "tests/golden/")):
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for number, message in check(name, text):
            yield f"{name}:{number}: {message}"


def tracked(root):
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=root, check=True, capture_output=True)
    return sorted(name for name in listed.stdout.decode().split("\0") if name)


if __name__ == "__main__":
    tree = pathlib.Path(sys.argv[1])
    messages = list(findings(tree, tracked(tree)))
    print("\n".join(messages), end="\n" if messages else "")
    sys.exit(1 if messages else 0)
