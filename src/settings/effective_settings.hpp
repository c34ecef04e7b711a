// SPDX-License-Identifier: GPL-3.0-or-later
// The settings in effect: values from the file, the environment and flags; where those leave a default, the newsroom's.
// Flow:   store (setting) -> EffectiveSettings -> desk -> every page; newsroom
// Thread: any. The Settings objects it returns are immutable.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/threads/mutex.hpp"
#include "settings/load.hpp"
#include "settings/value.hpp"

namespace stoppress::settings {

/// What the newsroom has set: key -> stored_text().
using Kept = std::map<std::string, std::string, std::less<>>;

/// Origin::from of a setting that the newsroom has set.
inline constexpr const char* kNewsroom = "newsroom";

/// `loaded` with those settings of `kept` that take effect at a start, where nothing else sets them. Values that the table's rules
/// do not allow are ignored.
[[nodiscard]] Loaded with_newsroom_at_start(Loaded loaded, const Kept& kept);

class EffectiveSettings {
public:
    explicit EffectiveSettings(Loaded loaded);

    /// The settings in effect. Never null.
    [[nodiscard]] std::shared_ptr<const Settings> current() const;
    /// Makes `settings` the result of current().
    void adopt(std::shared_ptr<const Settings> settings);

    /// The settings in effect if the newsroom has set `kept`. Entries are ignored if the file, the environment or a
    /// flag sets the key, or if the table's rules do not allow the value: another node, or an older version, may have
    /// had other rules.
    [[nodiscard]] std::shared_ptr<const Settings> with(const Kept& kept) const;
    /// Every setting and its source, given `kept`, in the order of the file.
    [[nodiscard]] std::vector<Origin> origins(const Kept& kept) const;

    /// The value (stored_text()) that the setting will have after the next start, if that differs from now: it takes effect then, and
    /// the newsroom has changed it since.
    [[nodiscard]] std::optional<std::string> after_start(std::string_view key, const Kept& kept) const;

    /// The source that sets `key`, other than the newsroom; empty if there is none.
    [[nodiscard]] std::string fixed_by(std::string_view key) const;

    /// Checks the value `found` for `key` and returns what to store. Fails with `not_found` if there is no such
    /// setting, `conflict` if the newsroom cannot set it, `invalid` with field /value if the rules do not allow it.
    [[nodiscard]] base::Result<std::string> check(std::string_view key, Found found) const;

private:
    [[nodiscard]] bool accepts(const Setting& setting, Settings& settings, const Kept& kept) const;

    const Loaded loaded_;
    mutable base::Mutex mutex_;
    std::shared_ptr<const Settings> current_ GUARDED_BY(mutex_);
};

}  // namespace stoppress::settings
