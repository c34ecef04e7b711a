// SPDX-License-Identifier: GPL-3.0-or-later
// Any text as a batch of views and as its referrers: counts that are read, written again, are read as the same counts.
#include <cstddef>
#include <cstdint>
#include <vector>

#include "require.hpp"
#include "store/views/view_log.hpp"

namespace {

using namespace stoppress::store;

void check_views(std::string_view text) {
    std::vector<ViewCount> counts;
    if (!read_view_log(text, [&](const ViewCount& count) { counts.push_back(count); }).has_value()) {
        return;
    }
    std::vector<ViewCount> again;
    fuzz::require(read_view_log(write_view_log(counts), [&](const ViewCount& count) { again.push_back(count); }).has_value());
    fuzz::require(again.size() == counts.size());
    for (std::size_t i = 0; i < counts.size(); ++i) {
        fuzz::require(again[i].story == counts[i].story && again[i].hour == counts[i].hour && again[i].views == counts[i].views &&
                      again[i].robots == counts[i].robots && counts[i].views >= 0 && counts[i].robots >= 0);
    }
}

void check_referrers(std::string_view text) {
    std::vector<ReferrerCount> counts;
    std::vector<std::string> hosts;
    const auto read = read_referrer_log(text, [&](const ReferrerCount& count) {
        counts.push_back(count);
        hosts.emplace_back(count.host);
    });
    if (!read.has_value()) {
        return;
    }
    for (std::size_t i = 0; i < counts.size(); ++i) {
        counts[i].host = hosts[i];
    }
    std::size_t at = 0;
    const auto again = read_referrer_log(write_referrer_log(counts), [&](const ReferrerCount& count) {
        fuzz::require(at < counts.size() && count.story == counts[at].story && count.hour == counts[at].hour &&
                      count.views == counts[at].views && count.host == hosts[at]);
        ++at;
    });
    fuzz::require(again.has_value() && at == counts.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    check_views(text);
    check_referrers(text);
    return 0;
}
