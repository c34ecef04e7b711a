# SPDX-License-Identifier: GPL-3.0-or-later
"""All processes of a peer, on one core: started, watched and ended together."""
import http.client
import os
import pathlib
import subprocess
import time

from servers import TICK, USER_AGENT

SERVER_CORE = 0
LOAD_CORE = 1
# Started by root, the servers that would not run as root run as this account.
ACCOUNT = "www-data" if os.getuid() == 0 else None
PINNED = ("taskset", "-c", str(SERVER_CORE))


def run_pinned(*command, **more):
    """A command on the servers' core, to its end; what it printed."""
    run = subprocess.run([*PINNED, *map(str, command)], stdin=subprocess.DEVNULL, capture_output=True, text=True, **more)
    if run.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))} failed with {run.returncode}:\n{run.stdout[-2000:]}{run.stderr[-2000:]}")
    return run.stdout


def first_line(*command):
    """What a program calls itself."""
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    return (run.stdout + run.stderr).strip().splitlines()[0]


def descendants(roots):
    """The processes and all that they started."""
    children = {}
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        children.setdefault(parent, []).append(int(stat.parent.name))
    found, open_ends = [], list(roots)
    while open_ends:
        process = open_ends.pop()
        found.append(process)
        open_ends += children.get(process, [])
    return found


class Family:
    """The servers that answer on one port, with what stands behind them."""

    def __init__(self):
        self.processes = []
        self.port = 0
        self.newest = ""  # the headline that was published last while measuring

    def start_process(self, log, *command, **more):
        with open(log, "ab") as out:
            process = subprocess.Popen([*PINNED, *map(str, command)], stdin=subprocess.DEVNULL, stdout=out, stderr=out, **more)
        self.processes.append(process)
        return process

    def wait_until(self, answers, what, log, seconds=180):
        """Until answers() is true; an end of the last process or of the time is told with the end of its log."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and self.processes[-1].poll() is None:
            try:
                if answers():
                    return
            except OSError:
                pass
            time.sleep(0.1)
        raise SystemExit(f"{what} did not start:\n{pathlib.Path(log).read_text(errors='replace')[-3000:]}")

    def members(self):
        return descendants(process.pid for process in self.processes)

    def cpu_seconds(self):
        """User and system time of all its processes so far, of those that ended too."""
        ticks = 0
        for member in self.members():
            fields = pathlib.Path(f"/proc/{member}/stat").read_text().rpartition(")")[2].split()
            ticks += sum(map(int, fields[11:15]))
        return ticks / TICK

    def memory(self):
        """Bytes: the proportional set size, which counts a shared page once, and the resident one, which counts it for each process."""
        sums = {"Pss": 0, "Rss": 0}
        for member in self.members():
            for line in pathlib.Path(f"/proc/{member}/smaps_rollup").read_text().splitlines():
                name, _, rest = line.partition(":")
                if name in sums:
                    sums[name] += int(rest.split()[0]) * 1024
        return {"pss": sums["Pss"], "rss": sums["Rss"], "processes": len(self.members())}

    def request(self, method, path, body=None, **headers):
        """One request on a connection of its own: status, headers, body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request(method, path, body, {"User-Agent": USER_AGENT, **headers})
            response = connection.getresponse()
            return response.status, dict(response.getheaders()), response.read()
        finally:
            connection.close()

    def get(self, path, **headers):
        return self.request("GET", path, **headers)

    def stop(self):
        for process in reversed(self.processes):
            process.terminate()
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.processes = []
