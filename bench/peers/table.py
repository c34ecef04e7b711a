# SPDX-License-Identifier: GPL-3.0-or-later
"""The one table of all peers, in Markdown."""


def figure(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def seconds(value):
    return f"{value:.1f} s" if value >= 1 else f"{value * 1000:.0f} ms"


def views(record, counts):
    if "counted" not in record["views"]:
        return counts
    sent = record["views"]["sent"]
    return f"{sent:,} of {sent:,}, and {record['views']['counted'] - sent} under way at an end"


ROWS = (
    ("hot page: requests/s", lambda record: figure(record["medians"]["hot_rate"])),
    ("hot page: p99 ms", lambda record: figure(record["medians"]["hot_p99_ms"])),
    ("hot page: CPU µs/request", lambda record: figure(record["medians"]["hot_cpu_us"])),
    ("hot page: of its core's time, the peer had", lambda record: f"{record['medians']['hot_busy']:.0%}"),
    ("one reader alone: median ms", lambda record: figure(record["medians"]["alone_p50_ms"])),
    ("all pages in turn: requests/s", lambda record: figure(record["medians"]["many_rate"])),
    ("all pages in turn: p99 ms", lambda record: figure(record["medians"]["many_p99_ms"])),
    ("memory after the load (PSS), MB", lambda record: figure(record["memory"]["pss"] / 1e6)),
    ("published until seen on another page, median", lambda record: seconds(record["medians"]["publish_s"])),
    ("the same, worst", lambda record: seconds(record["medians"]["publish_worst_s"])),
    ("views counted of views sent", lambda record: views(record, record["counts"])),
    ("page, kB as sent", lambda record: figure(record["page_bytes"] / 1e3)),
)


def markdown(peers):
    """peers: a record by name."""
    lines = ["| | " + " | ".join(peers) + " |", "| --- |" + " ---: |" * len(peers)]
    lines += [f"| {what} | " + " | ".join(cell(record) for record in peers.values()) + " |" for what, cell in ROWS]
    return "\n".join(lines)
