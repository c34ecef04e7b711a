# SPDX-License-Identifier: GPL-3.0-or-later
"""A site of its own for each test: the real program on a free port with a temporary folder, and a small client to ask it.

    from stoppress_site import SiteTest

    class MyTest(SiteTest):
        settings = {"views.repeat_minutes": 0}
        def test_something(self):
            answer = self.site.get("/")
            self.assertEqual(answer.status, 200)

The program is STOPPRESS_BINARY; without it the tests are skipped. Where STOPPRESS_TEST_POSTGRES names a server, each site has a database of its
own there, and none in its folder.
"""
import array
import atexit
import contextlib
import fcntl
import functools
import hashlib
import http.client
import json
import os
import random
import secrets
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import termios
import threading
import time
import unittest

import postgres_server

# tools/test-slowly makes every wait for something expected longer or shorter. A bound on the product itself is not multiplied.
WAITS = float(os.environ.get("STOPPRESS_TEST_WAITS") or 1)
START_SECONDS = 60 * WAITS  # a sanitizer build on a busy machine
STOP_SECONDS = 20 * WAITS   # the program promises 10


_databases = {}  # of the sites that have one on the tests' server, by folder


@functools.cache
def template_database():
    """The name of a database on the tests' server in which the program has made its tables and nothing else; made by the first test that asks for
    it, and gone with the server. A copy is made sooner than the tables."""
    name = f"template_{os.stat(binary()).st_mtime_ns}"
    with open(binary(), "rb") as program:
        fcntl.flock(program, fcntl.LOCK_EX)  # tests that begin together
        if not postgres_server.shared_has(name):
            making = postgres_server.SharedDatabase()
            with Site(env={"STOPPRESS_DATABASE_URL": making.url}) as site:
                site.terminate()
            making.rename(name)
    return name


def shared_database_of(folder, empty=False):
    """The database that the site in `folder` has on the tests' server, made when it is first asked for: with the program's tables, unless it is
    to be `empty`."""
    folder = os.path.abspath(folder)
    if folder not in _databases:
        _databases[folder] = postgres_server.SharedDatabase(None if empty else template_database())
    return _databases[folder]


def wants_database(folder, env):
    """Whether the site is to have one there: not where it is told otherwise, or was restored to a file of its own."""
    return postgres_server.shared() and "STOPPRESS_DATABASE_URL" not in env and not os.path.exists(os.path.join(folder, "stoppress.db"))


@atexit.register
def drop_databases():
    while _databases:
        _databases.popitem()[1].drop()


def binary():
    """The program under test; skips the test where there is none."""
    path = os.environ.get("STOPPRESS_BINARY")
    if not path or not os.access(path, os.X_OK):
        raise unittest.SkipTest("STOPPRESS_BINARY does not name the program")
    return path


def corpus(*parts):
    """A path inside the corpus; skips the test where there is none."""
    root = os.environ.get("STOPPRESS_CORPUS")
    path = os.path.join(root, *parts) if root else None
    if not path or not os.path.exists(path):
        raise unittest.SkipTest("STOPPRESS_CORPUS does not hold " + "/".join(parts))
    return path


def run(*arguments, site=None, env=None, timeout=600, check=False, input=None):
    """Runs a subcommand to its end: a CompletedProcess with text in stdout and stderr."""
    command = [binary(), *map(str, arguments)]
    if site is not None:
        command += ["--site", str(site)]
        if wants_database(str(site), {**os.environ, **(env or {})}):
            # An archive is taken into a database without tables only.
            database = shared_database_of(str(site), empty=arguments[:2] == ("import", "archive"))
            env = {**(env or {}), "STOPPRESS_DATABASE_URL": database.url}
    done = subprocess.run(command, capture_output=True, text=True, timeout=timeout, env={**os.environ, **(env or {})}, input=input)
    if check and done.returncode != 0:
        raise AssertionError(f"{command} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done


def put_token(credentials, name, role):
    """Makes a token as `stoppress token create` does, but for the note in the audit log, and returns it. Starting the program takes much longer."""
    token = "sp_" + secrets.token_urlsafe(32)
    with contextlib.closing(sqlite3.connect(credentials, timeout=60 * WAITS)) as database, database:
        database.execute("INSERT INTO token (name, hash, role, created_at) VALUES (?, ?, ?, ?)",
                         (name, hashlib.sha256(token.encode()).hexdigest(), role, int(time.time() * 1000)))
    return token


def only_on_sqlite():
    """Skips a test of what only SQLite's file does."""
    if postgres_server.shared():
        raise unittest.SkipTest("this is about SQLite's file")


def not_under_a_sanitizer():
    """Skips a test of what is written, where other tests run the same code, and a sanitizer needs minutes for it."""
    if os.environ.get("STOPPRESS_SANITIZE"):
        raise unittest.SkipTest("without a sanitizer only: it takes minutes, and other tests run the same code")


def free_port():
    """A port that nothing listened on a moment ago. Below the ports that the system gives to outgoing connections: one of those, even
    one that has ended (TIME_WAIT), would keep a program from listening on the port."""
    while True:
        port = random.randrange(12000, 32000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port


class Answer:
    """What came back: status, headers (names in lower case, a list of pairs too) and the body as bytes."""

    def __init__(self, response, body):
        self.status = response.status
        self.reason = response.reason
        self.header_list = [(name.lower(), value) for name, value in response.getheaders()]
        self.headers = dict(self.header_list)
        self.body = body

    @property
    def text(self):
        return self.body.decode("utf-8")

    def json(self):
        return json.loads(self.body)

    def __repr__(self):
        return f"<{self.status} {self.headers} {self.body[:300]!r}>"


class Site:
    """One temporary site folder, and the program serving it between start() and stop() or kill()."""

    def __init__(self, settings=None, env=None, folder=None, arguments=(), wrapper=(), empty_database=False):
        self._temporary = None if folder else tempfile.mkdtemp(prefix="stoppress-test-")
        self.folder = str(folder or os.path.join(self._temporary, "site"))
        self.env = {**os.environ, **(env or {})}
        for key, value in (settings or {}).items():
            self.set(key, value)
        if wants_database(self.folder, self.env):
            self.set("database.url", shared_database_of(self.folder, empty_database).url)
        self.arguments = list(arguments)
        self.wrapper = list(wrapper)  # a command that is given the program's, as strace is
        self.process = None
        self._readers = []
        self.address = None
        self.host = None
        self.port = None
        self.log = []

    def set(self, key, value):
        """Sets a setting ("views.count") for the next start, by way of the environment."""
        text = str(value).lower() if isinstance(value, bool) else ",".join(value) if isinstance(value, (list, tuple)) else str(value)
        self.env["STOPPRESS_" + key.upper().replace(".", "_")] = text

    def run(self, *arguments, **options):
        """Runs another subcommand on this site's folder."""
        return run(*arguments, site=self.folder, env=self.env, **options)

    def token(self, role="editor", name=None):
        """Makes a token and returns it."""
        name = name or f"test-{role}-{time.monotonic_ns()}"
        credentials = os.path.join(self.folder, "credentials.db")
        elsewhere = any(f"STOPPRESS_DATABASE_{key}" in self.env for key in ("URL", "CREDENTIALS_URL"))
        if os.path.exists(credentials) and not elsewhere:
            return put_token(credentials, name, role)
        return self.run("token", "create", "--name", name, "--role", role, check=True).stdout.strip()

    def launch(self, port=0):
        """Starts the program and does not wait for it. Returns where its ready line will stand, and an event for it."""
        command = [*self.wrapper, binary(), "serve", "--site", self.folder, "--listen", f"127.0.0.1:{port}", *self.arguments]
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                        env=self.env, start_new_session=True)
        self._readers = [threading.Thread(target=self._keep_log, args=(self.process,), daemon=True)]
        ready = [None]

        def wait_for_ready(process):
            for line in process.stdout:
                if line.startswith("ready "):
                    ready[0] = line.split()[1]
                    event.set()
            event.set()

        event = threading.Event()
        self._readers.append(threading.Thread(target=wait_for_ready, args=(self.process,), daemon=True))
        for reader in self._readers:
            reader.start()
        return ready, event

    def start(self, port=0):
        """Starts the program and waits until it says ready. Returns self."""
        end = time.monotonic() + START_SECONDS
        while True:
            said = len(self.log)
            ready, event = self.launch(port)
            event.wait(START_SECONDS)
            if ready[0] is not None:
                break
            self.kill()
            # A connection of some other test may have the port for a moment, which nobody held while the program was down.
            taken = port and "is in use by another program" in "".join(self.log[said:])
            if not taken or time.monotonic() > end:
                raise AssertionError("the program did not become ready:\n" + self.log_text())
            time.sleep(0.2)
        self.address = ready[0].rstrip("/")
        authority = self.address.split("//")[1]
        self.host, port = authority.rsplit(":", 1)
        self.port = int(port)
        return self

    def _ended(self):
        """The process is gone: lets its pipes go."""
        for reader in self._readers:
            reader.join(STOP_SECONDS)
        self.process.stdout.close()
        self.process.stderr.close()

    def _keep_log(self, process):
        for line in process.stderr:
            self.log.append(line)

    def log_text(self):
        """What it has logged so far: all that was written before this call."""
        unread = array.array("i", [0])
        end = time.monotonic() + STOP_SECONDS
        while self.alive() and time.monotonic() < end:
            fcntl.ioctl(self.process.stderr.fileno(), termios.FIONREAD, unread)
            if unread[0] == 0:
                break
            time.sleep(0.005)
        time.sleep(0.05)  # for the thread that has read the last of it to put it there
        return "".join(self.log)

    def alive(self):
        return self.process is not None and self.process.poll() is None

    def terminate(self):
        """Asks the program to end (SIGTERM), waits for it, and returns its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.wait()

    def wait(self, seconds=STOP_SECONDS):
        status = self.process.wait(seconds)
        self._ended()
        return status

    def kill(self):
        """Ends the program at once, as a crash would (SIGKILL)."""
        if self.alive():
            if self.wrapper:
                os.killpg(self.process.pid, signal.SIGKILL)  # start_new_session made the wrapper the leader of all of them
            else:
                self.process.kill()
        if self.process is not None:
            self.wait()

    def close(self):
        """Ends the program whatever it does, and removes the folder."""
        self.kill()
        database = _databases.pop(os.path.abspath(self.folder), None)
        if database:
            database.drop()
        if self._temporary:
            shutil.rmtree(self._temporary, ignore_errors=True)

    def __enter__(self):
        return self.start()

    def __exit__(self, *failure):
        self.close()

    # The client.

    def request(self, method, path, body=None, headers=None, token=None, timeout=120):
        """One request on a connection of its own. `body`: bytes, text, or anything else as JSON."""
        headers = dict(headers or {})
        if token:
            headers["Authorization"] = "Bearer " + token
        if body is not None and not isinstance(body, (bytes, str)):
            body = json.dumps(body)
            headers.setdefault("Content-Type", "application/json")
        if isinstance(body, str):
            body = body.encode()
        connection = http.client.HTTPConnection(self.host, self.port, timeout=timeout)
        try:
            connection.request(method, path, body=body, headers=headers)
            response = connection.getresponse()
            return Answer(response, response.read())
        finally:
            connection.close()

    def get(self, path, **options):
        return self.request("GET", path, **options)

    def head(self, path, **options):
        return self.request("HEAD", path, **options)

    def post(self, path, body=None, **options):
        return self.request("POST", path, body=body, **options)

    def patch(self, path, body=None, **options):
        return self.request("PATCH", path, body=body, **options)

    def put(self, path, body=None, **options):
        return self.request("PUT", path, body=body, **options)

    def make_section(self, slug, token):
        """Makes the section where it is not there yet: a story cannot be filed under one that nobody made."""
        made = self.put(f"/api/v1/sections/{slug}", {"name": slug.capitalize()}, token=token)
        if made.status not in (200, 201):
            raise AssertionError(f"the section was not made: {made}")

    def publish(self, token, **story):
        """Makes and publishes a story over the API; returns it as the API shows it."""
        fields = {"headline": "A headline", "standfirst": "A standfirst.", "section": "news",
                  "body": {"format": "markdown", "content": "A paragraph."}, **story}
        if fields["section"]:
            self.make_section(fields["section"], token)
        made = self.post("/api/v1/stories", fields, token=token)
        if made.status != 201:
            raise AssertionError(f"the story was not taken: {made}")
        published = self.post(f"/api/v1/stories/{made.json()['id']}/publish", {}, token=token)
        if published.status != 200:
            raise AssertionError(f"the story was not published: {published}")
        return published.json()


class SiteTest(unittest.TestCase):
    """Tests that share one site for the class: `settings` for it, `prepare(site)` before it serves."""
    settings = {}
    arguments = ()

    @classmethod
    def prepare(cls, site):
        pass

    @classmethod
    def setUpClass(cls):
        binary()
        cls.site = Site(settings=cls.settings, arguments=cls.arguments)
        cls.addClassCleanup(cls.site.close)
        cls.prepare(cls.site)
        cls.site.start()


def eventually(check, seconds=120, message="it did not happen in time"):
    """Calls check() until it returns something true, and returns that. `seconds` is only a bound: no test may need most of it."""
    end = time.monotonic() + seconds * WAITS
    while True:
        value = check()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(message)
        time.sleep(0.02)
