// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/files/media_files.hpp"

#include "document/addresses/body_addresses.hpp"

namespace stoppress::exporting {

std::optional<media::Name> MediaFiles::name_at(std::string_view address) const {
    if (address.starts_with(site_)) {
        address.remove_prefix(site_.size());
    }
    return media::Name::parse_address(address.substr(0, address.find_first_of("?#")));
}

base::Result<void> MediaFiles::take(std::string_view address) {
    const auto name = name_at(address);
    if (!name || numbers_.contains(name->file()) || missing_.contains(name->address())) {
        return {};
    }
    const auto bytes = library_.read(media::Part::rendition, *name);
    if (bytes.has_value()) {
        written_.push_back(*name);
        numbers_[name->file()] = static_cast<std::int64_t>(written_.size());
        return put_(*name, *bytes);
    }
    if (bytes.error().code != base::ErrorCode::not_found) {
        return bytes.error();
    }
    missing_.insert(name->address());
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

std::optional<media::Name> MediaFiles::written_at(std::string_view address) const {
    auto name = name_at(address);
    return name && numbers_.contains(name->file()) ? name : std::nullopt;
}

}  // namespace stoppress::exporting
