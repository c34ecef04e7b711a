// SPDX-License-Identifier: GPL-3.0-or-later
// Previews of a story's page: for the newsroom, and for whoever has a link that has not expired.
#include <fmt/format.h>

#include "newsroom/api/answers.hpp"
#include "newsroom/auth/access.hpp"
#include "newsroom/formats/json_writer.hpp"
#include "newsroom/formats/object_reader.hpp"
#include "newsroom/limits.hpp"
#include "newsroom/review/page_answer.hpp"
#include "newsroom/review/review_handlers.hpp"
#include "newsroom/stories/story_subject.hpp"
#include "store/editing/editing_reader.hpp"
#include "store/editing/editing_writer.hpp"
#include "store/editing/link_secret.hpp"

namespace stoppress::newsroom {
namespace {

using base::ErrorCode;
using base::Result;

void write_link(JsonWriter& json, const store::PreviewLink& link) {
    json.begin_object();
    json.key("number").number(link.number);
    json.key("created_at").time(link.created_at);
    json.key("created_by").text(link.created_by);
    json.key("expires_at").time(link.expires_at);
    json.end_object();
}

}  // namespace

Answer page_answer(PreviewPrinter::Page page, http::Status status) {
    Answer answer;
    answer.status = status;
    answer.content_type = "text/html; charset=utf-8";
    answer.body = std::move(page.html);
    answer.fields.add("Content-Security-Policy", page.policy);
    // The link's secret is in its address, so the address is not passed on as a referrer, and the page is not indexed.
    answer.fields.add("Referrer-Policy", "no-referrer");
    answer.fields.add("X-Robots-Tag", "noindex");
    return answer;
}

Result<Answer> show_preview(const Call& call, store::ReadSnapshot& snapshot) {
    TRY(const auto story, find_story(call, Action::see_history, snapshot));
    TRY(auto page, call.preview->story(snapshot, story.id));
    return page_answer(std::move(page), http::Status::ok);
}

Result<Answer> ReviewHandlers::open_preview_link(const Call& call, store::ReadSnapshot& snapshot) const {
    TRY(const auto story, store::EditingReader(snapshot).previewed_by(store::hash_of_link_secret(call.parameters.secret), clock_.now()));
    if (!story) {
        TRY(auto expired, call.preview->expired(snapshot));
        return page_answer(std::move(expired), http::Status::not_found);
    }
    TRY(auto page, call.preview->story(snapshot, *story));
    return page_answer(std::move(page), http::Status::ok);
}

Result<Answer> ReviewHandlers::list_preview_links(const Call& call, store::ReadSnapshot& snapshot) const {
    TRY(const auto story, find_story(call, Action::see_history, snapshot));
    TRY(const auto links, store::EditingReader(snapshot).preview_links(story.id, clock_.now()));
    JsonWriter json;
    json.begin_object();
    json.key("preview_links").begin_array();
    for (const auto& link : links) {
        write_link(json, link);
    }
    json.end_array();
    json.end_object();
    return answer_of(json);
}

Result<Change> ReviewHandlers::make_preview_link(const Call& call, store::ReadSnapshot& snapshot) const {
    TRY(const auto story, find_story(call, Action::see_history, snapshot));
    BodyReader body(call.request.body);
    const auto hours = body.whole("hours", 1, kMaxPreviewHours);
    if (!hours) {
        body.missing("hours", "for how long the link is valid");
    }
    TRY_VOID(body.close());
    const auto expires_at = clock_.now() + std::chrono::hours{*hours};
    auto secret = store::make_link_secret();
    Change change;
    change.job = [&call, id = story.id, hash = secret.hash, expires_at](store::WriteTransaction& transaction,
                                                                        Outcome& outcome) -> Result<void> {
        outcome.visible = false;
        TRY_VOID(find_story(call, Action::see_history, transaction));
        TRY(outcome.number, store::EditingWriter(transaction).add_preview_link(id, hash, expires_at, call.who->name));
        return {};
    };
    change.answer = [this, expires_at, text = std::move(secret.text)](store::ReadSnapshot& /*after*/, Outcome& outcome) -> Result<Answer> {
        JsonWriter json;
        json.begin_object();
        json.key("number").number(outcome.number);
        json.key("url").text(settings_.site.url + "/preview/" + text);
        json.key("expires_at").time(expires_at);
        json.end_object();
        Answer answer = answer_of(json, http::Status::created);
        answer.secret = true;
        return answer;
    };
    return change;
}

Result<Change> remove_preview_link(const Call& call, store::ReadSnapshot& snapshot) {
    TRY(const auto story, find_story(call, Action::see_history, snapshot));
    Change change;
    change.job = [&call, id = story.id](store::WriteTransaction& transaction, Outcome& outcome) -> Result<void> {
        outcome.visible = false;
        TRY_VOID(find_story(call, Action::see_history, transaction));
        return store::EditingWriter(transaction).remove_preview_link(id, call.parameters.revision);
    };
    change.answer = [](store::ReadSnapshot& /*after*/, Outcome& /*outcome*/) -> Result<Answer> { return no_content(); };
    return change;
}

}  // namespace stoppress::newsroom
