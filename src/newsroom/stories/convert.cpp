// SPDX-License-Identifier: GPL-3.0-or-later
// Turns Markdown or HTML into the document that a story's body would be, without saving it: for what is pasted.
#include "document/convert.hpp"
#include "newsroom/api/answers.hpp"
#include "newsroom/stories/story_answer.hpp"
#include "newsroom/stories/story_handlers.hpp"
#include "newsroom/stories/story_input.hpp"

namespace stoppress::newsroom {

base::Result<Answer> convert_body(const Call& call, store::ReadSnapshot& /*snapshot*/) {
    const ParsedJson parsed = parse_json(call.request.body);
    if (!parsed.bad.empty()) {
        return base::fail(base::ErrorCode::malformed, parsed.bad);
    }
    TRY(const auto input, read_story(parsed.value, Headline::unchecked));
    if (!input.body) {
        FieldErrors errors;
        errors.add("/body", "is required");
        return std::move(errors).error();
    }
    JsonWriter json;
    json.begin_object();
    json.key("body").begin_object();
    json.key("format").text("document");
    json.key("content").raw(document::to_json(*input.body));
    json.end_object();
    json.key("notices");
    write_notices(json, input.notices);
    json.end_object();
    return answer_of(json);
}

}  // namespace stoppress::newsroom
