// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/hugo/images.hpp"

#include <charconv>

#include "base/files/read_file.hpp"
#include "importing/limits.hpp"
#include "importing/text.hpp"

namespace stoppress::importing::hugo {
namespace {

bool is_plain_name(std::string_view name) {
    return !name.empty() && name.size() < 250 && name.front() != '.' &&
           std::ranges::all_of(name, [](char c) { return is_ascii_letter(c) || is_ascii_digit(c) || c == '-' || c == '_' || c == '.'; });
}

/// Whether a relative name stays inside its folder.
bool stays_inside(std::string_view name) {
    return !name.starts_with('/') && !name.contains('\0') &&
           std::ranges::none_of(split(name, '/'), [](std::string_view part) { return part == ".."; });
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
        const auto file = site_ / config_.data_folder / "images" / (std::string(name) + std::string(extension));
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
    std::error_code failed;
    if (!from_root && std::filesystem::is_regular_file(site_ / config_.content_folder / folder / decoded, failed)) {
        return true;
    }
    return std::filesystem::is_regular_file(site_ / "static" / decoded, failed);
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
        return config_.base_url + encoded(std::string(address) + "/" + std::string(name));
    }
    std::error_code failed;
    const std::string decoded = percent_decoded(name.substr(0, name.find_first_of("?#")));
    if (stays_inside(decoded)) {
        if (std::filesystem::is_regular_file(site_ / config_.content_folder / folder / decoded, failed)) {
            return config_.base_url + encoded(std::string(address) + "/" + std::string(name));
        }
        for (const std::string_view root : {"static", "assets"}) {
            if (std::filesystem::is_regular_file(site_ / root / decoded, failed)) {
                return config_.base_url + encoded(config_.base_path + "/" + std::string(name));
            }
        }
    }
    if (const std::string host = cdn(); !host.empty()) {
        return host + encoded("/" + std::string(prefix) + std::string(name));
    }
    return config_.base_url + encoded(std::string(address) + "/" + std::string(name));
}

FoundImage Images::find(std::string_view name, std::string_view address, std::string_view folder, std::string_view prefix) const {
    FoundImage image;
    if (!describe(trim(name), image)) {
        image.source = file_address(name, address, folder, prefix);
    }
    return image;
}

}  // namespace stoppress::importing::hugo
