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

constexpr std::array<std::string_view, 2> kOnOff{"on", "off"};

std::string_view count_by(const Settings& settings) {
    return kCountBy[settings.views.count == CountBy::request ? 0 : 1];
}

void set_window(Settings& settings, std::string_view word) {
    settings.boxes.most_viewed.window = story::parse_window(word).value_or(story::Window::week);
}

constexpr std::array kTable{
    Setting{"site.title", Text{[](Settings& s) -> std::string& { return s.site.title; }, check_title},
            "The site's name, shown at the top of every page and in feeds.", false, true},
    Setting{"site.description", Text{[](Settings& s) -> std::string& { return s.site.description; }, check_text},
            "A sentence about the site, for search engines and feeds.", false, true},
    Setting{"site.url", Text{[](Settings& s) -> std::string& { return s.site.url; }, check_site_url},
            "The public address of the site: scheme, host and an optional port. All absolute addresses (feeds, sitemaps, canonical links) "
            "are built from it, never from the request. Not set, it follows `server.listen`; readers need the one they know."},
    Setting{"site.language", Text{[](Settings& s) -> std::string& { return s.site.language; }, check_language},
            "The language of the site's own pages, and of stories without a language of their own. Determines the texts of menus and "
            "dates, and the text direction.",
            false, false, true},
    Setting{"site.timezone", Text{[](Settings& s) -> std::string& { return s.site.timezone; }, check_time_zone},
            "The time zone for dates on pages, and for the year and month in the addresses of stories.", false, false, true},
    Setting{"site.theme", Text{[](Settings& s) -> std::string& { return s.site.theme; }, check_theme},
            "The theme: the name of a folder in `themes` in the site's folder, or `default` for the built-in theme. Files that a theme "
            "does not have are taken from the built-in one.",
            false, true},
    Setting{"site.logo", Text{[](Settings& s) -> std::string& { return s.site.logo; }, check_picture},
            "The site's logo, a picture of the media library: `/media/HASH.png`. It is shown at the top of every page instead of the name, "
            "and named as the publisher's logo to search engines. Empty: the name as text.",
            false, true},
    Setting{"site.logo_dark", Text{[](Settings& s) -> std::string& { return s.site.logo_dark; }, check_picture},
            "The logo for readers who prefer dark pages. Empty: the same logo.", false, true},
    Setting{"site.icon", Text{[](Settings& s) -> std::string& { return s.site.icon; }, check_picture},
            "The icon that browsers and feed readers show, a square picture of the media library. Empty: the theme's icon.", false, true},
    Setting{"site.accent", Text{[](Settings& s) -> std::string& { return s.site.accent; }, check_color},
            "The colour of links, labels and rules in the default theme, as `#97191d`. Empty: the theme's.", false, true},
    Setting{"site.accent_dark", Text{[](Settings& s) -> std::string& { return s.site.accent_dark; }, check_color},
            "The same for readers who prefer dark pages. Empty: made from `site.accent`, light enough to be read.", false, true},
    Setting{"database.url", Text{[](Settings& s) -> std::string& { return s.database.url; }, check_database_url},
            "The database for stories and views: `sqlite:` and a file inside the site's folder, or the address of a PostgreSQL database, "
            "`postgresql://USER@HOST/NAME` (a libpq connection URI, with several hosts if there are replicas), which several nodes can "
            "share. `stoppress move` moves a site from one to the other."},
    Setting{"database.credentials_url", Text{[](Settings& s) -> std::string& { return s.database.credentials_url; }, check_credentials_url},
            "The database for accounts and tokens, to keep them in another database or under another user. Empty: `credentials.db` in the "
            "site's folder; on PostgreSQL the schema `stoppress_credentials` of the same database."},
    Setting{"media.store", Text{[](Settings& s) -> std::string& { return s.media.store; }, check_media_store},
            "Where pictures are stored: a folder inside the site's folder; an absolute path such as `/srv/shared/media`, which must exist "
            "and which several nodes can share; or an S3-compatible store, `s3://BUCKET/PREFIX`."},
    Setting{"media.s3_endpoint", Text{[](Settings& s) -> std::string& { return s.media.s3_endpoint; }, check_s3_endpoint},
            "The address of the S3-compatible store, for example `https://s3.eu-central-1.amazonaws.com`. The bucket's name is put into "
            "the path; no other host is contacted. `http://` is not encrypted: use it only on this machine or in a private network."},
    Setting{"media.s3_region", Text{[](Settings& s) -> std::string& { return s.media.s3_region; }, check_s3_region},
            "The region that requests are signed for. Self-hosted stores usually accept any region."},
    Setting{"media.s3_access_key", Text{[](Settings& s) -> std::string& { return s.media.s3_access_key; }, check_s3_key},
            "The id of the access key. The key needs permission to get, put, delete and list objects of the bucket.", true},
    Setting{"media.s3_secret_key", Text{[](Settings& s) -> std::string& { return s.media.s3_secret_key; }, check_s3_key},
            "The secret of the access key; preferably set in the environment. It is never shown or sent: requests are signed with it.",
            true},
    Setting{"media.largest_recording", Number{[](Settings& s) -> std::int64_t& { return s.media.largest_recording; }, 1, 1024},
            "The largest sound or film that may be uploaded, in megabytes (MiB). A proxy in front needs at least the same limit."},
    Setting{"views.count",
            Choice{[](Settings& s, std::string_view word) { s.views.count = word == "request" ? CountBy::request : CountBy::beacon; },
                   count_by, kCountBy},
            "How views are counted. `request`: by the server when it serves the page, without a script. `beacon`: by a small script on the "
            "page, for sites behind a cache or CDN."},
    Setting{"views.repeat_minutes", Number{[](Settings& s) -> std::int64_t& { return s.views.repeat_minutes; }, 0, kDayInMinutes},
            "Views of a story by the same reader within this many minutes count once. 0 counts every view."},
    Setting{"boxes.new_articles.length", Number{[](Settings& s) -> std::int64_t& { return s.boxes.new_articles.length; }, 1, 50},
            "The number of stories in the New Articles box.", false, true},
    Setting{"boxes.most_viewed.length", Number{[](Settings& s) -> std::int64_t& { return s.boxes.most_viewed.length; }, 1, 50},
            "The number of stories in the Most viewed box.", false, true},
    Setting{"boxes.most_viewed.window",
            Choice{set_window, [](const Settings& s) { return story::to_string(s.boxes.most_viewed.window); }, kWindows},
            "The period of the Most viewed box. If it has too few stories, stories of the next longer period fill the box.", false, true},
    Setting{"teaser.length", Number{[](Settings& s) -> std::int64_t& { return s.teaser.length; }, 20, 1000},
            "The maximum length of a teaser, in characters as readers see them."},
    Setting{"lists.page_length", Number{[](Settings& s) -> std::int64_t& { return s.lists.page_length; }, 1, 100},
            "The number of stories on one page of a list.", false, true},
    Setting{"lists.feed_length", Number{[](Settings& s) -> std::int64_t& { return s.lists.feed_length; }, 1, 200},
            "The number of stories in a feed.", false, true},
    Setting{"comments.show",
            Choice{[](Settings& s, std::string_view word) { s.comments.shown = word == "on"; },
                   [](const Settings& s) { return kOnOff[s.comments.shown ? 0 : 1]; }, kOnOff},
            "Whether comments that an import brought from an earlier site are shown below their stories. `off`: they are kept, but no page "
            "shows them. New ones cannot be written in either case.",
            false, true},
    Setting{"robots.lines", List{[](Settings& s) -> std::vector<std::string>& { return s.robots.lines; }, check_robots_line, "lines"},
            "Additional lines of `/robots.txt`, placed after the site's own rules for all robots and before the sitemaps. Examples: "
            "`Disallow: /drafts/`, or `User-agent: GPTBot` followed by the rules for this robot.",
            false, true},
    Setting{"cdn.max_age", Number{[](Settings& s) -> std::int64_t& { return s.cdn.max_age; }, 0, 24 * 60 * 60},
            "For how many seconds a CDN in front of the site may serve a page without revalidating it. Pages then carry `s-maxage` and the "
            "surrogate keys to purge them by; browsers still revalidate each time. Needs `views.count = \"beacon\"`. 0: caches revalidate "
            "each time, which is answered with a `304`."},
    Setting{"press.cache_bytes", Number{[](Settings& s) -> std::int64_t& { return s.press.cache_bytes; }, kMebibyte, kMebibyte << 20},
            "The size of the cache of rendered pages in bytes, plain and compressed forms together."},
    Setting{"server.listen", Text{[](Settings& s) -> std::string& { return s.server.listen; }, check_listen},
            "Address and port to listen on. Port 0 picks a free port. Also `--listen`."},
    Setting{"server.threads", Number{[](Settings& s) -> std::int64_t& { return s.server.threads; }, 0, 256},
            "The number of threads that serve readers; 0: one per core. Also `--threads`."},
    Setting{"server.hosts", List{[](Settings& s) -> std::vector<std::string>& { return s.server.hosts; }, check_host, "host names"},
            "If set, requests for any other host are answered with 421. If not set, any host is accepted."},
    Setting{"server.trusted_proxies",
            List{[](Settings& s) -> std::vector<std::string>& { return s.server.trusted_proxies; }, check_network, "addresses or networks"},
            "Proxies whose `X-Forwarded-For` header is trusted. Set this if a proxy is in front of the server: otherwise all readers have "
            "the address of the proxy."},
    Setting{"server.max_connections", Number{[](Settings& s) -> std::int64_t& { return s.server.max_connections; }, 16, 1000000},
            "The maximum number of open connections. Further connections are closed immediately."},
    Setting{"server.max_connections_per_address",
            Number{[](Settings& s) -> std::int64_t& { return s.server.max_connections_per_address; }, 0, 1000000},
            "The maximum number of open connections from one address, except trusted proxies and this machine; 0: no limit per address."},
    Setting{"server.metrics_from",
            List{[](Settings& s) -> std::vector<std::string>& { return s.server.metrics_from; }, check_network, "addresses or networks"},
            "The addresses that may read `/metrics`, in addition to this machine."},
    Setting{"tls.certificate", Text{[](Settings& s) -> std::string& { return s.tls.certificate; }, check_file_inside},
            "The certificate chain, a PEM file inside the site's folder. Empty: no TLS, for example because a proxy in front handles it."},
    Setting{"tls.key", Text{[](Settings& s) -> std::string& { return s.tls.key; }, check_file_inside},
            "The certificate's private key, a PEM file inside the site's folder."},
    Setting{"fetching.requests",
            Choice{[](Settings& s, std::string_view word) { s.fetching.on = word == "on"; },
                   [](const Settings& s) { return kOnOff[s.fetching.on ? 0 : 1]; }, kOnOff},
            "Whether the newsroom may fetch pictures that were pasted from other sites, and titles and pictures of embeds. `off`: the "
            "server sends no such request. Readers never cause one."},
    Setting{"fetching.private_hosts",
            List{[](Settings& s) -> std::vector<std::string>& { return s.fetching.private_hosts; }, check_private_host, "hosts with ports"},
            "Servers in your own network that may be fetched from, each as `HOST:PORT`, for example `pictures.intranet:8080`. Everybody in "
            "the newsroom can then read what these servers answer. All other requests go only to public addresses, ports 80 and 443."},
    Setting{"fetching.certificates", Text{[](Settings& s) -> std::string& { return s.fetching.certificates; }, check_text},
            "The PEM file with the certificate authorities that are trusted when fetching over https."},
    Setting{"log.level",
            Choice{[](Settings& s, std::string_view word) { s.log.level = word; },
                   [](const Settings& s) -> std::string_view { return s.log.level; }, kLevels},
            "The minimum level of messages logged to standard error."},
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
        return fmt::format("an integer from {} to {}", number->least, number->most);
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
