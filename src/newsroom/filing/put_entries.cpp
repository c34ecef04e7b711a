// SPDX-License-Identifier: GPL-3.0-or-later
// Creates sections, topics and authors, or changes their names and descriptions.
#include <memory>

#include <fmt/format.h>

#include "document/addresses/address.hpp"
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
            return base::fail(ErrorCode::internal, "a section, topic or author was not found after it was saved: " + slug);
        }
        JsonWriter json;
        write_entry(json, *found);
        return answer_of(json, outcome.created ? http::Status::created : http::Status::ok);
    };
}

/// Fails with `conflict` if `slug` is a former slug of `present`, unless it now has the slug that is wanted: then the request that renamed it
/// is repeated.
template <class Entry>
Result<void> check_not_renamed(std::string_view kind, const std::optional<Entry>& present, const std::string& slug,
                               const std::string& wanted) {
    if (present && present->slug != slug && present->slug != wanted) {
        return base::fail(ErrorCode::conflict, fmt::format("\"{}\" is a former slug of the {} \"{}\".", slug, kind, present->slug));
    }
    return {};
}

using Rename = Result<void> (store::FilingWriter::*)(const std::string& slug, const std::string& to);

/// Writes the entry, gives it another slug unless `slug` is empty, and answers with the result.
template <class Entry>
Result<Change> put(std::string_view kind, store::NamedEntry entry, const std::string& slug, Put put_it, Rename rename,
                   Result<std::optional<Entry>> (store::FilingReader::*find)(std::string_view)) {
    const auto wanted = slug.empty() ? entry.slug : slug;
    Change change;
    change.job = [kind, given = std::move(entry), wanted, put_it, rename, find](store::WriteTransaction& transaction,
                                                                                Outcome& outcome) -> Result<void> {
        auto before = transaction.look();
        TRY(const auto present, (store::FilingReader(before).*find)(given.slug));
        TRY_VOID(check_not_renamed(kind, present, given.slug, wanted));
        auto named = given;
        named.slug = present ? present->slug : given.slug;
        TRY(const auto done, (store::FilingWriter(transaction).*put_it)(named));
        TRY_VOID((store::FilingWriter(transaction).*rename)(named.slug, wanted));
        TRY_VOID(transaction.settle_counts());
        outcome.created = done == store::ImportOutcome::created;
        outcome.visible = done != store::ImportOutcome::unchanged || wanted != named.slug;
        return {};
    };
    change.answer = entry_after(wanted, find);
    return change;
}

}  // namespace

Result<Change> put_section(const Call& call, store::ReadSnapshot& snapshot) {
    std::optional<std::int64_t> position;
    std::string slug;
    TRY(const auto present, store::FilingReader(snapshot).section(call.parameters.slug));
    const auto more = [&](ObjectReader& reader, store::NamedEntry&) {
        position = reader.whole("position", 0, kMaxPosition);
        slug = reader.slug("slug").value_or("");
    };
    TRY(auto entry, read_entry(call, "description", more, present ? Name::optional : Name::needed));
    Change change;
    auto wanted = slug.empty() ? entry.slug : slug;
    change.job = [given = std::move(entry), wanted, position](store::WriteTransaction& transaction, Outcome& outcome) -> Result<void> {
        auto before = transaction.look();
        TRY(const auto there, store::FilingReader(before).section(given.slug));
        if (!there && given.name.empty()) {
            return base::fail(ErrorCode::not_found, fmt::format("Section \"{}\" no longer exists.", given.slug));
        }
        TRY_VOID(check_not_renamed("section", there, given.slug, wanted));
        auto named = given;
        named.slug = there ? there->slug : given.slug;
        TRY(const auto done, store::FilingWriter(transaction).put_section(named));
        TRY_VOID(store::FilingWriter(transaction).show_section(named.slug));
        if (position) {
            TRY_VOID(store::FilingWriter(transaction).place_section(named.slug, *position));
        }
        TRY_VOID(store::FilingWriter(transaction).rename_section(named.slug, wanted));
        TRY_VOID(transaction.settle_counts());
        outcome.created = done == store::ImportOutcome::created;
        return {};
    };
    change.answer = entry_after(wanted, &store::FilingReader::section);
    return change;
}

Result<Change> put_topic(const Call& call, store::ReadSnapshot& /*snapshot*/) {
    std::string slug;
    TRY(auto entry, read_entry(call, "description", [&slug](ObjectReader& reader, store::NamedEntry& topic) {
            slug = reader.slug("slug").value_or("");
            topic.aliases = reader.slugs("aliases", kMaxAliases).value_or(std::vector<std::string>{});
        }));
    return put("topic", std::move(entry), slug, &store::FilingWriter::put_topic, &store::FilingWriter::rename_topic,
               &store::FilingReader::topic);
}

Result<Change> put_author(const Call& call, store::ReadSnapshot& /*snapshot*/) {
    std::string slug;
    TRY(auto entry, read_entry(call, "biography", [&slug](ObjectReader& reader, store::NamedEntry& author) {
            slug = reader.slug("slug").value_or("");
            author.organisation = reader.text("organisation", kMaxName).value_or("");
            author.url = reader.text("website", kMaxAddress).value_or("");
            const auto address = document::Address::parse(author.url);
            if (!author.url.empty() && !(address && address->is_web())) {
                reader.refuse("website", "must be an http(s) address", {"not-a-url"});
            }
        }));
    return put("author", std::move(entry), slug, &store::FilingWriter::put_author, &store::FilingWriter::rename_author,
               &store::FilingReader::author);
}

Result<Change> put_own_author(const Call& call, store::ReadSnapshot& /*snapshot*/) {
    auto slug = std::make_shared<std::string>();
    Change change;
    change.job = [&call, slug](store::WriteTransaction& transaction, Outcome& outcome) -> Result<void> {
        outcome.visible = false;
        TRY(*slug, store::FilingWriter(transaction).author_of_account(call.who->name, call.who->display_name));
        return transaction.settle_counts();
    };
    change.answer = [slug](store::ReadSnapshot& snapshot, Outcome& outcome) -> Result<Answer> {
        return entry_after(*slug, &store::FilingReader::author)(snapshot, outcome);
    };
    return change;
}

}  // namespace stoppress::newsroom
