#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads every #include of src/ against the table in src/README.md: which folder may include which."""
import pathlib
import re
import sys

ROW = re.compile(r"^\| `(\w+)` \|.*\| ([\w ]*)\|$")
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"/]+)/')


def table(readme):
    allowed = {}
    for line in readme.read_text(encoding="utf-8").splitlines():
        row = ROW.match(line)
        if row:
            allowed[row[1]] = set(row[2].split()) | {row[1], "generated"}
    return allowed


def findings(root):
    source = root / "src"
    allowed = table(source / "README.md")
    found = []
    for folder in sorted(path.name for path in source.iterdir() if path.is_dir()):
        if folder not in allowed:
            found.append(f"src/README.md:1: the folder src/{folder} has no row in the table")
    for path in sorted([*source.rglob("*.cpp"), *source.rglob("*.hpp")]):
        parts = path.relative_to(source).parts
        if len(parts) == 1 or parts[0] not in allowed:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            include = INCLUDE.match(line)
            if include and include[1] not in allowed[parts[0]]:
                found.append(f"{path.relative_to(root)}:{number}: {parts[0]} may not include {include[1]} (see src/README.md)")
    return found


if __name__ == "__main__":
    messages = findings(pathlib.Path(sys.argv[1]))
    print("\n".join(messages), end="\n" if messages else "")
    sys.exit(1 if messages else 0)
