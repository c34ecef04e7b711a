// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/hugo/published_files.hpp"

#include <algorithm>

#include "importing/hugo/addresses/permalinks.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::hugo {
void PublishedFiles::add_bundle(std::string folder, std::size_t language, std::string address, bool shown) {
    bundles_[std::move(folder)].push_back({language, std::move(address), shown});
}

void PublishedFiles::add(const SourceFile& file, bool hidden) {
    files_.emplace(file.name, hidden);
    for (std::string& address : addresses_of(of(file).file, file.file, false)) {
        places_.try_emplace(std::move(address), Place{file.file, file.language});
    }
}

std::vector<std::string> PublishedFiles::addresses_of(const SiteFile& file, std::string_view place, bool shown_only) const {
    std::vector<std::string> addresses;
    const auto add = [&addresses](const std::string& path) {
        if (auto canonical = canonical_path(path); canonical.has_value() && std::ranges::find(addresses, *canonical) == addresses.end()) {
            addresses.push_back(*std::move(canonical));
        }
    };
    for (std::size_t slash = place.rfind('/'); slash != std::string_view::npos && slash > 0; slash = place.rfind('/', slash - 1)) {
        const auto bundle = bundles_.find(std::string(place.substr(0, slash)));
        if (bundle == bundles_.end()) {
            continue;
        }
        for (const BundlePage& page : bundle->second) {
            // A language that has its own file at this place shows that one.
            const auto own = folders_.content_file(place, page.language);
            if ((page.shown || !shown_only) && !page.address.empty() && (!own.has_value() || own->shown == file.shown)) {
                add(bundle_address(page.address) + std::string(place.substr(slash)));
            }
        }
        return addresses;
    }
    const auto known = files_.find(file.shown);
    const bool hidden = known != files_.end() && known->second;
    if (!hidden || !shown_only) {
        add(config_.base_path + config_.language_prefix(file.language) + "/" + std::string(place));
    }
    return addresses;
}

std::optional<PublishedFiles::Found> PublishedFiles::in_content(std::string_view place, std::size_t language) const {
    auto file = folders_.content_file(place, language);
    // What was not added is a page, a link, or a file that Hugo does not read.
    if (!file.has_value() || !files_.contains(file->shown)) {
        return std::nullopt;
    }
    auto addresses = addresses_of(*file, place, true);
    return Found{*std::move(file), std::move(addresses)};
}

PublishedFiles::Found PublishedFiles::of(const SourceFile& source) const {
    const Mount& mount = folders_.content[source.mount];
    SiteFile file{mount.source, source.file.substr(mount.target.empty() ? 0 : std::min(source.file.size(), mount.target.size() + 1)),
                  source.name, mount.language};
    if (file.name.empty()) {
        file = {mount.source.parent_path(), mount.source.filename().string(), source.name, mount.language};
    }
    auto addresses = addresses_of(file, source.file, true);
    return {std::move(file), std::move(addresses)};
}

std::optional<PublishedFiles::Found> PublishedFiles::at(std::string_view given) const {
    const auto path = canonical_path(given);
    if (!path.has_value()) {
        return std::nullopt;
    }
    if (const auto known = places_.find(*path); known != places_.end()) {
        return in_content(known->second.place, known->second.language);
    }
    std::vector<std::string> below{*path};
    if (!config_.base_path.empty() && path->starts_with(config_.base_path + "/")) {
        below.insert(below.begin(), path->substr(config_.base_path.size()));
    }
    for (const std::string& one : below) {
        const std::string name = percent_decoded(std::string_view(one).substr(1));
        auto file = folders_.static_file(name);
        if (!file.has_value()) {
            file = folders_.asset_file(name);
        }
        if (file.has_value()) {
            auto address = canonical_path(config_.base_path + one);
            return Found{*std::move(file), address.has_value() ? std::vector{*std::move(address)} : std::vector<std::string>{}};
        }
    }
    return std::nullopt;
}

}  // namespace stoppress::importing::hugo
