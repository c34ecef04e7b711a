// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/message/characters.hpp"
#include "http/message/conditional.hpp"
#include "newsroom/front/front_answer.hpp"
#include "newsroom/front/front_handlers.hpp"
#include "newsroom/front/front_input.hpp"
#include "newsroom/review/page_answer.hpp"
#include "newsroom/stories/story_answer.hpp"
#include "store/front/front_reader.hpp"
#include "store/front/front_writer.hpp"

namespace stoppress::newsroom {

using base::ErrorCode;
using base::Result;

namespace {

/// The version that the request was based on, if that is still the current one; else one that is not.
std::int64_t expected_version(const Call& call, std::int64_t current) {
    return http::matches_strongly(call.request.if_match, revision_etag(current)) ? current : -1;
}

}  // namespace

Result<Answer> FrontHandlers::get_front(const Call& /*call*/, store::ReadSnapshot& snapshot) const {
    return front_answer(snapshot, effective_settings_.current()->lists.page_length);
}

Result<Change> FrontHandlers::put_front(const Call& call, store::ReadSnapshot& /*snapshot*/) const {
    if (call.request.if_match.empty()) {
        return base::fail(ErrorCode::unconditional,
                          "If-Match is required: send the ETag of the version that you change (for example `If-Match: \"3\"`).");
    }
    TRY(auto front, read_front(call.request.body, clock_.now()));
    Change change;
    change.job = [&call, front = std::move(front)](store::WriteTransaction& transaction, Outcome& outcome) -> Result<void> {
        TRY(const auto before, store::FrontReader(transaction.look()).front());
        TRY_VOID(store::FrontWriter(transaction).put_front(front, expected_version(call, before.version), call.who->name));
        outcome.detail = front_changes(before, front);
        return {};
    };
    change.answer = [page_length = effective_settings_.current()->lists.page_length](
                        store::ReadSnapshot& after, Outcome& /*outcome*/) -> Result<Answer> { return front_answer(after, page_length); };
    return change;
}

Result<Answer> FrontHandlers::preview_front(const Call& call, store::ReadSnapshot& snapshot) const {
    const auto type = http::trim(call.request.content_type.substr(0, call.request.content_type.find(';')));
    const bool is_form = http::is_name(type, "application/x-www-form-urlencoded");
    TRY(const auto front, read_front(is_form ? front_in_form(call.request.body) : call.request.body, clock_.now()));
    TRY(auto page, call.preview->front(snapshot, front));
    return page_answer(std::move(page), http::Status::ok);
}

}  // namespace stoppress::newsroom
