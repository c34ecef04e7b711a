// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/server/metrics.hpp"

namespace stoppress::http {

std::string_view reason_name(RefusalReason reason) {
    switch (reason) {
        case RefusalReason::malformed:
            return "malformed";
        case RefusalReason::host:
            return "host";
        case RefusalReason::wrong_host:
            return "wrong_host";
        case RefusalReason::transfer_encoding:
            return "transfer_encoding";
        case RefusalReason::content_length:
            return "content_length";
        case RefusalReason::too_large:
            return "too_large";
        case RefusalReason::target_too_long:
            return "target_too_long";
        case RefusalReason::head_too_large:
            return "head_too_large";
        case RefusalReason::expectation:
            return "expectation";
        case RefusalReason::method:
            return "method";
        case RefusalReason::version:
            return "version";
        case RefusalReason::path:
            return "path";
        case RefusalReason::busy:
            return "busy";
        case RefusalReason::timeout:
            return "timeout";
        case RefusalReason::count:
            break;
    }
    return "";
}

void Counters::add_to(Totals& totals) const {
    totals.requests += requests.get();
    for (std::size_t i = 0; i < responses.size(); ++i) {
        totals.responses[i] += responses[i].get();
    }
    totals.bytes_sent += bytes_sent.get();
    totals.connections_accepted += connections_accepted.get();
    totals.connections_refused += connections_refused.get();
    totals.connections_open += connections_open.get();
    for (std::size_t i = 0; i < refusals.size(); ++i) {
        totals.refusals[i] += refusals[i].get();
    }
}

}  // namespace stoppress::http
