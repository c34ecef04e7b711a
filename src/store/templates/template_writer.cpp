// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/templates/template_writer.hpp"

#include <optional>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "document/convert.hpp"
#include "store/filing/filing_reader.hpp"
#include "store/limits.hpp"
#include "store/media/media_address.hpp"
#include "store/slug_list.hpp"
#include "store/stories/story_row.hpp"
#include "store/templates/template_rows.hpp"
#include "store/transaction/write_transaction.hpp"
#include "store/transaction/writer_session.hpp"
#include "store/trash/trash_rows.hpp"

namespace stoppress::store {

namespace {

using base::ErrorCode;

base::Error no_template(base::TemplateId id) {
    return base::fail(ErrorCode::not_found, fmt::format("There is no template {}.", id.value));
}

base::Result<void> check_room(Session& session) {
    auto query = session.query("template.count");
    query.one();
    if (query.integer("templates") >= kMaxTemplates) {
        return base::fail(ErrorCode::too_large, fmt::format("There are {} templates, the maximum: delete one first.", kMaxTemplates),
                          base::reason_with("too-many-templates", "max", kMaxTemplates));
    }
    return {};
}

base::Result<void> check_filing(const ReadSnapshot& snapshot, const story::Content& content) {
    FilingReader filing(snapshot);
    auto error = base::fail(ErrorCode::invalid, "The template names a section or topic that does not exist.");
    if (!content.section.empty()) {
        TRY(const auto section, filing.section(content.section));
        if (!section) {
            error.fields.push_back({"/section", fmt::format("unknown section \"{}\"", content.section), {"not-found"}});
        }
    }
    for (std::size_t i = 0; i < content.topics.size(); ++i) {
        TRY(const auto topic, filing.topic(content.topics[i]));
        if (!topic) {
            error.fields.push_back({fmt::format("/topics/{}", i), fmt::format("unknown topic \"{}\"", content.topics[i]), {"not-found"}});
        }
    }
    return error.fields.empty() ? base::Result<void>{} : base::Result<void>(std::move(error));
}

/// The parameters that inserting and updating share.
base::Result<void> set_fields(Query& query, WriterSession& writer, const std::string& name, const story::Content& content,
                              const std::string& by) {
    TRY(const auto body, document::to_stored_json(content.body));
    query.set("name", name).set("now", base::to_milliseconds(writer.now())).set("by", by).set("kind", to_string(content.kind));
    query.set("headline", content.headline).set("standfirst", content.standfirst).set("body", body).set("section", content.section);
    query.set("topics", join_words(content.topics));
    query.set("language", content.language.empty() ? writer.settings().site.language : content.language);
    return {};
}

void remove_uses(Session& session, base::TemplateId id) {
    session.query("template_medium.delete").set("template", id.value).run();
}

/// So that a file that it uses is not deleted by mistake. Those in the trash leave it.
void put_uses(Session& session, base::TemplateId id, const document::Document& body) {
    remove_uses(session, id);
    for (const auto& hash : media_hashes({}, body)) {
        session.query("template_medium.insert").set("hash", hash).set("template", id.value).run();
    }
    std::vector<base::MediumId> in_trash;
    auto query = session.query("template_medium.in_trash");
    query.set("template", id.value);
    while (query.next()) {
        in_trash.push_back({query.integer("id")});
    }
    for (const auto medium : in_trash) {
        take_medium_from_trash(session, medium);
    }
}

}  // namespace

TemplateWriter::TemplateWriter(const WriteTransaction& transaction) : session_(transaction.session()) {}

base::Result<base::TemplateId> TemplateWriter::create(const std::string& name, const story::Content& content, const std::string& by) {
    return guarded([&]() -> base::Result<base::TemplateId> {
        auto& session = session_.session();
        TRY_VOID(check_room(session));
        TRY_VOID(check_filing(WriteTransaction(session_).look(), content));
        auto query = session.query("template.insert");
        TRY_VOID(set_fields(query, session_, name, content, by));
        query.one();
        const base::TemplateId id{query.integer("id")};
        put_uses(session, id, content.body);
        return id;
    });
}

base::Result<void> TemplateWriter::save(base::TemplateId id, std::int64_t expected, const std::string& name, const story::Content& content,
                                        const std::string& by) {
    return guarded([&]() -> base::Result<void> {
        auto& session = session_.session();
        TRY(const auto before, find_template(session, id));
        if (!before || before->deleted_at) {
            return no_template(id);
        }
        if (before->version != expected) {
            const auto at = base::format_rfc3339(before->saved_at);
            auto error =
                base::fail(ErrorCode::stale,
                           fmt::format("{} changed the template at {}: read version {} first.", before->saved_by, at, before->version),
                           base::Reason{"stale", {{"name", before->saved_by}, {"at", at}}});
            error.current = fmt::format("\"{}\"", before->version);
            return error;
        }
        TRY_VOID(check_filing(WriteTransaction(session_).look(), content));
        auto query = session.query("template.update");
        TRY_VOID(set_fields(query, session_, name, content, by));
        query.set("id", id.value).set("version", expected + 1).run();
        put_uses(session, id, content.body);
        return {};
    });
}

base::Result<std::string> TemplateWriter::remove(base::TemplateId id, const std::string& by) {
    return guarded([&]() -> base::Result<std::string> {
        auto& session = session_.session();
        auto row = session.query("template.get");
        if (!row.set("id", id.value).one() || row.optional_integer("deleted_at")) {
            return no_template(id);
        }
        auto query = session.query("template.set_deleted");
        query.set("id", id.value).set("at", base::to_milliseconds(session_.now())).set("by", by).run();
        remove_uses(session, id);
        return row.text("name");
    });
}

base::Result<std::string> TemplateWriter::restore(base::TemplateId id) {
    return guarded([&]() -> base::Result<std::string> {
        auto& session = session_.session();
        TRY(const auto found, find_template(session, id));
        if (!found) {
            return no_template(id);
        }
        if (!found->deleted_at) {
            return found->name;
        }
        TRY_VOID(check_room(session));
        auto query = session.query("template.set_deleted");
        query.set("id", id.value).set("at", std::optional<std::int64_t>{}).set("by", std::string{}).run();
        put_uses(session, id, found->content.body);
        return found->name;
    });
}

base::Result<std::int64_t> TemplateWriter::remove_expired() {
    return guarded([&]() -> base::Result<std::int64_t> {
        auto& session = session_.session();
        std::vector<std::int64_t> expired;
        auto query = session.query("template.expired");
        query.set("before", base::to_milliseconds(session_.now() - kTrashKept)).set("limit", kTrashRemovedAtOnce);
        while (query.next()) {
            expired.push_back(query.integer("id"));
        }
        for (const auto id : expired) {
            session.query("template.delete").set("id", id).run();
            session.query("last_number.use").set("kind", "template").set("number", id).run();
        }
        return static_cast<std::int64_t>(expired.size());
    });
}

}  // namespace stoppress::store
