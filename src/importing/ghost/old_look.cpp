// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/ghost/old_look.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace stoppress::importing::ghost {
namespace {

/// As the newsroom asks of an icon: the shorter side has nine tenths of the longer one.
bool is_square(const TakenPicture& picture) {
    const auto [shorter, longer] = std::minmax(picture.width, picture.height);
    return std::uint64_t{10} * shorter >= std::uint64_t{9} * longer;
}

/// Why the file cannot stand there; empty: it can.
std::string unfit(const FolderMedium& medium, std::string_view key) {
    if (!medium.taken.has_value()) {
        return medium.refused.empty() ? medium.skipped : medium.refused;
    }
    if (medium.taken->width == 0) {
        return "it is no picture";
    }
    return key == "site.icon" && !is_square(*medium.taken) ? "an icon has to be square" : "";
}

}  // namespace

void take_look(const SiteIndex& index, const OldAddresses& addresses, const OldFiles& files, const ImportRun& run, Delivery& delivery) {
    for (const auto& [key, address] : {std::pair("site.logo", &index.logo), std::pair("site.icon", &index.icon)}) {
        const SettingsHere& here = run.options.here;
        if (address->empty() || !here.value(key).empty() || !here.to_store(key, "").has_value()) {
            continue;  // it has none, or this site is in use or has its own
        }
        const auto path = addresses.path_of(*address);
        const std::string place = path.has_value() ? OldFiles::place_of(*path) : std::string();
        const auto used = place.empty() ? std::nullopt : files.take(place, addresses.folder());
        if (!used.has_value()) {
            run.report.note(key, {0, fmt::format("not imported, because its file is not among the imported files: {:?}", *address)});
            continue;
        }
        if (const std::string why = unfit(*used->medium, key); !why.empty() && !used->medium->failed.has_value()) {
            run.report.note(key, {0, fmt::format("not imported: {}: {:?}", why, *address)});
            continue;
        }
        delivery.file(*used);
        const auto& taken = used->medium->taken;
        const auto stored = taken.has_value() ? here.to_store(key, taken->name.address()) : std::nullopt;
        if (stored.has_value()) {
            run.target.setting(key, *stored, fmt::format("{} = \"{}\"", key, *stored));
        }
    }
}

}  // namespace stoppress::importing::ghost
