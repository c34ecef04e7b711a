#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs clang-tidy over the unity sources of build/lint, several at once, and remembers what passed: a source is read again only after
it, a header that it includes, its command, clang-tidy or the rules changed. Unity sources share the cost of the big library headers.

What passed is kept in $XDG_CACHE_HOME/stoppress/tidy (~/.cache), so that a fresh clone, wherever it is, does not start again."""
import concurrent.futures
import hashlib
import json
import os
import pathlib
import shlex
import subprocess
import sys
import time

TIDY = "clang-tidy-19"
KEPT_SECONDS = 60 * 24 * 3600


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
    run = subprocess.run([TIDY, "--quiet", "-p", str(build), entry["file"]], cwd=root, capture_output=True, text=True)
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
    entries = [entry for entry in json.loads((build / "compile_commands.json").read_text()) if "/include/generated/" not in entry["file"]]
    failures = []
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for output in pool.map(lambda entry: lint(entry, root, build, passed, version), entries):
            if output:
                failures.append(output)
                print(output, flush=True)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
