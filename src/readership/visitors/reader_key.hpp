// SPDX-License-Identifier: GPL-3.0-or-later
// Identifies a reader for half an hour: keyed hashes under secrets that are in memory only and change daily.
// Flow:   Visitor -> address_bytes, UserAgentHash -> View -> DailySalt -> RepeatWindow
// Thread: UserAgentHash any, immutable; DailySalt the counting thread.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "base/time/time.hpp"
#include "readership/view.hpp"

namespace stoppress::readership {

/// Parses an address; any other text is hashed, so that two different texts stay two readers.
[[nodiscard]] AddressBytes address_bytes(std::string_view address);

using SecretKey = std::array<unsigned char, 16>;

/// Hashes user agents with a key of this process.
class UserAgentHash {
public:
    UserAgentHash();
    [[nodiscard]] std::uint64_t operator()(std::string_view user_agent) const;

private:
    SecretKey key_;
};

/// Makes one number of (reader, story). The salt changes daily (UTC); yesterday's is kept while repeats may still have
/// to be recognised by it.
class DailySalt {
public:
    explicit DailySalt(std::chrono::seconds keep);
    DailySalt(const DailySalt&) = delete;
    DailySalt& operator=(const DailySalt&) = delete;
    DailySalt(DailySalt&&) = delete;
    DailySalt& operator=(DailySalt&&) = delete;
    /// Overwrites the salts.
    ~DailySalt();

    /// Call it before keys are made for `now`.
    void set_time(base::Time now);
    [[nodiscard]] std::uint64_t key(const View& view) const;
    /// The key with yesterday's salt, in the first minutes of a day.
    [[nodiscard]] std::optional<std::uint64_t> former_key(const View& view) const;

private:
    std::chrono::seconds keep_;
    std::int64_t day_ = -1;
    base::Time changed_at_;
    SecretKey salt_{};
    std::optional<SecretKey> former_;
};

}  // namespace stoppress::readership
