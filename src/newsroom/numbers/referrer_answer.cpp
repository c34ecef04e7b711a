// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/numbers/referrer_answer.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "document/addresses/host_name.hpp"
#include "newsroom/formats/csv_writer.hpp"
#include "newsroom/limits.hpp"
#include "store/views/records.hpp"

namespace stoppress::newsroom {

void write_referrers(JsonWriter& json, const store::ReferrerSums& sums, const base::ZoneHours& hours) {
    const auto listed = std::span(sums.listed).first(std::min(sums.listed.size(), kNumbersListed));
    json.key("referrers").begin_object();
    json.key("since").time(hours.begin_of(sums.since));
    json.key("direct").number(sums.direct);
    json.key("internal").number(sums.within);
    json.key("listed").begin_array();
    for (const auto& each : listed) {
        json.begin_object();
        json.key("host").text(each.host);
        json.key("name").text(document::shown_host(each.host));
        json.key("views").number(each.views);
        json.end_object();
    }
    json.end_array();
    auto views = sums.others_views;
    for (const auto& each : std::span(sums.listed).subspan(listed.size())) {
        views += each.views;
    }
    json.key("others").begin_object();
    json.key("count").number(sums.others + static_cast<std::int64_t>(sums.listed.size() - listed.size()));
    json.key("views").number(views);
    json.end_object();
    json.end_object();
}

Answer referrers_csv(const store::ReferrerSums& sums, std::string_view file_name) {
    CsvWriter csv({"referrer", "name", "views"});
    // In brackets, which no host contains.
    for (const auto& [name, views] : {std::pair{"(direct)", sums.direct}, {"(internal)", sums.within}, {"(other)", sums.others_views}}) {
        csv.text(name).text("").number(views).end_row();
    }
    for (const auto& each : sums.listed) {
        csv.text(each.host).text(document::shown_host(each.host)).number(each.views).end_row();
    }
    return csv.take(file_name);
}

}  // namespace stoppress::newsroom
