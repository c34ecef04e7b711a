// SPDX-License-Identifier: GPL-3.0-or-later
// Topics and authors by the names that people type, and new slugs for them: old ones stay valid permanently.
#include <fmt/format.h>

#include "store/filing/entries.hpp"
#include "store/filing/filing_rows.hpp"
#include "store/filing/filing_writer.hpp"
#include "store/limits.hpp"
#include "store/transaction/write_transaction.hpp"
#include "store/transaction/writer_session.hpp"
#include "story/text.hpp"

namespace stoppress::store {

namespace {

/// The slug of a new entry with this name. `taken` tells whether another one has a slug.
template <class Taken>
std::string slug_of_name(WriterSession& writer, const std::string& name, std::string_view kind, const Taken& taken) {
    auto stem = story::own_slug(name);
    if (stem.empty()) {
        stem = fmt::format("{}-{}", kind, writer.last_change() + 1);
    }
    auto slug = stem;
    // A name that differs from a known one is another topic or person, even if both make the same slug.
    for (std::int64_t number = 2; taken(slug); ++number) {
        slug = stem.substr(0, story::kMaxSlugLength - 8);
        while (!slug.empty() && (!story::is_utf8(slug) || slug.ends_with('-'))) {
            slug.pop_back();
        }
        slug += fmt::format("-{}", number < kMaxNumbered ? number : writer.last_change() + number);
    }
    return slug;
}

std::optional<std::string> named(Session& session, StatementName by_name, const std::string& name) {
    auto query = session.query(by_name);
    return query.set("name", name).one() ? std::optional(query.text("slug")) : std::nullopt;
}

base::Error refused(base::ErrorCode code, std::string message, std::string what) {
    auto error = base::fail(code, std::move(message));
    error.fields.push_back({"/slug", std::move(what)});
    return error;
}

base::Result<void> check_new_slug(const std::string& to) {
    if (story::is_slug(to)) {
        return {};
    }
    return refused(base::ErrorCode::invalid,
                   fmt::format("\"{}\" is not a valid slug: only lower-case letters, digits and hyphens are allowed.", to),
                   "is not a valid slug");
}

base::Error in_use(const std::string& slug, std::string_view kind) {
    return refused(base::ErrorCode::conflict, fmt::format("\"{}\" is the current or a former slug of another {}.", slug, kind),
                   fmt::format("is already used by another {}", kind));
}

base::Error renamed(std::string_view kind, const std::string& from, const std::string& to) {
    return base::fail(base::ErrorCode::conflict, fmt::format("\"{}\" is a former slug of the {} \"{}\".", from, kind, to));
}

}  // namespace

std::string new_author_slug(WriterSession& writer, const std::string& name) {
    return slug_of_name(writer, name, "author", [&writer](const std::string& slug) { return find_author(writer, slug).has_value(); });
}

base::Result<NamedSlug> FilingWriter::add_topic(const std::string& name) {
    return guarded([&]() -> base::Result<NamedSlug> {
        if (auto slug = named(session_.session(), "topic.by_name", name)) {
            return NamedSlug{std::move(*slug), false};
        }
        NamedEntry entry;
        entry.name = name;
        entry.slug =
            slug_of_name(session_, name, "topic", [this](const std::string& slug) { return find_topic(session_, slug).has_value(); });
        TRY_VOID(put_topic(entry));
        return NamedSlug{entry.slug, true};
    });
}

base::Result<NamedSlug> FilingWriter::add_author(const std::string& name) {
    return guarded([&]() -> base::Result<NamedSlug> {
        if (auto slug = named(session_.session(), "author.by_name", name)) {
            return NamedSlug{std::move(*slug), false};
        }
        NamedEntry entry;
        entry.name = name;
        entry.slug = new_author_slug(session_, name);
        TRY_VOID(put_author(entry));
        return NamedSlug{entry.slug, true};
    });
}

base::Result<void> FilingWriter::rename_topic(const std::string& slug, const std::string& to) {
    return guarded([&]() -> base::Result<void> {
        const auto id = find_topic(session_, slug);
        const auto present = id ? topic_of(session_.session(), *id) : std::nullopt;
        if (!present) {
            return base::fail(base::ErrorCode::not_found, fmt::format("There is no topic \"{}\".", slug));
        }
        if (present->slug != slug) {
            return renamed("topic", slug, present->slug);
        }
        if (slug == to) {
            return {};
        }
        TRY_VOID(check_new_slug(to));
        if (const auto other = find_topic(session_, to); other && *other != *id) {
            return in_use(to, "topic");
        }
        auto& session = session_.session();
        session.query("topic_alias.delete").set("alias", to).run();
        session.query("topic.rename").set("id", id->value).set("slug", to).run();
        session.query("topic_alias.insert").set("alias", slug).set("topic", id->value).run();
        session_.known().topics.clear();
        // Menus and sitemaps have its address.
        session_.append_change("topic", {}, {topic_tag(*id), topic_name_tag(*id), menu_tag()});
        return {};
    });
}

base::Result<void> FilingWriter::rename_author(const std::string& slug, const std::string& to) {
    return guarded([&]() -> base::Result<void> {
        const auto id = find_author(session_, slug);
        const auto present = id ? author_of(session_.session(), *id) : std::nullopt;
        if (!present) {
            return base::fail(base::ErrorCode::not_found, fmt::format("There is no author \"{}\".", slug));
        }
        if (present->slug != slug) {
            return renamed("author", slug, present->slug);
        }
        if (slug == to) {
            return {};
        }
        TRY_VOID(check_new_slug(to));
        if (const auto other = find_author(session_, to); other && *other != *id) {
            return in_use(to, "author");
        }
        auto& session = session_.session();
        session.query("author_alias.delete").set("alias", to).run();
        session.query("author.rename").set("id", id->value).set("slug", to).run();
        session.query("author_alias.insert").set("alias", slug).set("author", id->value).run();
        session_.known().authors.clear();
        // Menus and sitemaps have its address.
        session_.append_change("author", {}, {author_tag(*id), author_name_tag(*id), menu_tag()});
        return {};
    });
}

}  // namespace stoppress::store
