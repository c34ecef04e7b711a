// SPDX-License-Identifier: GPL-3.0-or-later
// What all loops of one server share: its parsed options, its handler, and its limits on connections and bodies.
// Owner:  Server; every LoopService keeps it alive.
// Thread: any; immutable except for the admission and the body budget, which lock, and the moves, which are atomic.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/connection/admission.hpp"
#include "http/connection/body_budget.hpp"
#include "http/handler.hpp"
#include "http/limits.hpp"
#include "http/server/client_address.hpp"
#include "http/server/server.hpp"
#include "http/server/tls.hpp"

namespace stoppress::http {

/// The Hosts that are answered.
class HostList {
public:
    /// A name without a port matches with any port. Fails with `invalid` for a text that is not a Host.
    [[nodiscard]] static base::Result<HostList> parse(const std::vector<std::string>& texts);
    /// Always true if the list is empty.
    [[nodiscard]] bool contains(std::string_view host) const;

private:
    std::vector<std::string> hosts_;  ///< lower case
};

/// Counts connections that are moving between loops, when neither loop lists them. Any thread.
class Moves {
public:
    /// False once the server stops: the connection must stay on its loop.
    [[nodiscard]] bool begin() {
        under_way_.fetch_add(1);
        if (!stopped_.load()) {
            return true;
        }
        end();
        return false;
    }
    void end() { under_way_.fetch_sub(1); }
    /// No move begins after this.
    void stop() { stopped_.store(true); }
    [[nodiscard]] bool any() const { return under_way_.load() > 0; }

private:
    std::atomic<bool> stopped_{false};
    std::atomic<std::size_t> under_way_{0};
};

struct Setup {
    Setup(const ServerOptions& options, Handler& answering, HostList listed, Networks trusted, std::shared_ptr<const TlsContext> context)
        : limits(options.limits),
          handler(answering),
          hosts(std::move(listed)),
          trusted_proxies(trusted),
          tls(std::move(context)),
          on_error(options.on_error ? options.on_error : [](std::string_view) {}),
          admission(options.limits.connections, options.limits.connections_per_address, trusted),
          bodies(options.limits.body_bytes, options.limits.body_bytes_per_address, std::move(trusted)) {}

    const Limits limits;
    Handler& handler;
    const HostList hosts;
    const Networks trusted_proxies;
    const std::shared_ptr<const TlsContext> tls;  ///< for new connections of every loop at first; null: no TLS
    const std::function<void(std::string_view message)> on_error;
    Admission admission;
    BodyBudget bodies;
    Moves moves;
};

}  // namespace stoppress::http
