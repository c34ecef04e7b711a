// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as stoppress.toml: valid settings, written back as TOML, are read as the same settings.
#include <cstddef>
#include <cstdint>

#include "require.hpp"
#include "settings/folder.hpp"
#include "settings/load.hpp"
#include "settings/value.hpp"
#include "temporary_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stoppress::settings;
    static const fuzz::TemporaryFile file(kSettingsFile);
    file.write({reinterpret_cast<const char*>(data), size});
    const auto loaded = load(file.folder(), {}, {});
    if (!loaded.has_value()) {
        fuzz::require(!loaded.error().message.empty());
        return 0;
    }
    std::string written;
    for (const auto& setting : table()) {
        written += std::string(setting.key) + " = " + toml_value(setting, loaded->settings) + "\n";
    }
    file.write(written);
    const auto again = load(file.folder(), {}, {});
    fuzz::require(again.has_value());
    for (const auto& setting : table()) {
        fuzz::require(toml_value(setting, again->settings) == toml_value(setting, loaded->settings));
    }
    return 0;
}
