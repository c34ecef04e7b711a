// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of pictures. Their files are not the store's: whoever writes a row has made them durable before.
#include <fmt/format.h>

#include "store/read_snapshot.hpp"
#include "store/sql/reader_session.hpp"
#include "store/write_transaction.hpp"
#include "store/writing/writer_session.hpp"
#include "story/text.hpp"

namespace stoppress::store {

namespace {

Medium medium_in(const Query& row, std::string_view source) {
    Medium medium;
    medium.id = {row.integer("id")};
    medium.hash = row.text("hash");
    medium.content_type = row.text("content_type");
    medium.width = row.integer("width");
    medium.height = row.integer("height");
    medium.size = row.integer("size");
    medium.original = row.text("original");
    medium.original_type = row.text("original_type");
    medium.file_name = row.text("file_name");
    medium.alt = row.text("alt");
    medium.caption = row.text("caption");
    medium.credit = row.text("credit");
    medium.source = source;
    medium.created_at = base::from_milliseconds(row.integer("created_at"));
    return medium;
}

std::optional<Medium> find_medium(Session& session, std::string_view source) {
    auto query = session.query("medium.by_source");
    if (!query.set("source", source).one()) {
        return std::nullopt;
    }
    return medium_in(query, source);
}

Query& set_words(Query& query, const Medium& medium) {
    return query.set("hash", medium.hash)
        .set("content_type", medium.content_type)
        .set("width", medium.width)
        .set("height", medium.height)
        .set("size", medium.size)
        .set("original", medium.original)
        .set("original_type", medium.original_type)
        .set("file_name", medium.file_name)
        .set("alt", medium.alt)
        .set("caption", medium.caption)
        .set("credit", medium.credit);
}

base::Result<void> check_medium(const Medium& medium) {
    for (const auto& [field, text] :
         {std::pair{"/file_name", &medium.file_name}, std::pair{"/alt", &medium.alt}, std::pair{"/caption", &medium.caption},
          std::pair{"/credit", &medium.credit}, std::pair{"/source", &medium.source}}) {
        if (!story::is_utf8(*text)) {
            auto error =
                base::fail(base::ErrorCode::invalid, fmt::format("{} of a picture is not UTF-8.", std::string_view(field).substr(1)));
            error.fields.push_back({field, "is not UTF-8"});
            return error;
        }
    }
    return {};
}

}  // namespace

base::Result<ImportOutcome> WriteTransaction::put_medium(const Medium& medium) {
    return guarded([&]() -> base::Result<ImportOutcome> {
        TRY_VOID(check_medium(medium));
        auto& session = session_.session();
        auto known = medium.source.empty() ? std::nullopt : find_medium(session, medium.source);
        if (known) {
            Medium wanted = medium;
            wanted.id = known->id;
            wanted.created_at = known->created_at;
            if (wanted == *known) {
                return ImportOutcome::unchanged;
            }
            auto update = session.query("medium.update");
            set_words(update, medium).set("id", known->id.value).run();
            return ImportOutcome::changed;
        }
        auto insert = session.query("medium.insert");
        set_words(insert, medium).set("created_at", base::to_milliseconds(session_.now()));
        if (medium.source.empty()) {
            insert.set_null("source");
        } else {
            insert.set("source", medium.source);
        }
        insert.run();
        return ImportOutcome::taken;
    });
}

base::Result<std::optional<Medium>> ReadSnapshot::medium(std::string_view source) {
    return guarded([&]() -> base::Result<std::optional<Medium>> { return find_medium(session_.session(), source); });
}

}  // namespace stoppress::store
