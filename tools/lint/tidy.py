#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs clang-tidy over the sources of build/lint, several at once, and remembers what passed: a group of sources is read again only after
one of them, a header that it includes, its command, clang-tidy or the rules changed.

Most of its time goes into the headers of libraries, so unity sources of different folders are read together (see grouped).

What passed is kept in $XDG_CACHE_HOME/stoppress/tidy (~/.cache), so that a fresh clone, wherever it is, does not start again."""
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import time

TIDY = "clang-tidy-19"
# How many groups there are at least. Fewer would take less time in all, but more after each change, and leave cores without work.
GROUPS = 6
KEPT_SECONDS = 60 * 24 * 3600


def of_ours(entry):
    """Whether this is a source with code of ours: not what embeds files, nor what only makes the precompiled headers."""
    return "/include/generated/" not in entry["file"] and "stoppress_precompiled" not in entry["file"]


def grouped(entries, folder):
    """The same sources as a few in FOLDER, each of which includes several. Two of one target never meet: names without linkage are unique
    within a unity source only. The flags are those of all targets together, whose definitions do not contradict each other."""
    targets = {}
    for entry in entries:
        targets.setdefault(entry["output"].split(".dir/")[0], []).append((size_of(entry["file"]), entry["file"]))
    groups = [Group(folder / f"group_{number}.cpp") for number in range(max(GROUPS, *map(len, targets.values())))]
    for sources in sorted(targets.values(), key=max, reverse=True):
        free = list(groups)
        for size, file in sorted(sources, reverse=True):
            group = min(free, key=lambda group: group.size)
            free.remove(group)
            group.size += size
            group.files.append(file)
    flags = list(dict.fromkeys(flag for entry in entries for flag in flags_of(entry)))
    folder.mkdir(exist_ok=True)
    grouped_entries = []
    for group in groups:
        group.path.write_text("".join(f'#include "{file}"\n' for file in group.files), encoding="utf-8")
        words = [word for flag in flags for word in flag]
        grouped_entries.append({"directory": entries[0]["directory"], "file": str(group.path), "output": f"{group.path}.o",
                                "command": shlex.join([*words, "-o", f"{group.path}.o", "-c", str(group.path)])})
    (folder / "compile_commands.json").write_text(json.dumps(grouped_entries), encoding="utf-8")
    return grouped_entries


class Group:
    """Sources that are read as one, and their bytes."""

    def __init__(self, path):
        self.path = path
        self.files = []
        self.size = 0


def size_of(file):
    """The bytes of a source, or of those that a unity source includes."""
    included = re.findall(r'^#include "(/.*)"', pathlib.Path(file).read_text(encoding="utf-8"), re.MULTILINE)
    return sum(map(os.path.getsize, included or [file]))


def flags_of(entry):
    """The compiler and its flags as tuples of one or two words, without the output and the source."""
    words = iter(shlex.split(entry["command"]))
    for word in words:
        if word == "-o":
            return
        yield (word, next(words)) if word in ("-isystem", "-include", "-Xclang") else (word,)


def files_read(entry):
    """The paths of all files that this command reads, by the compiler's own account."""
    words = shlex.split(entry["command"])
    output = words.index("-o")
    command = [*words[:output], *words[output + 2:], "-M", "-MT", "x"]
    command.remove("-c")
    listed = subprocess.run(command, cwd=entry["directory"], check=True, capture_output=True, text=True).stdout
    names = listed.replace("\\\n", " ").split()[1:]
    return {pathlib.Path(entry["directory"], name).resolve() for name in names}


def fingerprint(entry, root, version):
    """The same in every clone: paths inside it are taken from its root. A header of the system is known by its size and date."""
    here = str(root).encode()
    digest = hashlib.sha256(version + (root / ".clang-tidy").read_bytes() + entry["command"].encode().replace(here, b"."))
    # Those of the clone first: their order does not depend on where it is.
    for path in sorted(files_read(entry), key=lambda path: (not path.is_relative_to(root), path)):
        if path.is_relative_to(root):
            digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes().replace(here, b"."))
        else:
            status = path.stat()
            digest.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\0".encode())
    return digest.hexdigest()


def lint(entry, root, build, passed, version):
    try:
        key = fingerprint(entry, root, version)
    except subprocess.CalledProcessError as failed:
        return failed.stderr
    if (passed / key).exists():
        (passed / key).touch()
        return ""
    run = subprocess.run([TIDY, "--quiet", "-p", str(build / "tidy"), entry["file"]], cwd=root, capture_output=True, text=True)
    if run.returncode == 0:
        (passed / key).touch()
        return ""
    return run.stdout + (run.stderr if not run.stdout else "")


def cache_folder():
    """Where what passed is kept; entries that nobody has asked for in two months are removed."""
    folder = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache", "stoppress/tidy")
    folder.mkdir(parents=True, exist_ok=True)
    for entry in folder.iterdir():
        if time.time() - entry.stat().st_mtime > KEPT_SECONDS:
            entry.unlink(missing_ok=True)
    return folder


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    build = root / "build/lint"
    passed = cache_folder()
    version = subprocess.run([TIDY, "--version"], check=True, capture_output=True).stdout
    listed = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
    for entry in listed:
        words = shlex.split(entry["command"])
        entry["output"] = words[words.index("-o") + 1]
    entries = grouped(list(filter(of_ours, listed)), build / "tidy")
    failures = []
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for output in pool.map(lambda entry: lint(entry, root, build, passed, version), entries):
            if output:
                failures.append(output)
                print(output, flush=True)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
