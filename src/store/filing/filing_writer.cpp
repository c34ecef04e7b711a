// SPDX-License-Identifier: GPL-3.0-or-later
// Sections, topics and authors: created, or changed if an entry differs.
#include "store/filing/filing_writer.hpp"

#include <fmt/format.h>

#include "base/text/ascii.hpp"
#include "store/filing/entries.hpp"
#include "store/filing/filing_rows.hpp"
#include "store/slug_list.hpp"
#include "store/stories/story_row.hpp"
#include "store/transaction/write_transaction.hpp"
#include "store/transaction/writer_session.hpp"
#include "story/text.hpp"

namespace stoppress::store {

namespace {

base::Result<void> check(const NamedEntry& entry) {
    base::Error error(base::ErrorCode::invalid, {});
    if (!story::is_slug(entry.slug)) {
        error.fields.push_back({"/slug", "is not a valid slug: only lower-case letters, digits and hyphens are allowed", {"not-a-slug"}});
    }
    for (const auto& [field, text] :
         {std::pair{"/name", &entry.name}, std::pair{"/description", &entry.description}, std::pair{"/email", &entry.email},
          std::pair{"/url", &entry.url}, std::pair{"/organisation", &entry.organisation}}) {
        if (!story::is_utf8(*text)) {
            error.fields.push_back({field, "is not UTF-8"});
        }
    }
    for (const auto& alias : entry.aliases) {
        if (!story::is_slug(alias)) {
            error.fields.push_back({"/aliases", fmt::format("\"{}\" is not a valid slug", alias)});
        }
    }
    if (error.fields.empty()) {
        return {};
    }
    error.message = fmt::format("{} {}.", error.fields.front().field.substr(1), error.fields.front().message);
    return error;
}

/// Applies the entry's fields; empty ones change nothing. Returns whether anything changed.
bool take(std::string& current, const std::string& given) {
    if (given.empty() || given == current) {
        return false;
    }
    current = given;
    return true;
}

base::Error alias_in_use(const std::string& alias) {
    auto error = base::fail(base::ErrorCode::conflict, fmt::format("\"{}\" is already used by another topic.", alias));
    error.fields.push_back({"/aliases", "is already used by another topic", {"in-use"}});
    return error;
}

base::Result<bool> put_aliases(WriterSession& writer, base::TopicId topic, const NamedEntry& entry) {
    bool changed = false;
    for (const auto& alias : entry.aliases) {
        if (alias == entry.slug) {
            continue;
        }
        if (const auto named = find_topic(writer, alias)) {
            if (*named != topic) {
                return alias_in_use(alias);
            }
            continue;
        }
        writer.session().query("topic_alias.insert").set("alias", alias).set("topic", topic.value).run();
        changed = true;
    }
    return changed;
}

ImportOutcome outcome(bool made, bool changed) {
    return made ? ImportOutcome::created : changed ? ImportOutcome::changed : ImportOutcome::unchanged;
}

}  // namespace

FilingWriter::FilingWriter(const WriteTransaction& transaction) : session_(transaction.session()) {}

base::Result<ImportOutcome> FilingWriter::put_section(const NamedEntry& entry) {
    return guarded([&]() -> base::Result<ImportOutcome> {
        TRY_VOID(check(entry));
        const bool made = !find_section(session_, entry.slug);
        const auto id = ensure_section(session_, entry.slug);
        auto query = session_.session().query("section.get");
        query.set("id", id.value).one();
        auto section = section_in(query);
        if (section.slug != entry.slug) {
            // It was renamed since the caller last read it, so its current name stays.
            return ImportOutcome::unchanged;
        }
        const bool renamed = take(section.name, entry.name);
        const bool described = take(section.description, entry.description);
        if (renamed || described) {
            session_.session()
                .query("section.update")
                .set("id", id.value)
                .set("name", section.name)
                .set("description", section.description)
                .run();
            session_.append_change("section", {}, {section_tag(id), section_name_tag(id), menu_tag()});
        }
        return outcome(made, renamed || described);
    });
}

base::Result<ImportOutcome> FilingWriter::put_topic(const NamedEntry& entry) {
    return guarded([&]() -> base::Result<ImportOutcome> {
        TRY_VOID(check(entry));
        const auto known = find_topic(session_, entry.slug);
        const auto id = ensure_topic(session_, entry.slug);
        auto query = session_.session().query("topic.get");
        query.set("id", id.value).one();
        auto topic = topic_in(query);
        if (topic.slug != entry.slug) {
            return alias_in_use(entry.slug);
        }
        const bool renamed = take(topic.name, entry.name);
        const bool described = take(topic.description, entry.description);
        TRY(const bool aliased, put_aliases(session_, id, entry));
        if (renamed || described || aliased) {
            session_.session()
                .query("topic.update")
                .set("id", id.value)
                .set("name", topic.name)
                .set("description", topic.description)
                .run();
            session_.append_change("topic", {}, {topic_tag(id), topic_name_tag(id)});
        }
        return outcome(!known, renamed || described || aliased);
    });
}

base::Result<ImportOutcome> FilingWriter::put_author(const NamedEntry& entry) {
    return guarded([&]() -> base::Result<ImportOutcome> {
        TRY_VOID(check(entry));
        const bool made = !find_author(session_, entry.slug);
        const auto id = ensure_author(session_, entry.slug);
        auto query = session_.session().query("author.get");
        query.set("id", id.value).one();
        auto author = author_in(query);
        if (author.slug != entry.slug) {
            // It was renamed since the caller last read it, so its current name stays.
            return ImportOutcome::unchanged;
        }
        bool changed = take(author.name, entry.name);
        changed = take(author.biography, entry.description) || changed;
        changed = take(author.email, entry.email) || changed;
        changed = take(author.url, entry.url) || changed;
        changed = take(author.organisation, entry.organisation) || changed;
        if (changed) {
            auto update = session_.session().query("author.update");
            update.set("id", id.value).set("name", author.name).set("biography", author.biography).set("email", author.email);
            update.set("url", author.url).set("organisation", author.organisation).run();
            session_.append_change("author", {}, {author_tag(id), author_name_tag(id)});
        }
        return outcome(made, changed);
    });
}

base::Result<std::string> FilingWriter::author_of_account(const std::string& email, const std::string& name) {
    return guarded([&]() -> base::Result<std::string> {
        NamedEntry entry;
        entry.name = name;
        entry.email = email;
        auto query = session_.session().query("author.of_account");
        if (query.set("email", base::ascii_lower(email)).set("name", name).one()) {
            // The name may have been changed since, on the side of the author: that one is shown to readers. An address that an import
            // brought stays, too.
            entry.slug = query.text("slug");
            entry.name.clear();
            if (!query.text("email").empty()) {
                entry.email.clear();
            }
        } else {
            entry.slug = new_author_slug(session_, name);
        }
        TRY_VOID(put_author(entry));
        return entry.slug;
    });
}

}  // namespace stoppress::store
