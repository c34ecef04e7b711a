#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs clang-tidy over the unity sources of build/lint, several at once, and remembers what passed: a source is read again only after
it, a header of ours that it includes, its command or the rules changed. Unity sources share the cost of the big library headers."""
import concurrent.futures
import hashlib
import json
import os
import pathlib
import shlex
import subprocess
import sys

TIDY = "clang-tidy-19"


def own_files(entry, root):
    """Our files that this command reads, by the compiler's own account."""
    words = shlex.split(entry["command"])
    output = words.index("-o")
    command = [*words[:output], *words[output + 2:], "-MM", "-MT", "x"]
    command.remove("-c")
    listed = subprocess.run(command, cwd=entry["directory"], check=True, capture_output=True, text=True).stdout
    names = listed.replace("\\\n", " ").split()[1:]
    paths = {pathlib.Path(entry["directory"], name).resolve() for name in names}
    return sorted(path for path in paths if path.is_relative_to(root))


def fingerprint(entry, root):
    digest = hashlib.sha256((root / ".clang-tidy").read_bytes() + entry["command"].encode())
    for path in own_files(entry, root):
        digest.update(str(path).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def lint(entry, root, build, passed):
    try:
        key = fingerprint(entry, root)
    except subprocess.CalledProcessError as failed:
        return failed.stderr
    if (passed / key).exists():
        return ""
    run = subprocess.run([TIDY, "--quiet", "-p", str(build), entry["file"]], cwd=root, capture_output=True, text=True)
    if run.returncode == 0:
        (passed / key).touch()
        return ""
    return run.stdout + (run.stderr if not run.stdout else "")


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    build = root / "build/lint"
    passed = build / "tidy-passed"
    passed.mkdir(parents=True, exist_ok=True)
    entries = [entry for entry in json.loads((build / "compile_commands.json").read_text()) if "/include/generated/" not in entry["file"]]
    failures = []
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for output in pool.map(lambda entry: lint(entry, root, build, passed), entries):
            if output:
                failures.append(output)
                print(output, flush=True)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
