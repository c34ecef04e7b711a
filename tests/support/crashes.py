# SPDX-License-Identifier: GPL-3.0-or-later
"""What crash tests share: a client that goes on through crashes, and the killing at moments spread over the work."""
import http.client
import threading
import time

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"


class Connection:
    """One kept-alive connection that is opened anew after every failure. None stands for a request that got no whole answer."""

    def __init__(self, site):
        self._site = site
        self._connection = None

    def request(self, method, path, body=None, headers=None):
        self.send(method, path, body, headers)
        return self.answer()

    def send(self, method, path, body=None, headers=None):
        """The first half of request(), so that one thread can wait for several connections at once."""
        try:
            if self._connection is None:
                self._connection = http.client.HTTPConnection(self._site.host, self._site.port, timeout=30)
            self._connection.request(method, path, body=body, headers={"User-Agent": BROWSER, **(headers or {})})
        except (OSError, http.client.HTTPException):
            self.close()

    def answer(self):
        if self._connection is None:
            return None
        try:
            response = self._connection.getresponse()
            content = response.read()
            if response.headers.get("Connection", "").lower() == "close":
                self.close()
            return response.status, content
        except (OSError, http.client.HTTPException):
            self.close()
            return None

    def close(self):
        if self._connection is not None:
            self._connection.close()
            self._connection = None


class Crasher:
    """Kills the program and starts it on the same port again; clients wait in through() while it is down."""

    def __init__(self, site):
        self._site = site
        self._up = threading.Event()
        self._up.set()

    def through(self, seconds=120):
        if not self._up.wait(seconds):
            raise AssertionError("the program did not come back")

    def crash(self):
        self._up.clear()
        self._site.kill()
        self._site.start(port=self._site.port)
        self._up.set()


def in_threads(count, work):
    """Runs work(number) in `count` threads to their end; raises what any of them raised."""
    failures = []

    def run(number):
        try:
            work(number)
        except BaseException as failure:  # handed to the main thread
            failures.append(failure)

    threads = [threading.Thread(target=run, args=(number,), daemon=True) for number in range(count)]
    for thread in threads:
        thread.start()
    return threads, failures


def finish(threads, failures, seconds=240):
    end = time.monotonic() + seconds
    for thread in threads:
        thread.join(max(0.1, end - time.monotonic()))
        if thread.is_alive():
            raise AssertionError("a client hangs")
    if failures:
        raise failures[0]
