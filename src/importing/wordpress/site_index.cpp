// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/wordpress/site_index.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <limits>

#include "importing/limits.hpp"
#include "importing/text/text.hpp"
#include "importing/wordpress/body/texturize.hpp"
#include "importing/wordpress/story_of_item.hpp"
#include "story/text.hpp"

namespace stoppress::importing::wordpress {

bool is_story(const WxrItem& item) {
    return item.type == "post" || item.type == "page";
}

std::string SiteIndex::key_of_author(std::string_view login) {
    const std::string slug = story::slug(login);
    return slug.empty() ? ascii_lower(login) : slug;
}

std::string SiteIndex::key_of_filing(const WxrFiling& filing) {
    return filing.nicename.empty() ? ascii_lower(filing.name) : readable(filing.nicename);
}

std::string SiteIndex::readable(std::string_view slug) {
    std::string decoded = percent_decoded(slug);
    // WordPress cuts long ones, and not always between two characters.
    return story::is_utf8(decoded) ? decoded : std::string(slug);
}

std::string SiteIndex::category_path(const std::string& key) const {
    constexpr int kMaxParents = 16;
    std::string path = key;
    auto at = categories.find(key);
    for (int depth = 0; depth < kMaxParents && at != categories.end() && !at->second.parent.empty(); ++depth) {
        path.insert(0, "/").insert(0, at->second.parent);
        at = categories.find(at->second.parent);
    }
    return path;
}

std::string SiteIndex::base_path() const {
    std::string path = path_of_link(site.link).value_or("");
    while (path.ends_with('/')) {
        path.pop_back();
    }
    return path;
}

std::string SiteIndex::section_of(const WxrItem& item) const {
    std::vector<std::string> keys;
    for (const WxrFiling& filing : item.filings) {
        if (filing.domain == "category" || filing.domain.empty()) {
            keys.push_back(key_of_filing(filing));
        }
    }
    if (keys.size() < 2) {
        return keys.empty() ? std::string() : keys.front();
    }
    const std::string path = path_of_link(item.link).value_or("");
    const auto parts = split(path, '/');
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
        if (const auto key = std::ranges::find(keys, readable(*part)); !part->empty() && key != keys.end()) {
            return *key;
        }
    }
    const auto number_of = [this](const std::string& key) {
        const auto known = categories.find(key);
        return known == categories.end() || known->second.number == 0 ? std::numeric_limits<std::int64_t>::max() : known->second.number;
    };
    for (const char* primary : {"_yoast_wpseo_primary_category", "rank_math_primary_category"}) {
        const std::string* value = item.meta_value(primary);
        const std::int64_t number = value == nullptr ? 0 : std::atoll(value->c_str());
        const auto key = std::ranges::find(keys, number, number_of);
        if (number > 0 && key != keys.end()) {
            return *key;
        }
    }
    return *std::ranges::min_element(keys, {}, number_of);
}

base::Result<std::unique_ptr<SiteIndex>> SiteIndex::read(const ImportRun& run, const WxrFiles& files) {
    TRY(const auto stream, WxrStream::open(files));
    TRY(auto attachments, Attachments::create());
    auto index = std::make_unique<SiteIndex>(std::move(attachments));
    std::uint64_t seen = 0;
    while (!(++seen % 256 == 0 && run.stop_asked())) {
        const WxrReader::Next next = stream->next();
        if (const auto* author = std::get_if<WxrAuthor>(&next)) {
            index->add(*author, stream->file());
        } else if (const auto* term = std::get_if<WxrTerm>(&next)) {
            index->add(*term, run.report, stream->file());
        } else if (const auto* item = std::get_if<WxrItem>(&next)) {
            index->add(*item);
            if (item->type == "attachment") {
                const std::string* alt = item->meta_value("_wp_attachment_image_alt");
                TRY_VOID(index->attachments->add(
                    {item->id, item->parent, item->attachment_url, alt == nullptr ? std::string() : text_of_html(*alt), item->excerpt}));
            }
        } else if (const auto* failure = std::get_if<ReadFailure>(&next)) {
            index->broken.push_back({stream->file(), *failure});
        } else {
            break;
        }
        if (index->categories.size() + index->tags.size() + index->authors.size() > kMaxWxrTerms) {
            return base::fail(base::ErrorCode::too_large,
                              fmt::format("{} has more than {} authors, categories and tags", stream->file(), kMaxWxrTerms));
        }
    }
    index->mended = stream->mended();
    index->site = stream->site();
    if (!run.options.as_typed) {
        const TextMarks marks = marks_of(story::canonical_language(index->site.language));
        for (auto& [number, content] : index->patterns) {
            content = texturized(content, marks);
        }
    }
    TRY_VOID(index->attachments->finish());
    index->moved.emplace(index->site, *index->attachments);
    index->name_slugs();
    return index;
}

void SiteIndex::add(const WxrAuthor& author, const std::string& file) {
    if (author.login.empty()) {
        return;
    }
    if (author.number > 0) {
        author_numbers.emplace(author.number, key_of_author(author.login));
    }
    Author& known = authors[key_of_author(author.login)];
    // Each file of a large site lists them all.
    if (!known.listed) {
        known.author = author;
        known.file = file;
        known.listed = true;
    }
}

void SiteIndex::add(const WxrTerm& term, Report& report, const std::string& file) {
    const bool category = term.taxonomy == "category";
    if (!category && term.taxonomy != "post_tag") {
        report.found("terms");
        report.settle("terms", Outcome::skipped, file, {term.line, "a term of a taxonomy that is not imported: " + term.taxonomy});
        return;
    }
    const std::string key = term.slug.empty() ? ascii_lower(term.name) : readable(term.slug);
    Term& known = (category ? categories : tags)[key];
    if (known.listed && known.name == term.name && !key.empty()) {
        return;  // exports list categories and tags as terms once more, and each file of a large site lists them all
    }
    if (known.listed || key.empty()) {
        // Exports made by hand list a term twice.
        report.found("terms");
        report.settle("terms", Outcome::skipped, file,
                      {term.line, key.empty() ? "a term without a name" : "listed a second time: " + term.name});
        return;
    }
    known.name = term.name;
    known.description = term.description;
    known.parent = readable(term.parent);
    known.number = term.number;
    known.file = file;
    known.line = term.line;
    known.listed = true;
}

void SiteIndex::add(const WxrItem& item) {
    menus.add(item);
    if (item.type == "guest-author") {
        // Co-Authors Plus stores people without an account as posts.
        const auto meta = [&item](const char* key) {
            const std::string* value = item.meta_value(key);
            return value == nullptr ? std::string() : *value;
        };
        Author& known = authors[key_of_author(meta("cap-user_login").empty() ? item.name : meta("cap-user_login"))];
        known.author.display_name = meta("cap-display_name").empty() ? item.title : meta("cap-display_name");
        known.author.email = meta("cap-user_email");
        known.author.description = meta("cap-description");
        known.website = meta("cap-website");
        return;
    }
    if (item.type == "wp_block" && item.status == "publish" && item.password.empty() &&
        pattern_bytes_ + item.content.size() <= kMaxPatternBytes) {
        pattern_bytes_ += item.content.size();
        patterns.emplace(item.id, item.content);
    }
    if (!is_story(item)) {
        return;
    }
    if (item.type == "post" && item.status == "publish" && item.password.empty()) {
        permalinks.learn(item, *this);
    }
    ++stories;
    if (item.type == "post" && item.status == "publish" && item.date.size() >= 7 && is_ascii_digit(item.date.front())) {
        months.insert(item.date.substr(0, 4) + "/" + item.date.substr(5, 2));
    }
    add_filings(item);
    for (const std::string& key : byline(item)) {
        Author& known = authors[key];
        if (known.author.login.empty() && known.author.display_name.empty()) {
            known.author.login = key;
            for (const WxrFiling& filing : item.filings) {
                if (filing.domain == "author" && (filing.nicename == key || filing.nicename == "cap-" + key)) {
                    known.author.display_name = filing.name;
                }
            }
        }
    }
}

void SiteIndex::add_filings(const WxrItem& item) {
    const std::string section = item.type == "page" ? std::string() : section_of(item);
    for (const WxrFiling& filing : item.filings) {
        const bool category = filing.domain == "category" || filing.domain.empty();
        if (!category && filing.domain != "post_tag" && filing.domain != "tag") {
            continue;
        }
        const std::string key = key_of_filing(filing);
        Term& term = (category ? categories : tags)[key];
        if (term.name.empty()) {
            term.name = filing.name;
        }
        if (category && key == section) {
            term.section = true;
        } else {
            term.topic = true;
        }
    }
}

void SiteIndex::name_slugs() {
    for (const auto& [key, term] : categories) {
        if (term.section) {
            section_slugs.slug(key);
        }
        // A category without stories is kept as a topic: it has a name and a description.
        if (term.topic || !term.section) {
            topic_slugs.slug(key);
        }
    }
    for (const auto& [key, term] : tags) {
        topic_slugs.slug(key);
    }
    for (const auto& [key, author] : authors) {
        author_slugs.slug(key);
    }
}

std::vector<std::string> SiteIndex::byline(const WxrItem& item) const {
    std::vector<std::string> keys;
    for (const WxrFiling& filing : item.filings) {
        if (filing.domain != "author") {
            continue;
        }
        const std::string_view nicename = std::string_view(filing.nicename).substr(filing.nicename.starts_with("cap-") ? 4 : 0);
        std::string key = key_of_author(nicename);
        const std::string by_name = key_of_author(filing.name);
        if (!authors.contains(key) && authors.contains(by_name)) {
            key = by_name;
        }
        if (!key.empty() && std::ranges::find(keys, key) == keys.end() && keys.size() < kMaxAuthors) {
            keys.push_back(std::move(key));
        }
    }
    if (keys.empty() && !trim(item.creator).empty()) {
        keys.push_back(key_of_author(trim(item.creator)));
    }
    return keys;
}

}  // namespace stoppress::importing::wordpress
