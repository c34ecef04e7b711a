// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a referrer: what is taken for a host is one, in one form, and fits the log of views.
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "document/addresses/host_name.hpp"
#include "readership/visitors/referrer_host.hpp"
#include "require.hpp"
#include "store/views/records.hpp"
#include "store/views/view_log.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stoppress;
    using fuzz::require;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    require(document::shown_host(bytes).size() <= size * 4 + 1024);
    readership::HostBuffer buffer;
    const std::string host(readership::referrer_host(bytes, buffer));
    if (host.empty()) {
        return 0;
    }
    require(host.size() <= readership::kHostBytes && host != store::kWithinSite && host != store::kOtherSites);
    require(host.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") == std::string::npos);
    require(!document::shown_host(host).empty());
    const store::ReferrerCount count{.story = {1}, .hour = base::to_hour(2), .host = host, .views = 3};
    std::string got;
    const auto read = store::read_referrer_log(store::write_referrer_log(std::span(&count, 1)),
                                               [&got](const store::ReferrerCount& referrer) { got = referrer.host; });
    require(read.has_value() && got == host);
    return 0;
}
