// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/static_site/static_address.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "http/message/path.hpp"

namespace stoppress::exporting {
namespace {

/// Bytes; what most file systems allow.
constexpr std::size_t kMaxPart = 255;

struct Parts {
    std::string_view path;
    std::string_view query;
    std::string_view fragment;  ///< with its '#'
};

Parts parts_of(std::string_view address) {
    Parts parts;
    const std::size_t hash = std::min(address.find('#'), address.size());
    parts.fragment = address.substr(hash);
    address = address.substr(0, hash);
    const std::size_t question = std::min(address.find('?'), address.size());
    parts.path = address.substr(0, question);
    parts.query = question == address.size() ? std::string_view() : address.substr(question + 1);
    return parts;
}

bool has_long_part(std::string_view file) {
    while (!file.empty()) {
        const std::size_t slash = std::min(file.find('/'), file.size());
        if (slash > kMaxPart) {
            return true;
        }
        file.remove_prefix(std::min(slash + 1, file.size()));
    }
    return false;
}

}  // namespace

std::optional<reader::Route> route_at(std::string_view address, story::Window default_window) {
    const Parts parts = parts_of(address);
    std::string scratch;
    const http::DecodedPath path = http::decode_path(parts.path, scratch);
    if (path.fault != http::PathFault::none) {
        return std::nullopt;
    }
    return reader::parse_route(path.text, parts.query, default_window);
}

std::string static_address(const reader::Route& route, story::Window default_window) {
    if (route.subject == reader::Subject::address) {
        return http::encode_path(route.name);
    }
    const bool is_list = route.subject < reader::Subject::sitemap && route.form == reader::Form::page;
    if (!is_list) {
        const std::string key = reader::key_of(route, default_window);
        return key.substr(0, key.find('?'));
    }
    std::string address = reader::base_path(route);
    if (route.subject == reader::Subject::most_viewed && route.window != default_window) {
        address += fmt::format("/{}", story::to_string(route.window));
    }
    if (route.page != 1) {
        address += fmt::format("/page/{}", route.page);
    }
    return address.empty() ? "/" : address;
}

std::optional<std::string> static_link(std::string_view address, story::Window default_window) {
    const Parts parts = parts_of(address);
    if (parts.query.empty()) {
        return std::nullopt;
    }
    const auto route = route_at(address, default_window);
    if (!route || route->subject == reader::Subject::address || route->form != reader::Form::page) {
        return std::nullopt;
    }
    std::string there = static_address(*route, default_window);
    // Other parameters, such as those of statistics, mean nothing here and may stay.
    if (there == parts.path && !parts.query.contains("window=") && !parts.query.contains("page=")) {
        return std::nullopt;
    }
    return there + std::string(parts.fragment);
}

std::optional<std::string> file_at(std::string_view address, bool is_page) {
    std::string scratch;
    const http::DecodedPath path = http::decode_path(address, scratch);
    if (path.fault != http::PathFault::none || path.text.empty()) {
        return std::nullopt;
    }
    std::string file(path.text.substr(1));
    if (is_page && (file.empty() || file.ends_with('/'))) {
        file += "index.html";
    } else if (is_page && !file.ends_with(".html")) {
        file += ".html";
    }
    return file.empty() || file.ends_with('/') || has_long_part(file) ? std::nullopt : std::optional(std::move(file));
}

}  // namespace stoppress::exporting
