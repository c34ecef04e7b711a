// SPDX-License-Identifier: GPL-3.0-or-later
// Makes sections, topics and authors, or changes what they are called.
#include <fmt/format.h>

#include "document/address.hpp"
#include "newsroom/entry_answer.hpp"
#include "newsroom/handlers.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/object_reader.hpp"

namespace stoppress::newsroom {
namespace {

using base::ErrorCode;
using base::Result;
using Put = Result<store::ImportOutcome> (store::WriteTransaction::*)(const store::NamedEntry&);

Result<store::NamedEntry> read_entry(const Call& call, ObjectReader& reader, FieldErrors& errors, std::string_view description) {
    store::NamedEntry entry;
    entry.slug = call.parameters.slug;
    entry.name = reader.text("name", kMaxName).value_or("");
    if (entry.name.empty() && errors.empty()) {
        reader.refuse("name", "is missing");
    }
    entry.description = reader.text(description, kMaxDescription, Lines::many).value_or("");
    return entry;
}

/// Writes the entry and answers with what stands there then.
template <class Entry>
Result<Change> put(store::NamedEntry entry, Put put_it, Result<std::optional<Entry>> (store::ReadSnapshot::*find)(std::string_view)) {
    Change change;
    change.job = [entry, put_it](store::WriteTransaction& transaction, Outcome& outcome) -> Result<void> {
        TRY(const auto done, (transaction.*put_it)(entry));
        outcome.created = done == store::ImportOutcome::taken;
        outcome.visible = done != store::ImportOutcome::unchanged;
        return {};
    };
    change.answer = [slug = entry.slug, find](store::ReadSnapshot& snapshot, Outcome& outcome) -> Result<Answer> {
        TRY(const auto found, (snapshot.*find)(slug));
        if (!found) {
            return base::fail(ErrorCode::internal, "an entry is not there after it was put: " + slug);
        }
        JsonWriter json;
        write_entry(json, *found);
        Answer answer;
        answer.body = json.take();
        answer.status = outcome.created ? http::Status::created : http::Status::ok;
        return answer;
    };
    return change;
}

}  // namespace

Result<Change> put_section(const Parts& /*parts*/, const Call& call, store::ReadSnapshot& /*snapshot*/) {
    const ParsedJson parsed = parse_json(call.request.body);
    if (!parsed.bad.empty()) {
        return base::fail(ErrorCode::malformed, parsed.bad);
    }
    FieldErrors errors;
    ObjectReader reader(parsed.value, "", errors);
    TRY(auto entry, read_entry(call, reader, errors, "description"));
    reader.finish();
    if (!errors.empty()) {
        return std::move(errors).error();
    }
    return put(std::move(entry), &store::WriteTransaction::put_section, &store::ReadSnapshot::section);
}

Result<Change> put_topic(const Parts& /*parts*/, const Call& call, store::ReadSnapshot& /*snapshot*/) {
    const ParsedJson parsed = parse_json(call.request.body);
    if (!parsed.bad.empty()) {
        return base::fail(ErrorCode::malformed, parsed.bad);
    }
    FieldErrors errors;
    ObjectReader reader(parsed.value, "", errors);
    TRY(auto entry, read_entry(call, reader, errors, "description"));
    entry.aliases = reader.slugs("aliases", kMaxAliases).value_or(std::vector<std::string>{});
    reader.finish();
    if (!errors.empty()) {
        return std::move(errors).error();
    }
    return put(std::move(entry), &store::WriteTransaction::put_topic, &store::ReadSnapshot::topic);
}

Result<Change> put_author(const Parts& /*parts*/, const Call& call, store::ReadSnapshot& /*snapshot*/) {
    const ParsedJson parsed = parse_json(call.request.body);
    if (!parsed.bad.empty()) {
        return base::fail(ErrorCode::malformed, parsed.bad);
    }
    FieldErrors errors;
    ObjectReader reader(parsed.value, "", errors);
    TRY(auto entry, read_entry(call, reader, errors, "biography"));
    entry.organisation = reader.text("organisation", kMaxName).value_or("");
    entry.url = reader.text("website", kMaxAddress).value_or("");
    const auto address = document::Address::parse(entry.url);
    if (!entry.url.empty() && !(address && address->is_web())) {
        reader.refuse("website", "must be an http(s) address");
    }
    reader.finish();
    if (!errors.empty()) {
        return std::move(errors).error();
    }
    return put(std::move(entry), &store::WriteTransaction::put_author, &store::ReadSnapshot::author);
}

}  // namespace stoppress::newsroom
