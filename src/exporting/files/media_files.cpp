// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/files/media_files.hpp"

#include <algorithm>
#include <optional>

#include "document/addresses/body_addresses.hpp"
#include "store/media/media_address.hpp"

namespace stoppress::exporting {
namespace {

/// The file that an address of this site names.
std::optional<media::Name> name_at(std::string_view address) {
    if (!store::media_hash(address)) {
        return std::nullopt;
    }
    const std::size_t path = address.find("/media/");
    return media::Name::parse_address(address.substr(path, address.find_first_of("?#", path) - path));
}

}  // namespace

base::Result<void> MediaFiles::take(std::string_view address) {
    const auto name = name_at(address);
    if (!name || numbers_.contains(name->file())) {
        return {};
    }
    const auto bytes = library_.read(media::Part::rendition, *name);
    if (bytes.has_value()) {
        written_.push_back(*name);
        numbers_[name->file()] = static_cast<std::int64_t>(written_.size());
        return folder_.write(place_ + "/" + name->file(), *bytes);
    }
    if (bytes.error().code != base::ErrorCode::not_found) {
        return bytes.error();
    }
    if (std::ranges::find(missing_, name->address()) == missing_.end()) {
        missing_.push_back(name->address());
    }
    return {};
}

base::Result<void> MediaFiles::take(const story::Content& content) {
    base::Result<void> result = take(content.lead_image.source);
    document::for_each_address(content.body, [&](const document::Address& address) {
        if (result.has_value()) {
            result = take(address.string());
        }
    });
    return result;
}

std::int64_t MediaFiles::number_of(std::string_view address) const {
    const auto name = name_at(address);
    const auto number = name ? numbers_.find(name->file()) : numbers_.end();
    return number == numbers_.end() ? 0 : number->second;
}

}  // namespace stoppress::exporting
