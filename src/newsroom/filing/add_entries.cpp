// SPDX-License-Identifier: GPL-3.0-or-later
// Topics and authors by name, as somebody types them beside a story.
#include <memory>

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

using base::Result;

Result<std::string> read_name(const Call& call) {
    BodyReader body(call.request.body);
    auto name = body.text("name", kMaxName).value_or("");
    if (name.empty()) {
        body.missing("name");
    }
    TRY_VOID(body.close());
    return name;
}

template <class Entry>
Result<Change> add(const Call& call, Result<store::NamedSlug> (store::FilingWriter::*add_it)(const std::string&),
                   Result<std::optional<Entry>> (store::FilingReader::*find)(std::string_view)) {
    TRY(auto name, read_name(call));
    Change change;
    auto slug = std::make_shared<std::string>();
    change.job = [name = std::move(name), add_it, slug](store::WriteTransaction& transaction, Outcome& outcome) -> Result<void> {
        TRY(auto added, (store::FilingWriter(transaction).*add_it)(name));
        TRY_VOID(transaction.settle_counts());
        *slug = std::move(added.slug);
        outcome.created = added.made;
        outcome.visible = false;  // readers see it with its first published story
        return {};
    };
    change.answer = [slug, find](store::ReadSnapshot& snapshot, Outcome& outcome) -> Result<Answer> {
        TRY(const auto found, (store::FilingReader(snapshot).*find)(*slug));
        if (!found) {
            return base::fail(base::ErrorCode::internal, "an entry was not found after it was saved: " + *slug);
        }
        JsonWriter json;
        write_entry(json, *found);
        return answer_of(json, outcome.created ? http::Status::created : http::Status::ok);
    };
    return change;
}

}  // namespace

Result<Change> add_topic(const Call& call, store::ReadSnapshot& /*snapshot*/) {
    return add(call, &store::FilingWriter::add_topic, &store::FilingReader::topic);
}

Result<Change> add_author(const Call& call, store::ReadSnapshot& /*snapshot*/) {
    return add(call, &store::FilingWriter::add_author, &store::FilingReader::author);
}

}  // namespace stoppress::newsroom
