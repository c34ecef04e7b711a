// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/addresses/new_place.hpp"

#include <algorithm>
#include <array>

#include "base/text/ascii.hpp"
#include "base/text/percent.hpp"

namespace stoppress::cli {
namespace {

constexpr std::array<std::string_view, 5> kExtensions{".html", ".htm", ".php", ".aspx", ".asp"};
constexpr std::array<std::string_view, 5> kIndexFiles{"index.html", "index.htm", "index.php", "default.aspx", "index.asp"};

std::string_view without_slash(std::string_view path) {
    while (path.size() > 1 && path.ends_with('/')) {
        path.remove_suffix(1);
    }
    return path;
}

std::string_view last_part(std::string_view path) {
    path = without_slash(path);
    return path.substr(path.rfind('/') + 1);
}

/// Everything before the last part, without a slash at the end; "" for the first level.
std::string_view parent(std::string_view path) {
    path = without_slash(path);
    return path.substr(0, std::min(path.rfind('/'), path.size()));
}

std::string_view without_extension(std::string_view name) {
    for (const std::string_view extension : kExtensions) {
        if (name.size() > extension.size() && base::ascii_lower(name).ends_with(extension)) {
            return name.substr(0, name.size() - extension.size());
        }
    }
    return name;
}

class Places {
public:
    explicit Places(std::string_view path) : path_(path) {}

    std::vector<std::string> all;

    void add(std::string place) {
        place = place.empty() ? "/" : std::move(place);
        if (place != path_ && std::ranges::find(all, place) == all.end()) {
            all.push_back(std::move(place));
        }
    }
    /// With and without a slash at the end.
    void add_both(std::string_view place) {
        add(std::string(without_slash(place)));
        add(std::string(without_slash(place)) + "/");
    }
    /// The lists of other systems: "/tag/x" is "/topics/x" or "/sections/x".
    void add_lists(std::string_view place) {
        struct Name {
            std::string_view theirs;
            std::array<std::string_view, 2> ours;
        };
        static constexpr std::array kNames{Name{"tag", {"topics", "sections"}},      Name{"tags", {"topics", "sections"}},
                                           Name{"topic", {"topics", "sections"}},    Name{"label", {"topics", "sections"}},
                                           Name{"category", {"sections", "topics"}}, Name{"categories", {"sections", "topics"}},
                                           Name{"section", {"sections", "topics"}},  Name{"author", {"authors", ""}},
                                           Name{"writers", {"authors", ""}},         Name{"contributors", {"authors", ""}}};
        const std::string_view name = last_part(parent(place));
        const auto known = std::ranges::find(kNames, name, &Name::theirs);
        if (known == kNames.end()) {
            return;
        }
        for (const std::string_view list : known->ours) {
            if (!list.empty()) {
                add("/" + std::string(list) + "/" + base::ascii_lower(last_part(place)));
            }
        }
    }

private:
    std::string_view path_;
};

}  // namespace

std::vector<std::string> new_places(std::string_view path) {
    static constexpr std::array<std::string_view, 8> kFeeds{"feed",      "rss",       "rss.xml",  "feed.rss",
                                                            "index.rss", "index.xml", "feed.xml", "rss2"};
    Places places(path);
    std::string_view plain = path.substr(0, path.find('?'));
    const std::string name = base::ascii_lower(last_part(plain));
    if (std::ranges::find(kIndexFiles, name) != kIndexFiles.end()) {
        plain = parent(plain);
    }
    places.add_both(plain);
    places.add_both(base::ascii_lower(plain));
    if (const std::string_view bare = without_extension(plain); bare != plain) {
        places.add_both(bare);
    } else if (plain.size() > 1) {
        places.add(std::string(without_slash(plain)) + ".html");
    }
    const bool atom = name == "atom" || name == "atom.xml";
    if (atom || std::ranges::find(kFeeds, name) != kFeeds.end()) {
        const std::string feed = atom ? "/atom.xml" : "/feed.xml";
        places.add(std::string(parent(plain)) + feed);
        Places lists("");
        lists.add_lists(parent(plain));
        for (const std::string& list : lists.all) {
            places.add(list + feed);
        }
        if (parent(plain).empty() || last_part(parent(plain)) == "feed" || last_part(parent(plain)) == "comments") {
            places.add(feed);
        }
    }
    if (name == "amp" || name == "print") {
        places.add_both(parent(plain));
    }
    // "/list/page/3/" and "/post/3/": a further page of a list or a story.
    if (!name.empty() && name.size() <= 4 && std::ranges::all_of(name, base::is_ascii_digit)) {
        const std::string_view above = parent(plain);
        places.add_both(last_part(above) == "page" ? parent(above) : above);
        places.add_lists(last_part(above) == "page" ? parent(above) : above);
    }
    places.add_lists(plain);
    return places.all;
}

std::string slug_in(std::string_view path) {
    constexpr std::size_t kTelling = 12;
    const std::string decoded = base::percent_decoded(last_part(path.substr(0, path.find('?'))));
    std::string_view slug = without_extension(decoded);
    // "2019-05-01-the-name"
    const auto digits = [](std::string_view text) { return std::ranges::all_of(text, base::is_ascii_digit); };
    if (slug.size() > 11 && digits(slug.substr(0, 4)) && slug[4] == '-' && digits(slug.substr(5, 2)) && slug[7] == '-' &&
        digits(slug.substr(8, 2)) && slug[10] == '-') {
        slug.remove_prefix(11);
    }
    const bool telling = slug.contains('-') || slug.size() >= kTelling;
    const bool number = slug.find_first_not_of("0123456789-") == std::string_view::npos;
    return telling && !number ? base::ascii_lower(slug) : std::string();
}

}  // namespace stoppress::cli
