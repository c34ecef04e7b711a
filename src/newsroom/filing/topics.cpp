// SPDX-License-Identifier: GPL-3.0-or-later
// Merges topics, undoes a merge, and splits a topic.
#include <fmt/format.h>

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

/// Answers with the topic with that slug.
auto topic_after(std::string slug) {
    return [slug = std::move(slug)](store::ReadSnapshot& snapshot, Outcome& outcome) -> Result<Answer> {
        TRY(const auto topic, store::FilingReader(snapshot).topic(slug));
        if (!topic) {
            return base::fail(ErrorCode::internal, "a topic was not found after it was changed: " + slug);
        }
        JsonWriter json;
        write_entry(json, *topic);
        return answer_of(json, outcome.created ? http::Status::created : http::Status::ok);
    };
}

}  // namespace

Result<Change> merge_topic(const Call& call, store::ReadSnapshot& /*snapshot*/) {
    BodyReader body(call.request.body);
    const auto into = body.slug("into");
    if (!into || into->empty()) {
        body.missing("into", "the slug of the topic to keep");
    }
    TRY_VOID(body.close());
    Change change;
    change.detail = "into " + *into;
    change.job = [&call, into = *into](store::WriteTransaction& transaction, Outcome& /*outcome*/) -> Result<void> {
        TRY_VOID(store::FilingWriter(transaction).merge_topics(call.parameters.slug, into, call.who->name));
        return transaction.settle_counts();
    };
    change.answer = topic_after(*into);
    return change;
}

Result<Answer> list_topic_merges(const Call& /*call*/, store::ReadSnapshot& snapshot) {
    TRY(const auto merges, store::FilingReader(snapshot).topic_merges(kMaxMergesListed));
    JsonWriter json;
    json.begin_object();
    json.key("merges").begin_array();
    for (const auto& merge : merges) {
        json.begin_object();
        json.key("number").number(merge.number);
        json.key("at").time(merge.at);
        json.key("by").text(merge.by);
        json.key("slug").text(merge.slug);
        json.key("name").text(merge.name);
        json.key("into").text(merge.into_slug);
        json.key("into_name").text(merge.into_name);
        json.key("stories").number(merge.stories);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return answer_of(json);
}

Result<Change> undo_topic_merge(const Call& call, store::ReadSnapshot& /*snapshot*/) {
    Change change;
    change.job = [merge = call.parameters.revision](store::WriteTransaction& transaction, Outcome& /*outcome*/) -> Result<void> {
        TRY_VOID(store::FilingWriter(transaction).unmerge_topics(merge));
        return {};
    };
    change.answer = [](store::ReadSnapshot& /*snapshot*/, Outcome& /*outcome*/) -> Result<Answer> { return no_content(); };
    return change;
}

Result<Change> split_topic(const Call& call, store::ReadSnapshot& /*snapshot*/) {
    BodyReader body(call.request.body);
    const auto into = body.slug("into");
    if (!into || into->empty()) {
        body.missing("into", "the slug of the topic to move the stories to");
    }
    std::string name = body.text("name", kMaxName).value_or("");
    std::vector<base::StoryId> stories;
    const auto* given = body.any("stories");
    if (given == nullptr || !given->is_array() || given->as_array().empty() || given->as_array().size() > kMaxSplitStories) {
        body.refuse("stories", fmt::format("must be a list of 1 to {} story ids", kMaxSplitStories));
    } else {
        stories.reserve(given->as_array().size());
        for (const auto& item : given->as_array()) {
            if (!item.is_int64() || item.as_int64() < 1) {
                body.refuse("stories", "must be story ids", {"wrong-type"});
                break;
            }
            stories.push_back({item.as_int64()});
        }
    }
    TRY_VOID(body.close());
    Change change;
    change.detail = fmt::format("{} stories into {}", stories.size(), *into);
    change.job = [slug = call.parameters.slug, into = *into, name = std::move(name), stories = std::move(stories)](
                     store::WriteTransaction& transaction, Outcome& outcome) -> Result<void> {
        TRY(outcome.number, store::FilingWriter(transaction).split_topic(slug, into, name, stories));
        return transaction.settle_counts();
    };
    change.answer = topic_after(*into);
    return change;
}

}  // namespace stoppress::newsroom
