#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A PostgreSQL server of the tests' own: Debian's program, on a socket in a temporary folder, gone without a trace.

    with PostgresServer() as server:
        url = server.create_database()

As a command, for ctest: `postgres_server.py start FOLDER` leaves one running, `stop FOLDER` ends it.
"""
import glob
import itertools
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

USER = "stoppress"
START_SECONDS = 60
_numbers = itertools.count(1)


def programs():
    """The folder of the newest server's programs; skips the test where there is none."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4]))
    if not found:
        raise unittest.SkipTest("PostgreSQL is not installed")
    return found[-1]


def as_owner(command):
    """The server refuses to run as root: then as the user that Debian made for it."""
    if os.geteuid() != 0:
        return command
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]


def run(command, **options):
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, **options)
    if done.returncode != 0:
        raise AssertionError(f"{command} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def send_signal(pid, number):
    """To a process that may be gone."""
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        pass


def is_running(pid):
    """False also for one that has ended and that nobody has waited for: it holds nothing any more."""
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] not in ("Z", "X")
    except (FileNotFoundError, ProcessLookupError):
        return False


class PostgresServer:
    """`durable`: with fsync, for tests of what survives. `settings`: lines for postgresql.conf."""

    def __init__(self, folder=None, durable=False, settings=()):
        self.folder = folder or tempfile.mkdtemp(prefix="stoppress-postgres-")
        self.data = os.path.join(self.folder, "data")
        self.log = os.path.join(self.folder, "log")
        self.bin = programs()
        self.durable = durable
        self.settings = list(settings)
        self.process = None

    def make(self):
        """Makes the cluster."""
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        run(as_owner([self.bin + "/initdb", "--pgdata", self.data, "--username", USER, "--auth", "trust", "--encoding", "UTF8",
                      "--locale", "C.UTF-8", "--no-sync", "--data-checksums"]))
        self.configure()
        return self

    def configure(self):
        lines = ["listen_addresses = ''", f"unix_socket_directories = '{self.folder}'", "max_connections = 200",
                 "shared_buffers = 64MB", "max_wal_size = 256MB", "logging_collector = off", "log_min_messages = warning", *self.settings]
        if not self.durable:
            lines += ["fsync = off", "full_page_writes = off"]
        with open(os.path.join(self.data, "postgresql.auto.conf"), "a", encoding="utf-8") as conf:
            conf.write("\n".join(lines) + "\n")

    def start(self):
        log = open(self.log, "ab")
        self.process = subprocess.Popen(as_owner([self.bin + "/postgres", "-D", self.data]), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                        start_new_session=True)
        log.close()
        end = time.monotonic() + START_SECONDS
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > end:
                with open(self.log, encoding="utf-8", errors="replace") as text:
                    raise AssertionError("PostgreSQL did not start:\n" + text.read()[-3000:])
            time.sleep(0.05)
        return self

    def make_standby(self, of):
        """Makes this one a streaming replica of `of`, which has to run."""
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        run(as_owner([self.bin + "/pg_basebackup", "-h", of.folder, "-U", USER, "-D", self.data, "-R", "-X", "stream", "--no-sync", "-c", "fast"]))
        self.configure()
        return self

    def promote(self):
        run(as_owner([self.bin + "/pg_ctl", "promote", "-D", self.data, "-w", "-s"]))

    def answers(self):
        done = subprocess.run([self.bin + "/pg_isready", "-q", "-h", self.folder], check=False)
        return done.returncode == 0

    def url(self, database="postgres"):
        return f"postgresql:///{database}?host={self.folder}&user={USER}"

    def sql(self, text, database="postgres"):
        """Runs SQL; its rows as text."""
        return run([self.bin + "/psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", self.url(database), "-c", text]).strip()

    def create_database(self, name=None):
        """A new, empty database; its URL."""
        name = name or f"site_{os.getpid()}_{next(_numbers)}_{time.monotonic_ns() % 10**9}"
        self.sql(f"CREATE DATABASE {name}")
        return self.url(name)

    def stop(self, mode="fast"):
        """`mode` as of pg_ctl: smart, fast or immediate."""
        if self.process is not None and self.process.poll() is None:
            run(as_owner([self.bin + "/pg_ctl", "stop", "-D", self.data, "-m", mode, "-s"]))
            self.process.wait(30)

    def pids(self):
        """The server and all its processes."""
        with open(os.path.join(self.data, "postmaster.pid"), encoding="utf-8") as file:
            main = int(file.readline())
        children = subprocess.run(["pgrep", "-P", str(main)], capture_output=True, text=True, check=False).stdout.split()
        return [main, *map(int, children)]

    def signal_all(self, number):
        for pid in self.pids():
            send_signal(pid, number)

    def kill(self):
        """As a crash: SIGKILL to all of it. Returns when none of its processes holds its shared memory any more, or it could not start again."""
        if self.process is not None and self.process.poll() is None:
            os.kill(self.process.pid, signal.SIGSTOP)  # it makes no further process while they are listed
            pids = self.pids()
            for pid in pids:
                send_signal(pid, signal.SIGKILL)
            self.process.wait(30)
            end = time.monotonic() + START_SECONDS
            while any(map(is_running, pids)):
                if time.monotonic() > end:
                    raise AssertionError("processes of PostgreSQL outlive SIGKILL")
                time.sleep(0.01)

    def close(self):
        try:
            if self.process is not None and self.process.poll() is None:
                self.signal_all(signal.SIGCONT)
                self.stop("immediate")
        finally:
            self.kill()
            shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self.make().start()

    def __exit__(self, *failure):
        self.close()


def shared():
    """The URL of the server that ctest started for all tests, or None."""
    return os.environ.get("STOPPRESS_TEST_POSTGRES") or None


def shared_has(database):
    """Whether that server has a database of that name."""
    return SharedDatabase.on_server(f"SELECT count(*) FROM pg_database WHERE datname = '{database}'") == "1"


class SharedDatabase:
    """A database on that server, gone with drop(): empty, or a copy of the database named by `template`."""

    def __init__(self, template=None):
        self.name = f"site_{os.getpid()}_{next(_numbers)}"
        self.url = shared().replace("/postgres?", f"/{self.name}?")
        # A copy as files has with it what the first session of a database would work out.
        self.on_server(f"CREATE DATABASE {self.name}" + (f" TEMPLATE {template} STRATEGY file_copy" if template else ""))

    def sql(self, text):
        """Runs statements in this database, as a script."""
        return run([programs() + "/psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", self.url, "-c", text]).strip()

    def rename(self, name):
        """Once nobody uses it."""
        self.on_server(f"ALTER DATABASE {self.name} RENAME TO {name}")
        self.name = name

    def drop(self):
        self.on_server(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")

    @staticmethod
    def on_server(text):
        """Runs a statement in the server's own database; its rows as text."""
        return run([programs() + "/psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", shared(), "-c", text]).strip()


def end_and_remove(folder):
    """The server of that folder, if one runs, and the folder."""
    server = PostgresServer(folder)
    if os.path.exists(server.data):
        subprocess.run(as_owner([server.bin + "/pg_ctl", "stop", "-D", server.data, "-m", "immediate", "-s"]), check=False)
    if os.path.islink(server.data):
        shutil.rmtree(os.path.realpath(server.data), ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


def make_with_data_in_the_temporary_folder(folder):
    """A server whose socket is in `folder`, so that its address is known before tools/run-tests has chosen where temporary files are."""
    os.makedirs(folder)
    server = PostgresServer(folder)
    data = tempfile.mkdtemp(prefix="stoppress-postgres-")
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(data, owner.pw_uid, owner.pw_gid)
    os.symlink(data, server.data)
    return server.make()


def main(action, folder):
    if action == "start":
        # One that an interrupted run left behind would notice within a minute that its files are gone, end, and remove the socket, which
        # is the new server's by then.
        end_and_remove(folder)
        make_with_data_in_the_temporary_folder(folder).start()
    elif action == "stop":
        end_and_remove(folder)
    else:
        raise SystemExit("postgres_server.py start|stop FOLDER")


if __name__ == "__main__":
    main(*sys.argv[1:])
