# SPDX-License-Identifier: GPL-3.0-or-later
"""Small disks of our own, mounted for as long as a with statement lasts."""
import contextlib
import os
import subprocess
import tempfile

from fault import Skip, need, need_root


def command(*words, error="cannot mount here"):
    done = subprocess.run(words, capture_output=True, text=True)
    if done.returncode != 0:
        raise Skip(f"{error}: {' '.join(words[:2])}: {done.stderr.strip()[:120]}")
    return done.stdout.strip()


@contextlib.contextmanager
def mounted(*arguments):
    need_root()
    need("mount", "umount")
    folder = tempfile.mkdtemp(prefix="stoppress-disk-")
    try:
        command("mount", *arguments, folder)
        try:
            yield folder
        finally:
            subprocess.run(["umount", "-l", folder], capture_output=True)
    finally:
        os.rmdir(folder)


def tmpfs(megabytes):
    return mounted("-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs")


@contextlib.contextmanager
def image(megabytes):
    """A file that holds an ext4 file system."""
    need_root()
    need("mkfs.ext4", "losetup")
    handle, path = tempfile.mkstemp(prefix="stoppress-image-", suffix=".ext4")
    try:
        os.truncate(handle, megabytes << 20)
        os.close(handle)
        command("/usr/sbin/mkfs.ext4", "-q", path)
        yield path
    finally:
        os.remove(path)
