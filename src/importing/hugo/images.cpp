// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/hugo/images.hpp"

#include <charconv>

#include "base/files/read_file.hpp"
#include "importing/hugo/addresses/permalinks.hpp"
#include "importing/limits.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::hugo {
namespace {

bool is_plain_name(std::string_view name) {
    return !name.empty() && name.size() < 250 && name.front() != '.' &&
           std::ranges::all_of(name, [](char c) { return is_ascii_letter(c) || is_ascii_digit(c) || c == '-' || c == '_' || c == '.'; });
}

/// The place below content of a file named by a page in `folder`.
std::string place_of(std::string_view folder, std::string_view name) {
    return folder.empty() ? std::string(name) : std::string(folder) + "/" + std::string(name);
}

std::uint32_t number(const Value& data, std::string_view key) {
    const std::string text = data.text_of(key);
    std::uint32_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value < 100'000 ? value : 0;
}

std::string encoded(std::string_view path) {
    const auto canonical = canonical_path(path);
    return canonical.value_or("");
}

}  // namespace

std::string Images::cdn() const {
    for (const std::string_view key : {"cdnurl", "cdn_url", "cdn", "imagesurl", "assetsurl"}) {
        std::string url = config_.params.text_of(key);
        while (url.ends_with('/')) {
            url.pop_back();
        }
        if (is_web_address(url)) {
            return url;
        }
    }
    return {};
}

bool Images::describe(std::string_view name, FoundImage& image) const {
    if (!is_plain_name(name)) {
        return false;
    }
    std::error_code failed;
    for (const std::string_view extension : {".yml", ".yaml", ".toml", ".json"}) {
        const auto file = folders_.site / config_.data_folder / "images" / (std::string(name) + std::string(extension));
        if (!std::filesystem::is_regular_file(file, failed)) {
            continue;
        }
        const auto text = base::read_file(file, kMaxDataFileBytes);
        if (!text.has_value()) {
            return false;
        }
        const ReadValue read = extension == ".toml" ? read_toml(*text) : extension == ".json" ? read_json(*text) : read_yaml(*text);
        const Value* data = std::get_if<Value>(&read);
        if (data == nullptr) {
            return false;
        }
        image.alt = text_of_html(data->text_of("alt"));
        image.caption = data->text_of("caption");
        image.credit = data->text_of("credit");
        image.width = number(*data, "width");
        image.height = number(*data, "height");
        const std::string format = data->text_of("format");
        image.source = data->text_of("url");
        if (image.source.empty() && !format.empty() && !cdn().empty()) {
            image.source = cdn() + encoded("/" + std::string(name) + "." + format);
        }
        return !image.source.empty();
    }
    return false;
}

bool Images::is_site_file(std::string_view name, std::string_view folder) const {
    const bool from_root = name.starts_with('/');
    const std::string decoded = percent_decoded(name.substr(from_root ? 1 : 0));
    // Checking the disk for each link of each page would cost more than reading the pages.
    if (!stays_inside(decoded) || decoded.ends_with('/') || !decoded.contains('.')) {
        return false;
    }
    if (!from_root && folders_.content_file(place_of(folder, decoded), 0).has_value()) {
        return true;
    }
    return folders_.static_file(decoded).has_value();
}

std::string Images::file_address(std::string_view name, std::string_view address, std::string_view folder, std::string_view prefix) const {
    name = trim(name);
    if (name.empty() || is_web_address(name)) {
        return std::string(name);
    }
    if (name.starts_with("//")) {
        return "https:" + std::string(name);
    }
    if (!scheme_of(name).empty()) {
        return {};
    }
    if (name.starts_with('/')) {
        return config_.base_url + encoded(name);
    }
    if (!stays_inside(name)) {
        return config_.origin() + encoded(bundle_address(address) + "/" + std::string(name));
    }
    const std::string decoded = percent_decoded(name.substr(0, name.find_first_of("?#")));
    if (folders_.content_file(place_of(folder, decoded), 0).has_value()) {
        return config_.origin() + encoded(bundle_address(address) + "/" + std::string(name));
    }
    if (folders_.static_file(decoded).has_value() || folders_.asset_file(decoded).has_value()) {
        return config_.origin() + encoded(config_.base_path + "/" + std::string(name));
    }
    if (const std::string host = cdn(); !host.empty()) {
        return host + encoded("/" + std::string(prefix) + std::string(name));
    }
    return config_.origin() + encoded(bundle_address(address) + "/" + std::string(name));
}

FoundImage Images::find(std::string_view name, std::string_view address, std::string_view folder, std::string_view prefix) const {
    FoundImage image;
    if (!describe(trim(name), image)) {
        image.source = file_address(name, address, folder, prefix);
    }
    return image;
}

}  // namespace stoppress::importing::hugo
