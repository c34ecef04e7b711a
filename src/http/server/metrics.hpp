// SPDX-License-Identifier: GPL-3.0-or-later
// The server's counters, for /metrics. Each loop writes its own; readers add them up.
// Thread: Counters are written by their loop and read by any; Totals is plain data.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace stoppress::http {

/// Why a request was refused before routing.
enum class RefusalReason : std::uint8_t {
    malformed,          ///< 400
    host,               ///< 400: no, several or an invalid Host
    wrong_host,         ///< 421
    transfer_encoding,  ///< 411
    content_length,     ///< 400
    too_large,          ///< 413
    target_too_long,    ///< 414
    head_too_large,     ///< 431
    expectation,        ///< 417
    method,             ///< 405 or 501
    version,            ///< 505
    path,               ///< 400 or 404: not canonical
    timeout,            ///< 408
    busy,               ///< 503: no memory for the body just now
    count               ///< the number of reasons
};
[[nodiscard]] std::string_view reason_name(RefusalReason reason);

inline constexpr std::size_t kRefusalReasons = static_cast<std::size_t>(RefusalReason::count);

/// Sums since the start of the program.
struct Totals {
    std::uint64_t requests = 0;
    std::array<std::uint64_t, 6> responses{};  ///< by class: [2] counts 2xx
    std::uint64_t bytes_sent = 0;
    std::uint64_t connections_accepted = 0;
    std::uint64_t connections_refused = 0;  ///< over a limit, or out of descriptors
    std::uint64_t connections_open = 0;
    std::array<std::uint64_t, kRefusalReasons> refusals{};
};

/// One loop's counters: only the loop writes them, any thread may read them.
class Counters {
public:
    class Counter {
    public:
        void add(std::uint64_t amount) { value_.store(value_.load(std::memory_order_relaxed) + amount, std::memory_order_relaxed); }
        void subtract(std::uint64_t amount) { value_.store(value_.load(std::memory_order_relaxed) - amount, std::memory_order_relaxed); }
        [[nodiscard]] std::uint64_t get() const { return value_.load(std::memory_order_relaxed); }

    private:
        std::atomic<std::uint64_t> value_{0};
    };

    Counter requests;
    std::array<Counter, 6> responses;
    Counter bytes_sent;
    Counter connections_accepted;
    Counter connections_refused;
    Counter connections_open;
    std::array<Counter, kRefusalReasons> refusals;

    void add_to(Totals& totals) const;
};

}  // namespace stoppress::http
