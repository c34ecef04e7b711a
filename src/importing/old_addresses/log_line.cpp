// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>

#include <boost/json.hpp>

#include "importing/old_addresses/old_addresses.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing {
namespace {

LoggedRequest json_line(std::string_view line) {
    boost::json::parse_options options;
    options.max_depth = 8;
    boost::system::error_code failed;
    const boost::json::value value = boost::json::parse(line, failed, {}, options);
    const auto* entry = failed ? nullptr : value.if_object();
    const auto* request = entry == nullptr ? nullptr : entry->if_contains("request");
    const auto* fields = request == nullptr ? nullptr : request->if_object();
    const auto* status = entry == nullptr ? nullptr : entry->if_contains("status");
    if (fields == nullptr || status == nullptr || !status->is_int64()) {
        return {};
    }
    const auto text = [fields](std::string_view name) {
        const auto* field = fields->if_contains(name);
        return field != nullptr && field->is_string() ? std::string(field->get_string()) : std::string();
    };
    return {text("uri"), text("method"), static_cast<int>(std::clamp<std::int64_t>(status->get_int64(), 0, 999))};
}

}  // namespace

LoggedRequest read_log_line(std::string_view line) {
    line = trim(line);
    if (line.starts_with('{')) {
        return json_line(line);
    }
    // … "GET /path HTTP/1.1" 200 …
    const std::size_t begin = line.find('"');
    const std::size_t version = begin == std::string_view::npos ? begin : line.find(" HTTP/", begin);
    const std::size_t end = version == std::string_view::npos ? version : line.find('"', version);
    if (end == std::string_view::npos || end + 5 > line.size()) {
        return {};
    }
    const std::string_view request = line.substr(begin + 1, version - begin - 1);
    const std::size_t space = request.find(' ');
    int status = 0;
    const std::string_view digits = line.substr(end + 2, 3);
    const auto [stop, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), status);
    if (space == std::string_view::npos || failed != std::errc() || stop != digits.data() + digits.size()) {
        return {};
    }
    return {std::string(request.substr(space + 1)), std::string(request.substr(0, space)), status};
}

}  // namespace stoppress::importing
