# SPDX-License-Identifier: GPL-3.0-or-later
"""System calls of the program that fail, do nothing, or kill it, by strace."""
import contextlib
import functools
import os
import signal
import subprocess

from fault import Skip, need


@functools.lru_cache
def need_strace():
    need("strace")
    done = subprocess.run(["strace", "-qq", "-o", "/dev/null", "true"], capture_output=True, text=True)
    if done.returncode != 0:
        raise Skip(f"strace may not trace here: {done.stderr.strip()[:120]}")


def wrapper(calls, what, log="/dev/null"):
    """A command that is given the program's. `what`: "error=EIO", "retval=0", "signal=KILL", with ":when=3" for the third of a thread."""
    need_strace()
    # A filter in the kernel keeps other calls fast; strace 6.1 sends no signals then.
    fast = [] if what and "signal" in what else ["--seccomp-bpf"]
    return ["strace", "-f", "-q", *fast, "-o", log, "-e", f"trace={calls}", *(["-e", f"inject={calls}:{what}"] if what else [])]


def terminate(tracer):
    """SIGTERM for the program below a wrapper; strace itself would let go of it."""
    with open(f"/proc/{tracer.pid}/task/{tracer.pid}/children", encoding="ascii") as children:
        for pid in children.read().split():
            os.kill(int(pid), signal.SIGTERM)


@contextlib.contextmanager
def injected(process, calls, what):
    """In a program that runs, for as long as the with statement lasts."""
    need_strace()
    tracer = subprocess.Popen(["strace", "-f", "-p", str(process.pid), "-o", "/dev/null", "-e", f"trace={calls}", "-e", f"inject={calls}:{what}"],
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    line = tracer.stderr.readline()  # "strace: Process 7 attached with 9 threads"
    if "attached" not in line:
        tracer.kill()
        tracer.wait()
        raise Skip(f"strace cannot attach: {line.strip()}")
    try:
        yield
    finally:
        tracer.send_signal(signal.SIGINT)
        try:
            tracer.communicate(timeout=5)
        except subprocess.TimeoutExpired:  # it may miss that the program was killed
            tracer.kill()
            tracer.communicate()
