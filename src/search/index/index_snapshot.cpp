// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <sstream>

#include "search/index/document.hpp"
#include "search/index/freshness.hpp"
#include "search/index/parse_query.hpp"
#include "search/index/reached.hpp"
#include "search/index/search_index.hpp"
#include "search/index/suggestion.hpp"
#include "search/index/terms.hpp"
#include "search/index/xapian_errors.hpp"
#include "search/limits.hpp"

namespace stoppress::search {

namespace {

constexpr Xapian::doccount kCountedAtLeast = 1000;  // so that usual counts are exact

/// Of all stories, those of regions as those of their language.
std::vector<std::string> languages_of(const Xapian::Database& database) {
    std::vector<std::string> languages;
    const auto prefix = language_term({});
    for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix) && languages.size() < kMaxLanguages; ++term) {
        auto language = (*term).substr(prefix.size());
        if (!language.contains('-') && has_stemmer(language)) {
            languages.push_back(std::move(language));
        }
    }
    return languages;
}

Xapian::Query with_filters(const Xapian::Query& words, const Query& query, std::span<const base::StoryId> outdated) {
    std::vector<Xapian::Query> filters;
    if (query.section) {
        filters.emplace_back(section_term(query.section));
    }
    if (query.topic) {
        filters.emplace_back(topic_term(query.topic));
    }
    if (query.author) {
        filters.emplace_back(author_term(query.author));
    }
    if (!query.language.empty()) {
        filters.emplace_back(language_term(query.language));
    }
    if (query.from) {
        filters.emplace_back(Xapian::Query::OP_VALUE_GE, kPublishedSlot, time_value(*query.from));
    }
    if (query.before) {
        filters.emplace_back(Xapian::Query::OP_VALUE_LE, kPublishedSlot, time_value(*query.before - std::chrono::milliseconds{1}));
    }
    auto all = words;
    if (!filters.empty()) {
        all = Xapian::Query(Xapian::Query::OP_FILTER, all, Xapian::Query(Xapian::Query::OP_AND, filters.begin(), filters.end()));
    }
    if (!outdated.empty()) {
        std::vector<Xapian::Query> names;
        std::ranges::transform(outdated, std::back_inserter(names), [](base::StoryId id) { return Xapian::Query(story_term(id)); });
        all = Xapian::Query(Xapian::Query::OP_AND_NOT, all, Xapian::Query(Xapian::Query::OP_OR, names.begin(), names.end()));
    }
    return all;
}

/// `shards`: of how many databases `database` consists; their documents are numbered in turn.
Answer answer_from(const Xapian::Database& database, Xapian::docid shards, const Query& query, std::span<const base::StoryId> outdated) {
    const auto languages = languages_of(database);
    const auto parsed = parse_query(query.text, languages);
    Answer answer;
    if (parsed.query.empty()) {
        answer.asked = false;
        return answer;
    }
    const auto offset = std::min(query.offset, kMaxDepth);
    const auto limit = std::min(query.limit, kMaxDepth - offset);
    const auto look = [&](const Xapian::Query& words, std::size_t from, std::size_t most) {
        Xapian::Enquire enquire(database);
        auto all = with_filters(words, query, outdated);
        Freshness freshness;
        if (query.order == Order::newest) {
            enquire.set_weighting_scheme(Xapian::BoolWeight());
            enquire.set_sort_by_value(kPublishedSlot, true);
        } else {
            all = Xapian::Query(Xapian::Query::OP_AND_MAYBE, all, Xapian::Query(&freshness));
        }
        enquire.set_query(all);
        return enquire.get_mset(static_cast<Xapian::doccount>(from), static_cast<Xapian::doccount>(most), kCountedAtLeast);
    };
    const auto found = look(parsed.query, offset, limit);
    for (auto hit = found.begin(); hit != found.end(); ++hit) {
        answer.stories.push_back({static_cast<std::int64_t>((*hit - 1) / shards + 1)});
    }
    answer.count = found.get_matches_estimated();
    answer.exact = found.get_matches_lower_bound() == found.get_matches_upper_bound();
    if (answer.count == 0) {
        auto suggested = suggestion_for(database, query.text, parsed.words);
        if (!suggested.empty() && !look(parse_query(suggested, languages).query, 0, 1).empty()) {
            answer.suggestion = std::move(suggested);
        }
    }
    return answer;
}

Xapian::WritableDatabase in_memory(std::span<const Entry> entries) {
    Xapian::WritableDatabase database(std::string(), Xapian::DB_BACKEND_INMEMORY);
    for (const auto& entry : entries) {
        database.replace_document(static_cast<Xapian::docid>(entry.id.value), document_of(entry, Named::no));
    }
    return database;
}

}  // namespace

class IndexSnapshot::Impl {
public:
    explicit Impl(Xapian::Database database) : database_(std::move(database)), reached_(reached_of(database_)) {}

    Xapian::Database database_;
    Reached reached_;
};

IndexSnapshot::IndexSnapshot(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
IndexSnapshot::IndexSnapshot(IndexSnapshot&&) noexcept = default;
IndexSnapshot& IndexSnapshot::operator=(IndexSnapshot&&) noexcept = default;
IndexSnapshot::~IndexSnapshot() = default;

base::Result<std::optional<IndexSnapshot>> IndexSnapshot::open(const std::filesystem::path& folder) {
    return without_throwing([&]() -> base::Result<std::optional<IndexSnapshot>> {
        try {
            Xapian::Database database(folder.native());
            if (database.get_metadata(kRulesKey) != kIndexRules) {
                return std::optional<IndexSnapshot>{};
            }
            return std::optional(IndexSnapshot(std::make_unique<Impl>(std::move(database))));
        } catch (const Xapian::DatabaseOpeningError&) {
            return std::optional<IndexSnapshot>{};  // includes one of another format
        }
    });
}

const Reached& IndexSnapshot::reached() const {
    return impl_->reached_;
}

std::size_t IndexSnapshot::stories() const {
    return impl_->database_.get_doccount();
}

base::Result<Answer> IndexSnapshot::find(const Query& query, std::span<const Entry> newer, std::span<const base::StoryId> outdated) {
    return without_throwing([&]() -> base::Result<Answer> {
        if (newer.empty()) {
            return answer_from(impl_->database_, 1, query, outdated);
        }
        Xapian::Database both(impl_->database_);
        both.add_database(in_memory(newer));
        return answer_from(both, 2, query, outdated);
    });
}

base::Result<std::vector<base::StoryId>> IndexSnapshot::story_ids(base::StoryId after, std::size_t limit) {
    return without_throwing([&]() -> base::Result<std::vector<base::StoryId>> {
        std::vector<base::StoryId> ids;
        auto at = impl_->database_.postlist_begin(std::string());
        const auto end = impl_->database_.postlist_end(std::string());
        if (at != end) {
            at.skip_to(static_cast<Xapian::docid>(after.value + 1));
        }
        for (; at != end && ids.size() < limit; ++at) {
            ids.push_back({static_cast<std::int64_t>(*at)});
        }
        return ids;
    });
}

base::Result<Answer> find_in(std::span<const Entry> newer, const Query& query) {
    return without_throwing([&]() -> base::Result<Answer> { return answer_from(in_memory(newer), 1, query, {}); });
}

base::Result<std::string> damage_of(const std::filesystem::path& folder) {
    return without_throwing([&]() -> base::Result<std::string> {
        std::ostringstream said;
        return Xapian::Database::check(folder.native(), 0, &said) == 0 ? std::string() : said.str();
    });
}

}  // namespace stoppress::search
