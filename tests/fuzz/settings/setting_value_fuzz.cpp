// SPDX-License-Identifier: GPL-3.0-or-later
// Any text as the value of each setting, from a flag and from the newsroom: what is taken is stored in a form that gives the
// same value again.
#include <cstddef>
#include <cstdint>

#include "require.hpp"
#include "settings/load.hpp"
#include "settings/value.hpp"

namespace {

using namespace stoppress::settings;

/// As the newsroom sends it.
Found found_in(const Setting& setting, std::string_view text) {
    Found found;
    found.text = text;
    found.shown = in_quotes(cut(found.text));
    if (std::holds_alternative<List>(setting.value)) {
        found.shape = Found::Shape::texts;
        for (std::size_t at = 0; at <= text.size();) {
            const std::size_t end = std::min(text.find(';', at), text.size());
            found.texts.emplace_back(text.substr(at, end - at));
            at = end + 1;
        }
    } else if (std::holds_alternative<Number>(setting.value)) {
        return found_in_text(setting, found.text);
    } else {
        found.shape = Found::Shape::text;
    }
    return found;
}

void check(const Setting& setting, Found found) {
    Settings settings;
    if (const auto wrong = set(setting, settings, std::move(found))) {
        fuzz::require(!wrong->empty());
        return;
    }
    const std::string stored = stored_text(setting, settings);
    Settings again;
    fuzz::require(!set(setting, again, found_in_store(setting, stored)));
    fuzz::require(stored_text(setting, again) == stored);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const auto all = table();
    const Setting& setting = all[data[0] % all.size()];
    const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
    check(setting, found_in_text(setting, text));
    check(setting, found_in(setting, text));
    static_cast<void>(wrong_with(std::string(setting.key), text));
    return 0;
}
