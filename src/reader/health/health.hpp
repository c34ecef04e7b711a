// SPDX-License-Identifier: GPL-3.0-or-later
// /healthz, /readyz and /metrics: for those who watch over the server.
// Thread: any loop.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "http/client_address.hpp"
#include "http/handler.hpp"
#include "http/metrics.hpp"
#include "press/page_store.hpp"
#include "readership/readership.hpp"

namespace stoppress::reader {

/// What /metrics shows, gathered when it is asked for.
struct Measures {
    http::Totals http;
    readership::Readership::Totals views;
    press::PageStore::Size pages;
    base::ChangeNumber change = 0;
};

/// The text format of Prometheus.
[[nodiscard]] std::string metrics_text(const Measures& measures);

class Health {
public:
    using Measure = std::function<Measures()>;

    /// `metrics_from`: who may read /metrics besides loopback.
    Health(http::Networks metrics_from, Measure measure) : metrics_from_(std::move(metrics_from)), measure_(std::move(measure)) {}

    /// Nothing where the address is none of these.
    [[nodiscard]] std::optional<http::Response> try_answer(const http::Request& request) const;

private:
    http::Networks metrics_from_;
    Measure measure_;
};

}  // namespace stoppress::reader
