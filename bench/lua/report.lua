-- SPDX-License-Identifier: GPL-3.0-or-later
-- Ends every run with one line of JSON, and says no more. wrk calls done() once, after the last thread.
function done(summary, latency, requests)
    io.write(string.format(
        'RESULT {"requests":%d,"microseconds":%d,"bytes":%d,"p50":%d,"p99":%d,"connect":%d,"read":%d,"write":%d,"status":%d,"timeout":%d}\n',
        summary.requests, summary.duration, summary.bytes, latency:percentile(50.0), latency:percentile(99.0),
        summary.errors.connect, summary.errors.read, summary.errors.write, summary.errors.status, summary.errors.timeout))
end
