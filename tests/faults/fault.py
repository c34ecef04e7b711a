# SPDX-License-Identifier: GPL-3.0-or-later
"""What each fault here is made of: a function check(full) that returns what it has seen, raises where something is lost or broken, and
Skip where this machine cannot do it. Each file runs alone, too: tests/faults/NAME_fault.py [--full]."""
import argparse
import os
import pathlib
import shutil
import sys
import time
import traceback
import unittest

TESTS = pathlib.Path(__file__).resolve().parents[1]
for folder in ("support", "crash", "site"):
    sys.path.append(str(TESTS / folder))
os.environ.setdefault("STOPPRESS_SOURCE", str(TESTS.parent))
os.environ.setdefault("STOPPRESS_BINARY", str(TESTS.parent / "build/release/stoppress"))
from stoppress_site import WAITS  # only now does the path have it

SKIPPED = 77
SANITIZED = bool(os.environ.get("STOPPRESS_SANITIZE"))


class Skip(Exception):
    """Why this machine cannot do it."""


def need_root():
    if os.geteuid() != 0:
        raise Skip("needs root")


def need_sqlite():
    """For what is done to SQLite's files; a server's are its own."""
    if os.environ.get("STOPPRESS_TEST_POSTGRES"):
        raise Skip("this is about SQLite's files")


def need(*tools):
    missing = [tool for tool in tools if not shutil.which(tool, path=os.environ["PATH"] + ":/usr/sbin:/sbin")]
    if missing:
        raise Skip(f"needs {', '.join(missing)}: tools/install-packages faults")


def holds(condition, message):
    if not condition:
        raise AssertionError(message)


def eventually(check, seconds, message):
    """Calls check() until it is true; the seconds that took."""
    began = time.monotonic()
    while not check():
        if time.monotonic() - began > seconds * WAITS:
            raise AssertionError(message() if callable(message) else message)
        time.sleep(0.02)
    return time.monotonic() - began


def wait_for_saves(model, more=5):
    """Until a load saves: so many more saves were acknowledged."""
    before = model.counts["saved"]
    eventually(lambda: model.counts["saved"] >= before + more, 60, "the load saves nothing")


def wait_for_answers(model, more=10):
    """Until so many more saves of a load were answered, whether they were made or refused."""
    before = model.counts["saved"] + model.counts["refused"]
    eventually(lambda: model.counts["saved"] + model.counts["refused"] >= before + more, 60, "the load is not answered")


def wait_for_reads(readers, more=50):
    before = len(readers.times)
    eventually(lambda: len(readers.times) >= before + more or readers.errors, 60, "readers are not answered")


def main(check):
    parser = argparse.ArgumentParser()
    parser.add_argument("--full", action="store_true", help="the long form")
    parser.add_argument("-v", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    try:
        said = check(options.full)
    except (Skip, unittest.SkipTest) as reason:
        print(f"skipped: {reason}")
        sys.exit(SKIPPED)
    except BaseException as failure:
        traceback.print_exc()
        print(f"{type(failure).__name__}: {failure}".splitlines()[0][:300])
        sys.exit(1)
    print(said)
