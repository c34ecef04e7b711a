# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs of wrk, and what came out of them."""
import json
import os
import pathlib
import statistics
import subprocess

from servers import USER_AGENT

LUA = pathlib.Path(__file__).resolve().parent / "lua"


class Run:
    """One run against one server: rate, latencies in milliseconds, the server's CPU time in microseconds a request."""

    def __init__(self, result, cpu_seconds):
        seconds = result["microseconds"] / 1e6
        self.requests = result["requests"]
        self.rate = self.requests / seconds
        self.p50 = result["p50"] / 1000
        self.p99 = result["p99"] / 1000
        self.cpu = cpu_seconds / max(self.requests, 1) * 1e6
        self.busy = cpu_seconds / seconds
        self.bytes_per_request = result["bytes"] / max(self.requests, 1)

    def record(self):
        return {name: round(value, 4) for name, value in vars(self).items()}


def wrk(server, path, seconds, connections, core, script="report", gzip=False, paths=None, status=200):
    """`status`: 404 where each request is for what there is not; wrk only tells whether an answer is a success."""
    command = ["taskset", "-c", str(core), "wrk", "-t", "1", "-c", str(connections), "-d", f"{seconds}s", "--timeout", "10s",
               "-H", f"User-Agent: {USER_AGENT}"]
    if gzip:
        command += ["-H", "Accept-Encoding: gzip"]
    command += ["-s", str(LUA / f"{script}.lua"), f"http://127.0.0.1:{server.port}{path}"]
    environment = {**os.environ, "BENCH_LUA": str(LUA), "BENCH_PATHS": str(paths or "")}
    before = server.cpu_seconds()
    output = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout
    cpu_seconds = server.cpu_seconds() - before
    lines = [line for line in output.splitlines() if line.startswith("RESULT ")]
    if not lines:
        raise SystemExit(f"wrk gave no result:\n{output}")
    result = json.loads(lines[-1].removeprefix("RESULT "))
    if status == 404:
        result["status"] = result["requests"] - result["status"]
    failures = {kind: result[kind] for kind in ("connect", "read", "write", "status", "timeout") if result[kind]}
    if failures:
        raise SystemExit(f"{path} on port {server.port}: failed requests {failures} of {result['requests']}; nothing can be said")
    return Run(result, cpu_seconds)


def median(runs, what):
    return statistics.median(getattr(run, what) for run in runs)
