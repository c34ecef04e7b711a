// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/table.hpp"

#include <array>

#include <fmt/format.h>

namespace stoppress::settings {
namespace {

constexpr std::int64_t kMebibyte = std::int64_t{1} << 20;
constexpr std::int64_t kDayInMinutes = 24 * 60;  // the salt of reader keys changes daily, so nothing longer could be remembered

constexpr std::array<std::string_view, 2> kCountBy{"request", "beacon"};
constexpr std::array<std::string_view, 4> kWindows{"day", "week", "month", "all"};
constexpr std::array<std::string_view, 5> kLevels{"debug", "info", "warning", "error", "off"};

std::string_view count_by(const Settings& settings) {
    return kCountBy[settings.views.count == CountBy::request ? 0 : 1];
}

void set_window(Settings& settings, std::string_view word) {
    settings.boxes.most_viewed.window = story::parse_window(word).value_or(story::Window::week);
}

constexpr std::array kTable{
    Setting{"site.title", Text{[](Settings& s) -> std::string& { return s.site.title; }, check_title},
            "The site's name: stands at the head of every page and in feeds.", false, true},
    Setting{"site.description", Text{[](Settings& s) -> std::string& { return s.site.description; }, check_text},
            "A sentence about the site, for search engines and feeds.", false, true},
    Setting{"site.url", Text{[](Settings& s) -> std::string& { return s.site.url; }, check_site_url},
            "Where readers find the site: scheme and host, perhaps a port. All absolute addresses (feeds, sitemaps, canonical links) are "
            "built from it, never from what a request says."},
    Setting{"site.language", Text{[](Settings& s) -> std::string& { return s.site.language; }, check_language},
            "The language of the site's own pages, and of stories that say nothing else. Decides the words of menus and dates, and the "
            "direction of writing."},
    Setting{"site.timezone", Text{[](Settings& s) -> std::string& { return s.site.timezone; }, check_time_zone},
            "The time zone in which dates are shown, and by which stories get the year and month of their address."},
    Setting{"site.theme", Text{[](Settings& s) -> std::string& { return s.site.theme; }, check_theme},
            "The theme: a folder of that name below `themes` in the site's folder, or `default`, which is built in. What a theme does not "
            "bring is taken from the built-in one.",
            false, true},
    Setting{"database.url", Text{[](Settings& s) -> std::string& { return s.database.url; }, check_database_url},
            "Where stories and views are kept: `sqlite:` and a file inside the site's folder; or the address of a PostgreSQL database, as "
            "`postgresql://USER@HOST/NAME` (libpq's connection URI, with several hosts where there are replicas), which several nodes can "
            "share. `stoppress move` takes a site from one to the other."},
    Setting{
        "database.credentials_url", Text{[](Settings& s) -> std::string& { return s.database.credentials_url; }, check_credentials_url},
        "Where tokens are kept, where that is to be another database, or the same one under another user. Empty: `credentials.db` in the "
        "site's folder; on PostgreSQL the schema `stoppress_credentials` of the same database."},
    Setting{
        "media.store", Text{[](Settings& s) -> std::string& { return s.media.store; }, check_media_store},
        "Where pictures are kept: a folder inside the site's folder; or one anywhere, as `/srv/shared/media`, which has to be there and "
        "which several nodes can share; or an S3-compatible store, as `s3://BUCKET/PREFIX`."},
    Setting{"media.s3_endpoint", Text{[](Settings& s) -> std::string& { return s.media.s3_endpoint; }, check_s3_endpoint},
            "The address of the S3-compatible store, as `https://s3.eu-central-1.amazonaws.com`; the bucket's name goes into the path. No "
            "other host is ever asked. `http://` sends pictures and their originals readable for everybody on the way: only for this "
            "machine, or a network that is yours."},
    Setting{"media.s3_region", Text{[](Settings& s) -> std::string& { return s.media.s3_region; }, check_s3_region},
            "The region that requests are signed for. Stores of one's own mostly take any."},
    Setting{"media.s3_access_key", Text{[](Settings& s) -> std::string& { return s.media.s3_access_key; }, check_s3_key},
            "The access key's name. It needs the rights to get, put, delete and list objects of the bucket.", true},
    Setting{"media.s3_secret_key", Text{[](Settings& s) -> std::string& { return s.media.s3_secret_key; }, check_s3_key},
            "The access key's secret; better given by the environment. It is never shown, and is not sent: requests are signed with it.",
            true},
    Setting{"views.count",
            Choice{[](Settings& s, std::string_view word) { s.views.count = word == "request" ? CountBy::request : CountBy::beacon; },
                   count_by, kCountBy},
            "How a view is counted. `request`: by the server when it hands out the page; needs no script. `beacon`: by a few lines of "
            "script on the page, for a site behind a cache or CDN."},
    Setting{"views.repeat_minutes", Number{[](Settings& s) -> std::int64_t& { return s.views.repeat_minutes; }, 0, kDayInMinutes},
            "One reader counts once per story within so many minutes. 0 counts every view."},
    Setting{"boxes.new_articles.length", Number{[](Settings& s) -> std::int64_t& { return s.boxes.new_articles.length; }, 1, 50},
            "How many stories the New Articles box shows.", false, true},
    Setting{"boxes.most_viewed.length", Number{[](Settings& s) -> std::int64_t& { return s.boxes.most_viewed.length; }, 1, 50},
            "How many stories the Most viewed box shows.", false, true},
    Setting{"boxes.most_viewed.window",
            Choice{set_window, [](const Settings& s) { return story::to_string(s.boxes.most_viewed.window); }, kWindows},
            "How far back the Most viewed box looks. Where a window has too few stories the next longer one fills up.", false, true},
    Setting{"teaser.length", Number{[](Settings& s) -> std::int64_t& { return s.teaser.length; }, 20, 1000},
            "How long a teaser may be, in characters as a reader sees them."},
    Setting{"lists.page_length", Number{[](Settings& s) -> std::int64_t& { return s.lists.page_length; }, 1, 100},
            "How many stories stand on one page of a list.", false, true},
    Setting{"lists.feed_length", Number{[](Settings& s) -> std::int64_t& { return s.lists.feed_length; }, 1, 200},
            "How many stories stand in a feed.", false, true},
    Setting{
        "robots.lines", List{[](Settings& s) -> std::vector<std::string>& { return s.robots.lines; }, check_robots_line, "lines"},
        "Further lines of `/robots.txt`, behind the site's own for all robots and before its sitemaps, as `Disallow: /drafts/` or, for a "
        "robot of its own, `User-agent: GPTBot` and what follows it.",
        false, true},
    Setting{
        "cdn.max_age", Number{[](Settings& s) -> std::int64_t& { return s.cdn.max_age; }, 0, 24 * 60 * 60},
        "For how many seconds a CDN in front may hand out a page without asking. Pages then say so (`s-maxage`), and by which surrogate "
        "keys "
        "they can be purged; browsers ask each time. Wants `views.count = \"beacon\"`. 0: everybody asks each time, which costs a `304`."},
    Setting{"press.cache_bytes", Number{[](Settings& s) -> std::int64_t& { return s.press.cache_bytes; }, kMebibyte, kMebibyte << 20},
            "How many bytes of finished pages, plain and compressed together, are kept in memory."},
    Setting{"server.listen", Text{[](Settings& s) -> std::string& { return s.server.listen; }, check_listen},
            "Address and port to listen on. Port 0 takes a free one. Also `--listen`."},
    Setting{"server.threads", Number{[](Settings& s) -> std::int64_t& { return s.server.threads; }, 0, 256},
            "How many threads answer readers; 0: one per core. Also `--threads`."},
    Setting{"server.hosts", List{[](Settings& s) -> std::vector<std::string>& { return s.server.hosts; }, check_host, "host names"},
            "Where set, a request for any other Host is answered 421. Not set: any Host is taken."},
    Setting{"server.trusted_proxies",
            List{[](Settings& s) -> std::vector<std::string>& { return s.server.trusted_proxies; }, check_network, "addresses or networks"},
            "Proxies whose `X-Forwarded-For` is believed. Set it where a proxy stands in front: without it all readers look like one."},
    Setting{"server.max_connections", Number{[](Settings& s) -> std::int64_t& { return s.server.max_connections; }, 16, 1000000},
            "How many connections may be open at once. Beyond it new ones are closed at once."},
    Setting{"server.max_connections_per_address",
            Number{[](Settings& s) -> std::int64_t& { return s.server.max_connections_per_address; }, 0, 1000000},
            "How many of them may come from one address (trusted proxies and the machine itself aside); 0: no bound of its own."},
    Setting{"server.metrics_from",
            List{[](Settings& s) -> std::vector<std::string>& { return s.server.metrics_from; }, check_network, "addresses or networks"},
            "Who may read `/metrics`, besides this machine itself."},
    Setting{"tls.certificate", Text{[](Settings& s) -> std::string& { return s.tls.certificate; }, check_file_inside},
            "The certificate chain as a PEM file inside the site's folder. Empty: no TLS; a proxy in front may do it."},
    Setting{"tls.key", Text{[](Settings& s) -> std::string& { return s.tls.key; }, check_file_inside},
            "The certificate's private key, a PEM file inside the site's folder."},
    Setting{"log.level",
            Choice{[](Settings& s, std::string_view word) { s.log.level = word; },
                   [](const Settings& s) -> std::string_view { return s.log.level; }, kLevels},
            "How much is logged to standard error."},
};

}  // namespace

std::span<const Setting> table() {
    return kTable;
}

std::string environment_name(std::string_view key) {
    std::string name = "STOPPRESS_";
    for (const char c : key) {
        name += c == '.' ? '_' : (c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
    }
    return name;
}

std::string in_quotes(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
            out += fmt::format("\\u{:04X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
        } else {
            out += c;
        }
    }
    return out + '"';
}

std::string toml_value(const Setting& setting, const Settings& settings) {
    Settings copy = settings;  // the table's accessors return non-const references
    if (const auto* text = std::get_if<Text>(&setting.value)) {
        return in_quotes(text->at(copy));
    }
    if (const auto* number = std::get_if<Number>(&setting.value)) {
        return std::to_string(number->at(copy));
    }
    if (const auto* choice = std::get_if<Choice>(&setting.value)) {
        return in_quotes(choice->get(copy));
    }
    std::string out = "[";
    for (const std::string& item : std::get<List>(setting.value).at(copy)) {
        out += (out.size() > 1 ? ", " : "") + in_quotes(item);
    }
    return out + "]";
}

std::string type_of(const Setting& setting) {
    if (const auto* number = std::get_if<Number>(&setting.value)) {
        return fmt::format("a whole number from {} to {}", number->least, number->most);
    }
    if (const auto* choice = std::get_if<Choice>(&setting.value)) {
        std::string out = "one of";
        for (const std::string_view word : choice->words) {
            out += (word == choice->words.front() ? " " : ", ") + in_quotes(word);
        }
        return out;
    }
    if (const auto* list = std::get_if<List>(&setting.value)) {
        return fmt::format("a list of {}", list->of);
    }
    return "a text";
}

}  // namespace stoppress::settings
