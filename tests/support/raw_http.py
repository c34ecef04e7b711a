# SPDX-License-Identifier: GPL-3.0-or-later
"""Requests as bytes, well-formed or not, and a strict reading of whatever comes back."""
import socket
import time


class RawAnswer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    def __repr__(self):
        return f"<{self.status} {self.headers} {self.body[:120]!r}>"


class Exchange:
    """What a connection said until it ended or fell silent."""

    def __init__(self, answers, closed, rest, seconds):
        self.answers = answers   # complete answers, in order
        self.closed = closed     # the server ended the connection
        self.rest = rest         # bytes that are no answer
        self.seconds = seconds

    @property
    def statuses(self):
        return [answer.status for answer in self.answers]

    def __repr__(self):
        return f"<{self.answers} {'closed' if self.closed else 'open'} rest={self.rest[:120]!r}>"


def take_answer(data, method="GET"):
    """Takes the first answer off `data`: (answer or None, rest). Interim answers are answers too."""
    head, separator, rest = data.partition(b"\r\n\r\n")
    if not separator:
        return None, data
    lines = head.split(b"\r\n")
    words = lines[0].split(b" ", 2)
    if len(words) < 2 or words[0] not in (b"HTTP/1.1", b"HTTP/1.0") or not words[1].isdigit():
        return None, data
    status = int(words[1])
    headers = {}
    for line in lines[1:]:
        name, colon, value = line.partition(b":")
        if not colon or name.strip() != name:
            return None, data
        headers[name.decode("ascii").lower()] = value.strip().decode("latin-1")
    if status < 200 or status in (204, 304) or method == "HEAD":
        return RawAnswer(status, headers, b""), rest
    if "transfer-encoding" in headers:
        body = b""
        while True:
            size_line, separator, after = rest.partition(b"\r\n")
            if not separator:
                return None, data
            size = int(size_line.split(b";")[0], 16)
            if len(after) < size + 2:
                return None, data
            body, rest = body + after[:size], after[size + 2:]
            if size == 0:
                return RawAnswer(status, headers, body), rest
    if "content-length" not in headers:
        # Until the end of the connection.
        return RawAnswer(status, headers, rest), b""
    length = int(headers["content-length"])
    if len(rest) < length:
        return None, data
    return RawAnswer(status, headers, rest[:length]), rest[length:]


def exchange(host, port, *parts, pause=0.0, after=b"", wait=60.0, quiet=None, method="GET", half_close=False):
    """Sends the parts (bytes) with a pause between them, and the second only `after` the server has said that. Reads until the server ends
    the connection, or `wait` seconds are over, which is only a bound. With `quiet`, for connections that stay open, also until the server
    was silent for so many seconds after an answer. An answer that announces the end is waited for to the end."""
    start = time.monotonic()
    data = b""
    closed = False
    with socket.create_connection((host, port), timeout=wait) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            for index, part in enumerate(parts):
                if index:
                    time.sleep(pause)
                while index and after not in data:
                    received = connection.recv(65536)
                    if not received:
                        break
                    data += received
                connection.sendall(part)
            if half_close:
                connection.shutdown(socket.SHUT_WR)
        except OSError:
            # It was ended before all was said; what it answered is read all the same.
            pass
        while time.monotonic() - start < wait:
            connection.settimeout(quiet if quiet and data and b"connection: close\r\n" not in data.lower() else wait)
            try:
                received = connection.recv(65536)
            except socket.timeout:
                break
            except ConnectionResetError:
                closed = True
                break
            if not received:
                closed = True
                break
            data += received
    answers = []
    while data:
        answer, rest = take_answer(data, method)
        if answer is None:
            break
        answers.append(answer)
        data = rest
    return Exchange(answers, closed, data, time.monotonic() - start)
