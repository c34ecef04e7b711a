// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/server/server.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <charconv>
#include <future>
#include <thread>

#include "base/threads/mutex.hpp"
#include "http/server/listen.hpp"
#include "http/server/loop_service.hpp"
#include "http/server/setup.hpp"

namespace stoppress::http {
namespace {

using boost::asio::ip::tcp;

/// Time after Limits::shutdown until stop() no longer waits for loops that do not respond.
constexpr std::chrono::seconds kStopPatience{5};
constexpr std::chrono::milliseconds kLookAgain{1};

base::Result<tcp::endpoint> parse_listen(const std::string& text) {
    const base::Error refused = base::fail(
        base::ErrorCode::invalid, "\"" + text + "\" is not a valid listen address; examples: 127.0.0.1:8080, [::1]:8080, 0.0.0.0:80.");
    const std::size_t colon = text.rfind(':');
    if (colon == std::string::npos) {
        return refused;
    }
    std::string host = text.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) {
        host = host.substr(1, host.size() - 2);
    } else if (host.contains(':')) {
        return refused;
    }
    if (host == "localhost") {
        host = "127.0.0.1";
    } else if (host.empty() || host == "*") {
        host = "0.0.0.0";
    }
    const std::string_view digits = std::string_view(text).substr(colon + 1);
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    const std::optional<AddressBytes> bytes = parse_address(host);
    if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size() || !bytes) {
        return refused;
    }
    return tcp::endpoint(boost::asio::ip::make_address(host), port);
}

/// Raises the process's limit on descriptors as far as allowed, and reduces the number of connections to fit.
std::size_t fit_connections(std::size_t wanted) {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) {
        return wanted;
    }
    const rlim_t needed = wanted + kReservedDescriptors;
    if (limit.rlim_cur < needed && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = std::min(needed, limit.rlim_max);
        static_cast<void>(setrlimit(RLIMIT_NOFILE, &limit));
        static_cast<void>(getrlimit(RLIMIT_NOFILE, &limit));
    }
    const rlim_t room = limit.rlim_cur > 2 * kReservedDescriptors ? limit.rlim_cur - kReservedDescriptors : limit.rlim_cur / 2;
    return std::min<std::size_t>(wanted, room);
}

base::Result<std::shared_ptr<const TlsContext>> load_tls(const std::string& certificate, const std::string& key) {
    TRY(auto context, TlsContext::load(certificate, key));
    return std::make_shared<const TlsContext>(std::move(context));
}

}  // namespace

class Server::Impl {
public:
    Impl(Loops& loops, std::shared_ptr<Setup> setup, std::string certificate, std::string key)
        : loops_(loops), setup_(std::move(setup)), certificate_(std::move(certificate)), key_(std::move(key)) {}

    base::Result<void> listen(tcp::endpoint endpoint) {
        std::shared_ptr<LoopService> newsroom;
        if (loops_.accepting() < loops_.count()) {
            auto& context = loops_.context(loops_.accepting());
            newsroom = std::make_shared<LoopService>(setup_, context, Acceptor(context.get_executor()), loops_.accepting(), nullptr);
        }
        // The first socket reserves the port for this server; the other loops' sockets then share it.
        for (std::size_t loop = 0; loop < loops_.accepting(); ++loop) {
            TRY(Acceptor acceptor, listen_on(loops_.context(loop), endpoint, loop == 0 ? Port::alone : Port::beside_ours));
            endpoint = acceptor.local_endpoint();
            services_.push_back(std::make_shared<LoopService>(setup_, loops_.context(loop), std::move(acceptor), loop, newsroom));
        }
        if (newsroom) {
            services_.push_back(std::move(newsroom));
        }
        port_ = endpoint.port();
        address_ = (setup_->tls ? "https://" : "http://") + endpoint_text(endpoint) + "/";
        return {};
    }

    void start() {
        started_ = true;
        for (std::size_t loop = 0; loop < services_.size(); ++loop) {
            loops_.post(loop, [service = services_[loop]] { service->start(); });
        }
    }

    void stop() {
        if (!std::exchange(started_, false)) {
            return;
        }
        // A connection that is moving between loops is in neither one's list, so wait until it has arrived.
        setup_->moves.stop();
        for (auto waited = std::chrono::milliseconds{0}; setup_->moves.any() && waited < kStopPatience; waited += kLookAgain) {
            std::this_thread::sleep_for(kLookAgain);
        }
        // Shared, because a loop that responds too late must not find this object destroyed.
        struct Waiting {
            explicit Waiting(std::size_t count) : left(count) {}
            base::Mutex mutex;
            base::Condition changed;
            std::size_t left GUARDED_BY(mutex);
        };
        auto waiting = std::make_shared<Waiting>(services_.size());
        for (std::size_t loop = 0; loop < services_.size(); ++loop) {
            loops_.post(loop, [service = services_[loop], waiting] {
                service->drain([waiting] {
                    const base::Lock lock(waiting->mutex);
                    --waiting->left;
                    waiting->changed.notify_all();
                });
            });
        }
        base::Lock lock(waiting->mutex);
        waiting->changed.wait_for(lock, setup_->limits.shutdown + kStopPatience,
                                  [&waiting]() REQUIRES(waiting->mutex) { return waiting->left == 0; });
    }

    [[nodiscard]] bool has_tls() const { return setup_->tls != nullptr; }

    base::Result<void> renew_tls() {
        if (!has_tls()) {
            return {};
        }
        TRY(const auto tls, load_tls(certificate_, key_));
        std::promise<void> renewed;
        loops_.post_to_all([this, tls](std::size_t loop) { services_[loop]->renew_tls(tls); }, [&renewed] { renewed.set_value(); });
        renewed.get_future().wait();
        return {};
    }

    [[nodiscard]] Totals totals() const {
        Totals totals;
        for (const auto& service : services_) {
            service->counters().add_to(totals);
        }
        return totals;
    }

    [[nodiscard]] const std::string& address() const { return address_; }
    [[nodiscard]] std::uint16_t port() const { return port_; }

private:
    Loops& loops_;
    std::shared_ptr<Setup> setup_;
    const std::string certificate_;
    const std::string key_;
    std::vector<std::shared_ptr<LoopService>> services_;
    std::string address_;
    std::uint16_t port_ = 0;
    bool started_ = false;
};

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Server::~Server() {
    impl_->stop();
}

base::Result<std::unique_ptr<Server>> Server::create(Loops& loops, ServerOptions options, Handler& handler) {
    TRY(const tcp::endpoint endpoint, parse_listen(options.listen));
    TRY(HostList hosts, HostList::parse(options.hosts));
    TRY(Networks trusted, Networks::parse(options.trusted_proxies));
    std::shared_ptr<const TlsContext> tls;
    if (options.tls_certificate.empty() != options.tls_key.empty()) {
        return base::fail(base::ErrorCode::invalid, "TLS requires both a certificate and a key.");
    }
    if (!options.tls_certificate.empty()) {
        TRY(tls, load_tls(options.tls_certificate, options.tls_key));
    }
    options.limits.connections = fit_connections(options.limits.connections);
    auto setup = std::make_shared<Setup>(options, handler, std::move(hosts), std::move(trusted), std::move(tls));
    auto impl = std::make_unique<Impl>(loops, std::move(setup), options.tls_certificate, options.tls_key);
    TRY_VOID(impl->listen(endpoint));
    return std::make_unique<Server>(std::move(impl));
}

const std::string& Server::address() const {
    return impl_->address();
}
std::uint16_t Server::port() const {
    return impl_->port();
}
void Server::start() {
    impl_->start();
}
void Server::stop() {
    impl_->stop();
}
bool Server::has_tls() const {
    return impl_->has_tls();
}
base::Result<void> Server::renew_tls() {
    return impl_->renew_tls();
}
Totals Server::totals() const {
    return impl_->totals();
}

}  // namespace stoppress::http
