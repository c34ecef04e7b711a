// SPDX-License-Identifier: GPL-3.0-or-later
// /healthz, /readyz and /metrics, for monitoring.
// Thread: any loop.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "http/handler.hpp"
#include "http/server/client_address.hpp"
#include "http/server/metrics.hpp"
#include "press/page_store.hpp"
#include "readership/readership.hpp"

namespace stoppress::reader {

/// What prevents the server from working, a message per part; empty if it works.
struct Readiness {
    std::string store;     ///< nothing can be saved
    std::string pages;     ///< saved changes do not reach readers
    bool pictures = true;  ///< whether the last picture that had to be read could be read; does not affect the status of /readyz
};

/// The data of /metrics, collected for each request.
struct Measures {
    http::Totals http;
    readership::Readership::Totals views;
    press::PageStore::Size pages;
    std::size_t live_paths = 0;
    base::ChangeNumber change = 0;
    base::ChangeNumber search_change = 0;
    bool search_complete = false;
    /// Statements run for reading, per lane.
    struct Statements {
        std::uint64_t readers = 0;
        std::uint64_t newsroom = 0;
        std::uint64_t internal = 0;
    };
    Statements statements{};
    Readiness readiness;
};

/// Prometheus's text format.
[[nodiscard]] std::string metrics_text(const Measures& measures);

class Health {
public:
    using Measure = std::function<Measures()>;
    using Ready = std::function<Readiness()>;

    /// `metrics_from`: who may read /metrics besides loopback.
    Health(http::Networks metrics_from, Measure measure, Ready ready)
        : metrics_from_(std::move(metrics_from)), measure_(std::move(measure)), ready_(std::move(ready)) {}

    /// Nothing if the address is none of these.
    [[nodiscard]] std::optional<http::Response> try_answer(const http::Request& request) const;

private:
    http::Networks metrics_from_;
    Measure measure_;
    Ready ready_;
};

}  // namespace stoppress::reader
