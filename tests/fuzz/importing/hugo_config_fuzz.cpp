// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as the configuration of a Hugo site, with addresses, globs of mounts and patterns of ignoreFiles made from it. No crash, no hang.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "importing/hugo/addresses/permalinks.hpp"
#include "importing/hugo/site/path_patterns.hpp"
#include "importing/hugo/site/site_config.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stoppress::importing;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const ReadValue& read : {read_toml(text), read_yaml(text), read_json(text)}) {
        const auto* value = std::get_if<Value>(&read);
        if (value == nullptr) {
            continue;
        }
        const auto config = hugo::site_config_of(merged(*value, *value));
        const auto path = hugo::place("news/a-story.md", false, config.languages.size() - 1, config);
        const std::optional<hugo::WrittenDate> date;
        static_cast<void>(hugo::address_of({path, "A title", "", "", date}, config, {}));
        for (const hugo::MountRule& mount : config.mounts) {
            if (auto globs = hugo::PathPatterns::globs(mount.exclude_files, "excludeFiles")) {
                static_cast<void>(globs->match("/news/a-story.md"));
            }
        }
        if (auto patterns = hugo::PathPatterns::expressions(config.ignore_files, "ignoreFiles")) {
            static_cast<void>(patterns->match("/srv/site/content/news/a-story.md"));
        }
    }
    return 0;
}
