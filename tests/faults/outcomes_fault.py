#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The newsroom's own client makes stories, notes, corrections and tokens while commits lose their answers, the database hangs, restarts and is
killed, the program is killed and its queue is full. Afterwards each thing is there once, and noted once: nothing doubled, nothing lost, nothing
unaudited. --full: 200 rounds; ROUNDS=N: so many; SEED=N draws the same faults again;
FAULTS="NAME …": only these; DATABASES=sqlite or postgres: only on that;
PROGRESS=1: a line for each round."""
import collections
import json
import os
import random
import resource
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time

import fault
import postgres_server
from postgres_proxy import PostgresProxy
from stoppress_site import Site, free_port

WORKERS = 4
CROWD = 6000  # requests at once: more than the program keeps waiting
MANY = {"server.max_connections_per_address": CROWD + 200, "server.max_connections": CROWD + 400}
CLIENT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "newsroom_client.mjs")


class Client:
    """The newsroom's client in a process of its own; what was answered, in order."""

    def __init__(self, site, token):
        self.answers = []
        self.process = subprocess.Popen(["node", CLIENT, site.address, token, str(WORKERS)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self._errors = []
        threading.Thread(target=lambda: self._errors.extend(self.process.stderr), daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            self.answers.append(json.loads(line))

    def must_go_on(self, seconds=120):
        """Until every worker has had an answer to something that it asked for after this."""
        before = len(self.answers)
        fault.eventually(lambda: len(self.answers) >= before + 2 * WORKERS or self.process.poll() is not None, seconds,
                         lambda: f"the client has no answers any more: {self.answers[-3:]}")
        fault.holds(self.process.poll() is None, "the client has ended: " + "".join(self._errors)[-1000:])

    def end(self):
        self.process.stdin.close()
        fault.holds(self.process.wait(180) == 0, "the client has failed: " + "".join(self._errors)[-1000:])
        self._reader.join(10)
        return self.answers


class Rounds:
    """A site, its database and the faults that are drawn for it."""

    def __init__(self, chance):
        self.chance = chance
        self.seen = collections.Counter()
        self.port = free_port()
        self.site = None

    def start(self):
        self.site.start(self.port)

    def kill_program(self):
        self.site.kill()
        self.start()

    def fill_queue(self):
        """Requests of an editor, more at once than the program keeps waiting; some are refused, and the client's among them."""
        request = (f"GET /api/v1/stories?limit=100 HTTP/1.1\r\nHost: {self.site.host}\r\nAuthorization: Bearer {self.token}\r\n\r\n").encode()
        crowd = []
        try:
            for _ in range(CROWD):
                one = socket.create_connection((self.site.host, self.site.port), timeout=30)
                crowd.append(one)
            for one in crowd:
                one.sendall(request)
            refused = 0
            for one in crowd:
                try:
                    refused += one.recv(12)[9:12] == b"503"
                except OSError:
                    refused += 1
            self.seen["refused"] += refused
        finally:
            for one in crowd:
                one.close()

    def run(self, rounds):
        try:
            self.start()
            # By the command, which notes it: where the database is a file, token() does not.
            self.token = self.site.run("token", "create", "--name", "desk", "--role", "admin", check=True).stdout.strip()
            client = Client(self.site, self.token)
            fault.eventually(lambda: len(client.answers) >= WORKERS or client.process.poll() is not None, 60, "the client does not begin")
            for _ in range(rounds):
                name = self.chance.choice(os.environ.get("FAULTS", "").split() or self.faults)
                time.sleep(self.chance.uniform(0, 0.1))
                getattr(self, name)()
                self.seen[name] += 1
                client.must_go_on()
                if os.environ.get("PROGRESS"):
                    print(name, len(client.answers), file=sys.stderr, flush=True)
            answers = client.end()
            return self.verify(answers)
        finally:
            self.close()

    def all_of(self, path, name, limit=100):
        cursor, found = "", []
        while cursor is not None:
            join = "&" if "?" in path else "?"
            page = self.site.get(f"/api/v1{path}{join}limit={limit}" + (f"&cursor={cursor}" if cursor else ""), token=self.token).json()
            found += page[name]
            cursor = page.get("next")
        return found

    def verify(self, answers):
        last = answers.pop()
        refused = [answer for answer in answers if "refused" in answer]
        fault.holds(last["kind"] == "end" and not refused and last["failed"] == 0, f"the client was refused: {refused[:3]} {last}")
        asked = collections.Counter(answer["kind"] for answer in answers)
        stories = {answer["name"]: answer["id"] for answer in answers if answer["kind"] == "story"}
        kept = collections.Counter(story["headline"] for story in self.all_of("/stories", "stories"))
        made = collections.Counter(list(stories))
        fault.holds(kept == made, f"stories doubled: {kept - made}; lost: {made - kept}")
        for name, story in stories.items():
            for path, list_name, text in (("notes", "notes", f"{name} note"), ("corrections", "corrections", f"{name} correction")):
                texts = [one["text"] for one in self.site.get(f"/api/v1/stories/{story}/{path}", token=self.token).json()[list_name]]
                fault.holds(texts == [text], f"{path} of story {story}: {texts}")
        tokens = collections.Counter(token["name"] for token in self.site.get("/api/v1/tokens", token=self.token).json()["tokens"] if token["name"] != "desk")
        wanted = collections.Counter(answer["name"] for answer in answers if answer["kind"] == "token")
        fault.holds(tokens == wanted, f"tokens doubled or lost: {tokens - wanted} {wanted - tokens}")
        noted = collections.Counter((entry["action"], entry["subject"]) for entry in self.all_of("/audit", "entries", 200))
        must = collections.Counter({("token.create", "desk"): 1})
        for story in stories.values():
            must[("story.publish", f"story {story}")] += 1
            must[("story.correct", f"story {story}")] += 1
        for name in wanted:
            must[("token.create", name)] += 1
        fault.holds(noted == must, f"unaudited: {must - noted}; noted twice: {noted - must}")
        fault.holds(self.site.terminate() == 0, "it did not end by itself")
        self.site.run("check", check=True)
        drawn = ", ".join(f"{count}× {name}" for name, count in sorted(self.seen.items()) if name != "refused")
        return (f"{sum(asked.values())} things made once and noted once ({', '.join(f'{count} {kind}' for kind, count in sorted(asked.items()))}), pressed again "
                f"{last['presses']}×, {self.seen['refused']} of the crowd refused; {drawn}")


class OnSqlite(Rounds):
    faults = ["kill_program"] * 6 + ["hold_lock"] * 3 + ["fill_queue"] * 2 + ["hold_lock_for_long"]

    def __init__(self, chance):
        super().__init__(chance)
        self.site = Site(settings={"log.level": "off", **MANY})

    def hold_lock(self, seconds=None):
        holder = sqlite3.connect(os.path.join(self.site.folder, "stoppress.db"), isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        time.sleep(seconds or self.chance.uniform(0.1, 1))
        holder.execute("ROLLBACK")
        holder.close()

    def hold_lock_for_long(self):
        """Longer than the program waits: it says that nothing was done."""
        self.hold_lock(6.5)

    def close(self):
        self.site.close()


class OnPostgres(Rounds):
    faults = ["lose_answer"] * 5 + ["lose_commit"] * 3 + ["kill_program_at_commit"] * 4 + ["kill_program"] * 2 + ["hang"] * 3 + ["kill_server_at_commit"] * 3 + [
        "restart_server"] * 2 + ["fill_queue"] * 2 + ["stay_away"]

    def __init__(self, chance):
        super().__init__(chance)
        self.server = postgres_server.PostgresServer(durable=True).make().start()
        self.proxy = PostgresProxy(self.server.folder)
        url = self.proxy.url(self.server.create_database())
        self.site = Site(settings={"log.level": "off", **MANY},
                         env={"STOPPRESS_DATABASE_URL": url})

    def lose_answer(self):
        self.proxy.at_commit(self.proxy.AFTER).wait()

    def lose_commit(self):
        self.proxy.at_commit(self.proxy.BEFORE).wait()

    def kill_program_at_commit(self):
        self.proxy.at_commit(self.proxy.AFTER, then=self.site.process.kill).wait()
        self.site.kill()
        self.start()

    def hang(self):
        self.server.signal_all(signal.SIGSTOP)
        time.sleep(self.chance.uniform(0.2, 2))
        self.server.signal_all(signal.SIGCONT)

    def kill_server_at_commit(self):
        self.proxy.at_commit(self.proxy.AFTER, stay_down=True, then=self.server.kill).wait()
        self.server.start()
        self.proxy.up()

    def restart_server(self):
        self.server.stop(self.chance.choice(["fast", "immediate"]))
        self.server.start()

    def stay_away(self):
        """For longer than anybody is kept waiting: the client hears that the outcome is unknown."""
        self.proxy.at_commit(self.proxy.AFTER, stay_down=True).wait()
        time.sleep(12)
        self.proxy.up()

    def close(self):
        self.site.close()
        self.proxy.close()
        self.server.close()


def check(full):
    fault.need("node")
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    if most < 2 * CROWD:
        raise fault.Skip(f"needs {2 * CROWD} descriptors")
    rounds = int(os.environ.get("ROUNDS", 200 if full else 6))
    seed = int(os.environ.get("SEED", random.randrange(1 << 30)))
    said = []
    for kind in (OnSqlite, OnPostgres):
        if kind.__name__[2:].lower() not in os.environ.get("DATABASES", "sqlite postgres"):
            continue
        if kind is OnPostgres and not os.path.isdir("/usr/lib/postgresql"):
            said.append("PostgreSQL is not installed")
            continue
        if kind is OnSqlite and os.environ.get("STOPPRESS_TEST_POSTGRES"):
            continue
        said.append(f"{kind.__name__[2:]}: {kind(random.Random(seed)).run(rounds)}")
    return f"{rounds} rounds each, seed {seed}. " + ". ".join(said)


if __name__ == "__main__":
    fault.main(check)
