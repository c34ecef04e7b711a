#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads every #include of src/ against the two tables in src/README.md: which folder may include which, and which folders of the store come
after which."""
import pathlib
import re
import sys

FOLDERS = "folder"
STORE = "folder of `store`"
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"/]+)/(?:([^"/]+)/)?')


def rows(readme, heading):
    """The cells of the table whose first column has that heading."""
    inside = False
    for line in readme.read_text(encoding="utf-8").splitlines():
        if not line.startswith("|"):
            inside = False
            continue
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if cells[0] == heading:
            inside = True
        elif inside and not set(cells[0]) <= set("-: "):
            yield cells[0].strip("`"), cells[1:]


def table(readme):
    return {name: set(cells[-1].split()) | {name, "generated"} for name, cells in rows(readme, FOLDERS)}


def order(readme):
    """Folder of the store -> its layer."""
    return {name: int(cells[0]) for name, cells in rows(readme, STORE)}


def includes(path):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        include = INCLUDE.match(line)
        if include:
            yield number, include[1], include[2]


def store_findings(root):
    """Within the store. Tests may use what they like; files beside the folders are for all."""
    source = root / "src/store"
    layers = order(root / "src/README.md")
    code = sorted([*source.glob("*/**/*.cpp"), *source.glob("*/**/*.hpp")])
    for folder in sorted({path.relative_to(source).parts[0] for path in code} - layers.keys()):
        yield f"src/README.md:1: the folder src/store/{folder} has no row in the table of the store"
    for path in code:
        folder = path.relative_to(source).parts[0]
        if folder not in layers or path.name.endswith("_test.cpp"):
            continue
        for number, first, second in includes(path):
            if first == "store" and second in layers and layers[second] > layers[folder]:
                yield f"{path.relative_to(root)}:{number}: store/{folder} may not include store/{second}, which comes after it (see src/README.md)"


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
        for number, folder, _ in includes(path):
            if folder not in allowed[parts[0]]:
                found.append(f"{path.relative_to(root)}:{number}: {parts[0]} may not include {folder} (see src/README.md)")
    return found + list(store_findings(root))


if __name__ == "__main__":
    messages = findings(pathlib.Path(sys.argv[1]))
    print("\n".join(messages), end="\n" if messages else "")
    sys.exit(1 if messages else 0)
