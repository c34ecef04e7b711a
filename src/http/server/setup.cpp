// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/server/setup.hpp"

#include "base/text/ascii.hpp"
#include "http/message/characters.hpp"
#include "http/message/field_reader.hpp"

namespace stoppress::http {

base::Result<HostList> HostList::parse(const std::vector<std::string>& texts) {
    HostList list;
    for (const std::string& text : texts) {
        if (!is_host(text)) {
            return base::fail(base::ErrorCode::invalid, "\"" + text + "\" is not a valid host; examples: example.org, example.org:8080.");
        }
        list.hosts_.push_back(base::ascii_lower(text));
    }
    return list;
}

bool HostList::contains(std::string_view host) const {
    if (hosts_.empty()) {
        return true;
    }
    // The port follows the last colon, unless that is inside the brackets of an IPv6 address.
    const std::size_t colon = host.rfind(':');
    const bool has_port = colon != std::string_view::npos && host.find(']', colon) == std::string_view::npos;
    const std::string_view name = has_port ? host.substr(0, colon) : host;
    return std::ranges::any_of(hosts_, [&](const std::string& listed) { return is_name(host, listed) || is_name(name, listed); });
}

}  // namespace stoppress::http
