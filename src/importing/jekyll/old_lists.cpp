// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/jekyll/old_lists.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>
#include <system_error>

#include "importing/jekyll/site_reader.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::jekyll {
namespace {

constexpr std::size_t kMaxListPages = 10'000;

class MadeLists {
public:
    explicit MadeLists(SiteReader& site) : site_(site), base_(site.config().base_path) {}

    void add() {
        if (!base_.empty()) {
            put("/", "/");
            put("", "/");
        }
        put("/index.html", "/");
        feeds();
        archives();
        pagination();
    }

private:
    void put(const std::string& path, std::string target) {
        if (auto address = canonical_path(base_ + path); address.has_value() && *address != target) {
            site_.old_lists.push_back({*std::move(address), {ListTarget::Kind::path, std::move(target)}});
        }
    }

    void feeds() {
        const Value* feed = site_.config().root.find("feed");
        std::string path = feed == nullptr ? std::string() : feed->text_of("path");
        put(path.empty() ? "/feed.xml" : (path.starts_with('/') ? "" : "/") + path, "/feed.xml");
        for (const char* file : {"rss.xml", "atom.xml", "feed.rss", "index.xml", "feed/index.xml", "rss/index.xml", "feed/index.html"}) {
            std::error_code failed;
            if (std::filesystem::is_regular_file(site_.folder() / file, failed)) {
                const bool index = std::string_view(file).ends_with("index.html");
                put("/" + (index ? std::string("feed/") : std::string(file)),
                    std::string_view(file) == "atom.xml" ? "/atom.xml" : "/feed.xml");
            }
        }
    }

    /// jekyll-archives: lists by year, month, day, category and tag.
    void archives() {
        const Value* options = site_.config().root.find("jekyll-archives");
        const Value* enabled = options == nullptr ? nullptr : options->find("enabled");
        if (enabled == nullptr) {
            return;
        }
        const auto texts = enabled->texts();
        const auto has = [&texts](std::string_view kind) {
            return std::ranges::any_of(texts, [kind](const std::string& one) { return one == kind || one == "all" || one == "true"; });
        };
        const Value* permalinks = options->find("permalinks");
        const auto permalink = [permalinks](std::string_view kind, std::string_view otherwise) {
            std::string own = permalinks == nullptr ? std::string() : permalinks->text_of(kind);
            return own.empty() ? std::string(otherwise) : own;
        };
        if (has("categories") || has("category")) {
            names(permalink("category", "/category/:name/"), site_.section_slugs, "/sections/");
            names(permalink("category", "/category/:name/"), site_.topic_slugs, "/topics/");
        }
        if (has("tags") || has("tag")) {
            names(permalink("tag", "/tag/:name/"), site_.topic_slugs, "/topics/");
        }
        std::set<std::pair<int, unsigned>> months;
        for (const KnownPage& known : site_.pages) {
            if (known.shown && known.day.has_value() && site_.files[known.file].role == Role::post) {
                months.emplace(static_cast<int>(known.day->year()), static_cast<unsigned>(known.day->month()));
            }
        }
        for (const auto& [year, month] : months) {
            const std::string number = fmt::format("{:04}", year);
            if (has("year")) {
                put(replace_all(permalink("year", "/:year/"), ":year", number), "/archive/" + number);
            }
            if (has("month")) {
                const std::string path = replace_all(permalink("month", "/:year/:month/"), ":year", number);
                put(replace_all(path, ":month", fmt::format("{:02}", month)), fmt::format("/archive/{}/{:02}", number, month));
            }
        }
    }

    void names(const std::string& permalink, const TermNames& slugs, std::string_view route) {
        for (const auto& [key, slug] : slugs.all()) {
            put(replace_all(permalink, ":name", key), std::string(route) + slug);
        }
    }

    /// jekyll-paginate: "/page2/".
    void pagination() {
        const std::string text = site_.config().root.text_of("paginate");
        std::size_t length = 0;
        if (std::from_chars(text.data(), text.data() + text.size(), length).ec != std::errc() || length == 0) {
            return;
        }
        const std::string path = site_.config().root.text_of("paginate_path");
        const auto posts = static_cast<std::size_t>(std::ranges::count_if(
            site_.pages, [this](const KnownPage& known) { return known.shown && site_.files[known.file].role == Role::post; }));
        const std::size_t count = std::min((posts + length - 1) / length, kMaxListPages);
        for (std::size_t number = 2; number <= count; ++number) {
            std::string page = replace_all(path.empty() ? "/page:num" : path, ":num", fmt::to_string(number));
            page.insert(0, page.starts_with('/') ? "" : "/");
            put(page + (page.ends_with('/') ? "" : "/"), "/latest");
        }
    }

    SiteReader& site_;
    const std::string base_;
};

/// Whether the text has one of the words.
bool names_list(std::string_view text, std::initializer_list<std::string_view> words) {
    const std::string lower = ascii_lower(text);
    return std::ranges::any_of(words, [&lower](std::string_view word) { return lower.contains(word); });
}

}  // namespace

std::optional<ListTarget> target_of_list(const Value& values, std::string_view lists, std::string_view place) {
    using Kind = ListTarget::Kind;
    const std::string layout = values.text_of("layout");
    for (const auto& [key, kind] : {std::pair{"category", Kind::section}, {"tag", Kind::topic}}) {
        if (std::string name = values.text_of(key); !name.empty() && (names_list(layout, {key}) || !lists.empty())) {
            return ListTarget{kind, std::move(name)};
        }
    }
    const auto at = [](const char* path) { return ListTarget{Kind::path, path}; };
    if (lists == "tags" || names_list(layout, {"tag"}) || (!lists.empty() && names_list(place, {"/tag"}))) {
        return at("/topics");
    }
    if (lists == "categories" || names_list(layout, {"categor"}) || (!lists.empty() && names_list(place, {"/categor"}))) {
        return at("/sections");
    }
    if (lists == "authors" || names_list(layout, {"author"})) {
        return at("/authors");
    }
    if (names_list(place, {"archive"}) || names_list(layout, {"archive"})) {
        return at("/archive");
    }
    const bool blog = names_list(layout, {"home", "blog", "posts", "list", "index", "collection", "news", "search"});
    return !lists.empty() || blog ? std::optional(at("/latest")) : std::nullopt;
}

void add_made_lists(SiteReader& site) {
    MadeLists(site).add();
}

}  // namespace stoppress::importing::jekyll
