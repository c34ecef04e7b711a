# SPDX-License-Identifier: GPL-3.0-or-later
"""A disk whose power can be cut: what was not flushed to it is gone, the file system's own journal included.

nbdkit keeps writes in a cache until they are flushed; nbdfuse shows it as a file, a loop device makes that a disk, and ext4 stands on it.
Killing nbdkit is the power cut. After it the image has what had been flushed, and is mounted as after any power cut.
"""
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

from fault import Skip, eventually, need, need_root
from mounts import command


class Disk:
    def __init__(self, megabytes=256):
        need_root()
        need("nbdkit", "nbdfuse", "losetup", "mkfs.ext4", "mount", "umount")
        self._folder = pathlib.Path(tempfile.mkdtemp(prefix="stoppress-power-"))
        self.folder = self._folder / "fs"
        self._nbd = self._folder / "nbd"
        for folder in (self.folder, self._nbd):
            folder.mkdir()
        self._image = self._folder / "disk.img"
        with open(self._image, "wb") as image:
            image.truncate(megabytes << 20)
        command("/usr/sbin/mkfs.ext4", "-q", str(self._image))
        self._server = self._fuse = self._loop = None

    def power_on(self):
        """A disk that forgets what is not flushed, when cut() is called."""
        socket = self._folder / "socket"
        socket.unlink(missing_ok=True)
        self._server = subprocess.Popen(["nbdkit", "-f", "-U", str(socket), "--filter=cache", "file", str(self._image), "cache=writeback"],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        eventually(socket.exists, 10, "nbdkit does not start")
        self._fuse = subprocess.Popen(["nbdfuse", str(self._nbd / "disk"), "--unix", str(socket)], stdout=subprocess.DEVNULL,
                                      stderr=subprocess.PIPE, text=True, start_new_session=True)
        try:
            eventually(lambda: (self._nbd / "disk").exists() or self._fuse.poll() is not None, 10, "nbdfuse does not start")
            if self._fuse.poll() is not None:
                raise Skip("FUSE does not work here: " + self._fuse.stderr.read()[:120])
            self._loop = command("/usr/sbin/losetup", "-f", "--show", str(self._nbd / "disk"), error="no loop device")
            command("mount", self._loop, str(self.folder))
        except BaseException:
            self.cut()
            raise
        command("sync", "-f", str(self.folder))

    def cut(self):
        """The power is gone."""
        if self._server is None:
            return
        self._server.send_signal(signal.SIGKILL)
        self._server.wait()
        self._server = None

    def clear_away(self):
        """After the program that was on it has been killed: what is left of the dead disk goes."""
        self.cut()
        subprocess.run(["umount", "-l", str(self.folder)], capture_output=True)
        if self._loop:
            subprocess.run(["/usr/sbin/losetup", "-d", self._loop], capture_output=True)
            self._loop = None
        if self._fuse is not None:
            self._fuse.kill()
            self._fuse.wait()
            self._fuse.stderr.close()
            self._fuse = None
            subprocess.run(["umount", "-l", str(self._nbd)], capture_output=True)

    def reboot(self):
        """What the disk has, on a disk that works."""
        self.clear_away()
        command("mount", "-o", "loop", str(self._image), str(self.folder))

    def close(self):
        for _ in range(2):
            self.clear_away()
            time.sleep(0.05)
        shutil.rmtree(self._folder, ignore_errors=True)
