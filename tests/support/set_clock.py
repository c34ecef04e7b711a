# SPDX-License-Identifier: GPL-3.0-or-later
"""A wall clock for one program under test that the test sets, by way of libfaketime. Only the wall clock: waits go on by the real time."""
import datetime
import glob
import os
import tempfile
import time
import unittest


def library():
    """libfaketime for programs with threads; nothing where it is not installed, or where a sanitizer has to be the first library."""
    if os.environ.get("STOPPRESS_SANITIZE"):
        return None
    return next(iter(sorted(glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1"))), None)


class SetClock:
    """`env` is for the program; it begins with the real time."""

    def __init__(self):
        found = library()
        if not found:
            raise unittest.SkipTest("needs faketime (tools/install-packages test), and no sanitizer")
        handle, self.path = tempfile.mkstemp(prefix="stoppress-clock-")
        os.close(handle)
        self._write(0)
        self.env = {"LD_PRELOAD": found, "FAKETIME_TIMESTAMP_FILE": self.path, "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}

    def _write(self, seconds):
        with open(self.path + ".new", "w", encoding="ascii") as out:
            out.write(f"{seconds:+f}\n")
        os.replace(self.path + ".new", self.path)

    def set(self, moment):
        """The program's clock shows `moment` now, and goes on from there."""
        self._write(moment.timestamp() - time.time())

    def close(self):
        os.remove(self.path)
