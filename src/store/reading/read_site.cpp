// SPDX-License-Identifier: GPL-3.0-or-later
// Reads what the newsroom set about the site itself.
#include "base/ascii.hpp"
#include "store/read_snapshot.hpp"
#include "store/sql/reader_session.hpp"

namespace stoppress::store {

namespace {

/// A pattern that finds `words` anywhere; wildcards in it are escaped. Addresses are ASCII.
std::string redirect_pattern(std::string_view words) {
    std::string pattern = "%";
    for (const char c : words) {
        pattern += c == '%' || c == '_' || c == '!' ? std::string{'!', c} : std::string{base::ascii_lower(c)};
    }
    return pattern + '%';
}

}  // namespace

base::Result<std::map<std::string, std::string, std::less<>>> ReadSnapshot::settings() {
    return guarded([&]() -> base::Result<std::map<std::string, std::string, std::less<>>> {
        std::map<std::string, std::string, std::less<>> settings;
        auto query = session_.session().query("setting.list");
        while (query.next()) {
            settings.emplace(query.text("key"), query.text("value"));
        }
        return settings;
    });
}

base::Result<std::vector<TopicMerge>> ReadSnapshot::topic_merges(std::int64_t limit) {
    return guarded([&]() -> base::Result<std::vector<TopicMerge>> {
        std::vector<TopicMerge> merges;
        auto query = session_.session().query("topic_merge.list");
        query.set("limit", limit);
        while (query.next()) {
            merges.push_back({query.integer("id"), base::from_milliseconds(query.integer("at")), query.text("by"), query.text("slug"),
                              query.text("name"), query.text("into_slug"), query.text("into_name"), query.integer("stories")});
        }
        return merges;
    });
}

base::Result<std::vector<Menu>> ReadSnapshot::menus() {
    return guarded([&]() -> base::Result<std::vector<Menu>> {
        std::vector<Menu> menus;
        auto query = session_.session().query("menu_link.list");
        while (query.next()) {
            if (menus.empty() || menus.back().language != query.text("language")) {
                menus.push_back({query.text("language"), {}});
            }
            menus.back().links.push_back({query.text("label"), query.text("address")});
        }
        return menus;
    });
}

base::Result<std::vector<Redirect>> ReadSnapshot::redirects(std::string_view words, std::string_view after, std::int64_t limit) {
    return guarded([&]() -> base::Result<std::vector<Redirect>> {
        std::vector<Redirect> redirects;
        auto query = session_.session().query("address.redirects");
        query.set("after", after).set("pattern", redirect_pattern(words)).set("limit", limit);
        while (query.next()) {
            redirects.push_back({query.text("path"), query.text("target")});
        }
        return redirects;
    });
}

}  // namespace stoppress::store
