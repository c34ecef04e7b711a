// SPDX-License-Identifier: GPL-3.0-or-later
// The settings as they hold now: what file, environment and flags say, and over their defaults what the newsroom has set.
// Flow:   store (setting) -> Live -> desk -> every page; newsroom
// Thread: any. What is handed out is immutable.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "settings/load.hpp"
#include "settings/value.hpp"

namespace stoppress::settings {

/// What the newsroom has set: key -> stored_text().
using Kept = std::map<std::string, std::string, std::less<>>;

/// What Origin::from says of a setting that the newsroom has set.
inline constexpr const char* kNewsroom = "newsroom";

class Live {
public:
    explicit Live(Loaded loaded);

    /// What holds now. Never null.
    [[nodiscard]] std::shared_ptr<const Settings> current() const;
    /// From now on current() is `settings`.
    void adopt(std::shared_ptr<const Settings> settings);

    /// What holds where the newsroom has set `kept`. Of it only what file, environment and flags leave at its default counts, and what
    /// the table's rules allow: another node, or an older version, may have had others.
    [[nodiscard]] std::shared_ptr<const Settings> with(const Kept& kept) const;
    /// Every setting as it holds with `kept`, in the order of the file.
    [[nodiscard]] std::vector<Origin> origins(const Kept& kept) const;

    /// Where `key` is set besides the newsroom; empty where it is not.
    [[nodiscard]] std::string fixed_by(std::string_view key) const;

    /// What to keep for `key` where the newsroom sets it to `found`. `not_found` where there is no such setting, `conflict` where the
    /// newsroom cannot set it, `invalid` with field /value where the rules do not allow it.
    [[nodiscard]] base::Result<std::string> check(std::string_view key, Found found) const;

private:
    [[nodiscard]] bool takes(const Setting& setting, Settings& settings, const Kept& kept) const;

    const Loaded loaded_;
    mutable std::mutex mutex_;
    std::shared_ptr<const Settings> current_;  // under mutex_
};

}  // namespace stoppress::settings
