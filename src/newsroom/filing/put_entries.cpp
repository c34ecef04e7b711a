// SPDX-License-Identifier: GPL-3.0-or-later
// Creates sections, topics and authors, or changes their names and descriptions.
#include <fmt/format.h>

#include "document/address.hpp"
#include "newsroom/api/answers.hpp"
#include "newsroom/filing/entry_answer.hpp"
#include "newsroom/filing/filing_handlers.hpp"
#include "newsroom/formats/object_reader.hpp"
#include "newsroom/limits.hpp"
#include "store/filing/filing_reader.hpp"
#include "store/filing/filing_writer.hpp"
#include "store/transaction/write_transaction.hpp"

namespace stoppress::newsroom {
namespace {

using base::ErrorCode;
using base::Result;
using Put = Result<store::ImportOutcome> (store::FilingWriter::*)(const store::NamedEntry&);

/// Whether a request must contain the entry's name.
enum class Name : std::uint8_t { needed, optional };

/// The entry in a call's body: the fields of all kinds, with `description` under that name, and those
/// read by `read_more`.
template <class ReadMore>
Result<store::NamedEntry> read_entry(const Call& call, std::string_view description, ReadMore read_more, Name name = Name::needed) {
    BodyReader body(call.request.body);
    store::NamedEntry entry;
    entry.slug = call.parameters.slug;
    entry.name = body.text("name", kMaxName).value_or("");
    if (name == Name::needed && entry.name.empty()) {
        body.missing("name");
    }
    entry.description = body.text(description, kMaxDescription, Lines::many).value_or("");
    read_more(body, entry);
    TRY_VOID(body.close());
    return entry;
}

/// Answers with the entry at the slug.
template <class Entry>
auto entry_after(std::string slug, Result<std::optional<Entry>> (store::FilingReader::*find)(std::string_view)) {
    return [slug = std::move(slug), find](store::ReadSnapshot& snapshot, Outcome& outcome) -> Result<Answer> {
        TRY(const auto found, (store::FilingReader(snapshot).*find)(slug));
        if (!found) {
            return base::fail(ErrorCode::internal, "an entry was not found after it was saved: " + slug);
        }
        JsonWriter json;
        write_entry(json, *found);
        return answer_of(json, outcome.created ? http::Status::created : http::Status::ok);
    };
}

/// Writes the entry and answers with the result.
template <class Entry>
Result<Change> put(store::NamedEntry entry, Put put_it, Result<std::optional<Entry>> (store::FilingReader::*find)(std::string_view)) {
    Change change;
    change.job = [entry, put_it](store::WriteTransaction& transaction, Outcome& outcome) -> Result<void> {
        TRY(const auto done, (store::FilingWriter(transaction).*put_it)(entry));
        TRY_VOID(transaction.settle_counts());
        outcome.created = done == store::ImportOutcome::taken;
        outcome.visible = done != store::ImportOutcome::unchanged;
        return {};
    };
    change.answer = entry_after(entry.slug, find);
    return change;
}

/// The section named by the call's path; nothing if it must be created. Fails with `conflict` if it has been renamed.
Result<std::optional<store::Section>> section_to_put(const Call& call, store::ReadSnapshot& snapshot) {
    TRY(auto present, store::FilingReader(snapshot).section(call.parameters.slug));
    if (present && present->slug != call.parameters.slug) {
        return base::fail(ErrorCode::conflict,
                          fmt::format("The section \"{}\" was renamed to \"{}\".", call.parameters.slug, present->slug));
    }
    return present;
}

}  // namespace

Result<Change> put_section(const Call& call, store::ReadSnapshot& snapshot) {
    std::optional<std::int64_t> position;
    std::string slug;
    TRY(const auto present, section_to_put(call, snapshot));
    const auto more = [&](ObjectReader& reader, store::NamedEntry&) {
        position = reader.whole("position", 0, kMaxPosition);
        slug = reader.slug("slug").value_or("");
    };
    TRY(auto entry, read_entry(call, "description", more, present ? Name::optional : Name::needed));
    Change change;
    auto wanted = slug.empty() ? entry.slug : slug;
    change.job = [&call, entry = std::move(entry), wanted, position](store::WriteTransaction& transaction,
                                                                     Outcome& outcome) -> Result<void> {
        auto before = transaction.look();
        TRY(const auto there, section_to_put(call, before));
        if (!there && entry.name.empty()) {
            return base::fail(ErrorCode::not_found, fmt::format("Section \"{}\" no longer exists.", entry.slug));
        }
        TRY(const auto done, store::FilingWriter(transaction).put_section(entry));
        TRY_VOID(store::FilingWriter(transaction).show_section(entry.slug));
        if (position) {
            TRY_VOID(store::FilingWriter(transaction).place_section(entry.slug, *position));
        }
        TRY_VOID(store::FilingWriter(transaction).rename_section(entry.slug, wanted));
        TRY_VOID(transaction.settle_counts());
        outcome.created = done == store::ImportOutcome::taken;
        return {};
    };
    change.answer = entry_after(wanted, &store::FilingReader::section);
    return change;
}

Result<Change> put_topic(const Call& call, store::ReadSnapshot& /*snapshot*/) {
    TRY(auto entry, read_entry(call, "description", [](ObjectReader& reader, store::NamedEntry& topic) {
            topic.aliases = reader.slugs("aliases", kMaxAliases).value_or(std::vector<std::string>{});
        }));
    return put(std::move(entry), &store::FilingWriter::put_topic, &store::FilingReader::topic);
}

Result<Change> put_author(const Call& call, store::ReadSnapshot& /*snapshot*/) {
    TRY(auto entry, read_entry(call, "biography", [](ObjectReader& reader, store::NamedEntry& author) {
            author.organisation = reader.text("organisation", kMaxName).value_or("");
            author.url = reader.text("website", kMaxAddress).value_or("");
            const auto address = document::Address::parse(author.url);
            if (!author.url.empty() && !(address && address->is_web())) {
                reader.refuse("website", "must be an http(s) address");
            }
        }));
    return put(std::move(entry), &store::FilingWriter::put_author, &store::FilingReader::author);
}

}  // namespace stoppress::newsroom
