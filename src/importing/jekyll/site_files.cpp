// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/jekyll/site_files.hpp"

#include <filesystem>
#include <system_error>

#include "importing/hugo/site/site_folders.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::jekyll {
namespace {

/// "paper.test" of "https://www.paper.test/x".
std::string host_of(std::string_view address) {
    const std::size_t slashes = address.find("//");
    if (slashes == std::string_view::npos) {
        return {};
    }
    std::string_view host = address.substr(slashes + 2);
    host = host.substr(0, host.find_first_of("/?#"));
    host.remove_prefix(host.starts_with("www.") ? 4 : 0);
    return ascii_lower(host);
}

}  // namespace

std::optional<std::string> SiteFiles::own_path(std::string_view address) const {
    if (address.starts_with('/') && !address.starts_with("//")) {
        return std::string(address);
    }
    if (!is_web_address(address) && !address.starts_with("//")) {
        return std::nullopt;
    }
    if (host_of(address) != host_of(site_.config().origin) || host_of(address).empty()) {
        return std::nullopt;
    }
    const std::size_t path = address.find('/', address.find("//") + 2);
    return path == std::string_view::npos ? "/" : std::string(address.substr(path));
}

std::optional<SiteFiles::Found> SiteFiles::at(std::string_view given) const {
    const auto path = canonical_path(given.substr(0, given.find_first_of("?#")));
    if (!path.has_value() || path->ends_with('/')) {
        return std::nullopt;
    }
    const std::string& base = site_.config().base_path;
    const bool based = !base.empty() && path->starts_with(base + "/");
    const std::string place = percent_decoded(std::string_view(*path).substr(based ? base.size() + 1 : 1));
    if (!hugo::stays_inside(place) || place.empty()) {
        return std::nullopt;
    }
    std::vector<std::string> names;
    if (is_copied(site_.config(), place)) {
        names.push_back(place);
    }
    // A collection's files are below its label.
    const std::string label = place.substr(0, place.find('/'));
    if (const Collection* collection = site_.config().collection(label); collection != nullptr && collection->output && label != "posts") {
        const std::string& folder = site_.config().collections_folder;
        names.push_back((folder.empty() ? "" : folder + "/") + "_" + place);
    }
    for (const std::string& name : names) {
        std::error_code failed;
        if (std::filesystem::is_regular_file(std::filesystem::symlink_status(site_.folder() / name, failed))) {
            const auto address = canonical_path(base + "/" + std::string(std::string_view(*path).substr(based ? base.size() + 1 : 1)));
            return Found{{site_.folder(), name, name}, address.has_value() ? std::vector{*address} : std::vector<std::string>{}};
        }
    }
    return std::nullopt;
}

std::string SiteFiles::picture(std::string_view name, std::string_view page_address) const {
    if (!scheme_of(name).empty() || name.starts_with("//") || name.starts_with('/')) {
        return std::string(name);
    }
    const std::string folder(page_address.substr(0, page_address.rfind('/') + 1));
    std::string plain(name);
    if (at(folder + plain).has_value()) {
        return folder + plain;
    }
    for (const char* place : {"/", "/assets/", "/assets/images/", "/assets/img/", "/images/", "/img/", "/uploads/", "/media/",
                              "/assets/uploads/", "/assets/blog/", "/assets/posts/"}) {
        if (at(place + plain).has_value()) {
            return site_.config().base_path + place + plain;
        }
    }
    return plain;
}

}  // namespace stoppress::importing::jekyll
