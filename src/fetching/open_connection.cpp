// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetching/open_connection.hpp"

#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <vector>

#include "fetching/limits.hpp"
#include "fetching/public_address.hpp"

namespace stoppress::fetching {
namespace {

using SteadyClock = std::chrono::steady_clock;

struct FreeAddresses {
    void operator()(addrinfo* list) const { ::freeaddrinfo(list); }
};

int milliseconds_until(SteadyClock::time_point latest) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(latest - SteadyClock::now()).count();
    return static_cast<int>(std::max<std::int64_t>(left, 0));
}

/// The socket, or -1.
int connect_to(const addrinfo& address, SteadyClock::time_point latest) {
    const int socket = ::socket(address.ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, IPPROTO_TCP);
    if (socket < 0) {
        return -1;
    }
    if (::connect(socket, address.ai_addr, address.ai_addrlen) == 0) {
        return socket;
    }
    if (errno == EINPROGRESS) {
        pollfd waiting{socket, POLLOUT, 0};
        int failed = 0;
        socklen_t size = sizeof failed;
        if (::poll(&waiting, 1, milliseconds_until(latest)) == 1 && ::getsockopt(socket, SOL_SOCKET, SO_ERROR, &failed, &size) == 0 &&
            failed == 0) {
            return socket;
        }
    }
    ::close(socket);
    return -1;
}

std::string text_of(const addrinfo& address) {
    std::array<char, NI_MAXHOST> text{};
    const int failed = ::getnameinfo(address.ai_addr, address.ai_addrlen, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST);
    return failed == 0 ? std::string(text.data()) : std::string();
}

}  // namespace

OpenedConnection open_connection(const Target& target, SteadyClock::time_point latest) {
    addrinfo wanted{};
    wanted.ai_family = AF_UNSPEC;
    wanted.ai_socktype = SOCK_STREAM;
    wanted.ai_flags = AI_NUMERICSERV;
    addrinfo* list = nullptr;
    const int failed = ::getaddrinfo(target.host.c_str(), std::to_string(target.port).c_str(), &wanted, &list);
    const std::unique_ptr<addrinfo, FreeAddresses> addresses(list);
    if (failed != 0 || list == nullptr) {
        return {.verdict = failed == EAI_AGAIN || failed == EAI_SYSTEM ? Verdict::unreachable : Verdict::no_such_host};
    }
    std::vector<const addrinfo*> found;
    for (const addrinfo* next = list; next != nullptr; next = next->ai_next) {
        const auto ip = ip_of(*next->ai_addr);
        if (!ip || (!target.may_be_private && !is_public(*ip))) {
            return {.verdict = Verdict::not_public};
        }
        if (found.size() < kMaxTriedAddresses) {
            found.push_back(next);
        }
    }
    OpenedConnection opened{.verdict = Verdict::unreachable};
    for (std::size_t i = 0; i < found.size() && opened.socket < 0; ++i) {
        // One that does not answer leaves time for the others.
        const auto share = std::chrono::milliseconds(milliseconds_until(latest)) / static_cast<int>(found.size() - i);
        opened.socket = connect_to(*found[i], std::min(latest, SteadyClock::now() + share));
        opened.address = text_of(*found[i]);
    }
    if (opened.socket < 0 && milliseconds_until(latest) == 0) {
        opened.verdict = Verdict::too_slow;
    }
    return opened;
}

}  // namespace stoppress::fetching
