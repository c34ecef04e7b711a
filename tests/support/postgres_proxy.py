# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands between the program and a PostgreSQL server, and does to a commit what networks and servers do.

    with PostgresProxy(server_folder) as proxy:
        url = proxy.url(database)
        fault = proxy.at_commit(proxy.AFTER)   # the next commit of a change is made, and its answer is lost
        fault.wait()

A commit of a change is known by the prepared statements that come before it on the same connection.
"""
import os
import re
import shutil
import socket
import tempfile
import threading

# A Bind message: its length, an empty portal's name, and the statement's name.
COMMIT = re.compile(rb"B....\x00transaction\.commit\x00", re.DOTALL)
CHANGE = re.compile(rb"B....\x00(node\.mark|credentials\.(?:next_audit|take_audit_turn))\x00", re.DOTALL)


class Fault:
    """One commit that something is done to. `wait()`: until it was. `hit`: "site" or "credentials"."""

    def __init__(self, kind, stay_down, then):
        self.kind, self.stay_down, self.then = kind, stay_down, then
        self.hit = None
        self._done = threading.Event()

    def done(self):
        self._done.set()

    def wait(self, seconds=60):
        if not self._done.wait(seconds):
            raise AssertionError(f"no commit came within {seconds} s")
        return self


class PostgresProxy:
    BEFORE = "before"  # the connection breaks before the server has the commit: nothing is done
    AFTER = "after"    # the server has committed, and the connection breaks before the answer arrives

    def __init__(self, server_folder):
        self.server = os.path.join(server_folder, ".s.PGSQL.5432")
        self.folder = tempfile.mkdtemp(prefix="stoppress-proxy-")
        os.chmod(self.folder, 0o755)
        self._lock = threading.Lock()
        self._fault = None
        self._down = False
        self._open = set()
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(os.path.join(self.folder, ".s.PGSQL.5432"))
        os.chmod(os.path.join(self.folder, ".s.PGSQL.5432"), 0o777)
        self._listener.listen(64)
        threading.Thread(target=self._accept, daemon=True).start()

    def url(self, server_url):
        """The server's URL of a database, through here."""
        return re.sub(r"host=[^&]*", f"host={self.folder}", server_url)

    def at_commit(self, kind, stay_down=False, then=None):
        """What is done to the next commit of a change. `stay_down`: nobody is let in afterwards until up(). `then` is called once it was
        done, before the program can know of it."""
        with self._lock:
            self._fault = Fault(kind, stay_down, then)
            return self._fault

    def down(self):
        """Breaks all connections and lets nobody in."""
        with self._lock:
            self._down = True
            pairs = list(self._open)
        for pair in pairs:
            for end in pair:
                try:
                    end.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass

    def up(self):
        with self._lock:
            self._down = False

    def close(self):
        self.down()
        self._listener.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self.close()

    def _accept(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client):
        server = socket.socket(socket.AF_UNIX)
        pair = (client, server)
        try:
            with self._lock:
                if self._down:
                    return
                self._open.add(pair)
            server.connect(self.server)
            state = {"of": None, "swallow": None}
            back = threading.Thread(target=self._back, args=(server, client, state), daemon=True)
            back.start()
            self._forth(client, server, state)
            back.join(0.1)
        except OSError:
            pass
        finally:
            with self._lock:
                self._open.discard(pair)
            for end in pair:
                try:
                    end.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass
                end.close()

    def _forth(self, client, server, state):
        while data := client.recv(1 << 16):
            if change := CHANGE.search(data):
                state["of"] = "credentials" if change.group(1).startswith(b"credentials") else "site"
            if state["of"] and COMMIT.search(data):
                with self._lock:
                    fault, self._fault = self._fault, None
                if fault:
                    fault.hit = state["of"]
                    self._strike(fault, server, data, state)
                    return
                state["of"] = None
            server.sendall(data)

    def _strike(self, fault, server, data, state):
        if fault.kind == self.AFTER:
            answered = threading.Event()
            state["swallow"] = answered
            server.sendall(data)
            answered.wait(10)  # the server says that it has committed; nobody hears it
        if fault.stay_down:
            with self._lock:
                self._down = True
        if fault.then:
            fault.then()
        fault.done()

    @staticmethod
    def _back(server, client, state):
        try:
            while data := server.recv(1 << 16):
                if state["swallow"]:
                    state["swallow"].set()
                else:
                    client.sendall(data)
        except OSError:
            pass
        finally:
            if state["swallow"]:
                state["swallow"].set()
