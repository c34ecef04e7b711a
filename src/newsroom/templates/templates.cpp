// SPDX-License-Identifier: GPL-3.0-or-later
// Story templates: listed, read, added, changed, deleted and restored.
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "http/message/conditional.hpp"
#include "newsroom/api/answers.hpp"
#include "newsroom/auth/access.hpp"
#include "newsroom/formats/query_reader.hpp"
#include "newsroom/stories/draft_state.hpp"
#include "newsroom/stories/story_answer.hpp"
#include "newsroom/templates/template_handlers.hpp"
#include "newsroom/templates/template_input.hpp"
#include "store/templates/template_reader.hpp"
#include "store/templates/template_writer.hpp"
#include "store/transaction/write_transaction.hpp"
#include "story/letters.hpp"

namespace stoppress::newsroom {
namespace {

using base::ErrorCode;
using base::Result;
using store::StoryTemplate;
using store::TemplateReader;
using store::TemplateWriter;

base::TemplateId template_id_of(const Call& call) {
    return {call.parameters.revision};
}

/// What lists show as well.
void write_template_head(JsonWriter& json, const StoryTemplate& one) {
    json.key("id").number(one.id.value);
    json.key("version").number(one.version);
    json.key("name").text(one.name);
    json.key("saved_at").time(one.saved_at);
    json.key("saved_by").text(one.saved_by);
    json.key("deleted_at").time(one.deleted_at);
    json.key("deleted_by").text_or_null(one.deleted_by);
    json.key("kind").text(one.content.kind == story::Kind::page ? "page" : "article");
    json.key("headline").text(one.content.headline);
    json.key("language").text(one.content.language);
}

Answer template_answer(const StoryTemplate& one, const std::string& site_language, std::span<const document::Reduction> notices = {}) {
    const auto& content = one.content;
    JsonWriter json;
    json.begin_object();
    write_template_head(json, one);
    json.key("direction").text(story::to_string(story::direction_of(story::shown_language(content, content.standfirst, site_language))));
    json.key("standfirst").text(content.standfirst);
    json.key("body").begin_object();
    json.key("format").text("document");
    json.key("content").raw(document::to_json(content.body));
    json.end_object();
    json.key("section").text_or_null(content.section);
    json.key("topics").texts(content.topics);
    if (!notices.empty()) {
        json.key("notices");
        write_notices(json, notices);
    }
    json.end_object();
    auto answer = answer_of(json);
    answer.etag = revision_etag(one.version);
    return answer;
}

/// Fails with `not_found` if there is none, or it was deleted.
Result<StoryTemplate> present_template(const store::ReadSnapshot& snapshot, base::TemplateId id) {
    TRY(auto found, TemplateReader(snapshot).story_template(id));
    if (!found || found->deleted_at) {
        return base::fail(ErrorCode::not_found, fmt::format("There is no template {}.", id.value));
    }
    return std::move(*found);
}

/// For the audit log; and readers see no difference.
void note_template(Outcome& outcome, base::TemplateId id, const std::string& name) {
    outcome.visible = false;
    outcome.subject = fmt::format("template {}", id.value);
    outcome.detail = name;
    outcome.number = id.value;
}

/// Answers with the template that the job has named in note_template().
auto template_after(const settings::Settings& settings, std::vector<document::Reduction> notices) {
    return [&settings, notices = std::move(notices)](store::ReadSnapshot& after, Outcome& outcome) -> Result<Answer> {
        TRY(const auto made, present_template(after, {outcome.number}));
        auto answer = template_answer(made, settings.site.language, notices);
        if (outcome.created) {
            answer.status = http::Status::created;
            answer.location = fmt::format("/api/v1/templates/{}", outcome.number);
        }
        return answer;
    };
}

/// The version that the request was based on, if that is still the current one; else one that is not.
std::int64_t based_on_version(const Call& call, std::int64_t current) {
    return http::matches_strongly(call.request.if_match, revision_etag(current)) ? current : -1;
}

}  // namespace

Result<Answer> TemplateHandlers::list_templates(const Call& call, store::ReadSnapshot& snapshot) const {
    QueryReader reader(call.query);
    const bool deleted = reader.choice("deleted", {"true", "false"}) == "true";
    TRY_VOID(reader.finish());
    if (deleted) {
        TRY_VOID(allow(call.who, Capability::edit));
    }
    TRY(const auto listed, deleted ? TemplateReader(snapshot).deleted_templates() : TemplateReader(snapshot).templates());
    JsonWriter json;
    json.begin_object();
    json.key("templates").begin_array();
    for (const auto& one : listed) {
        json.begin_object();
        write_template_head(json, one);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return answer_of(json);
}

Result<Answer> TemplateHandlers::get_template(const Call& call, store::ReadSnapshot& snapshot) const {
    TRY(const auto found, present_template(snapshot, template_id_of(call)));
    return template_answer(found, settings_.site.language);
}

Result<Change> TemplateHandlers::add_template(const Call& call, store::ReadSnapshot& /*snapshot*/) const {
    TRY(auto input, read_template(call.request.body, TemplateName::needed));
    auto notices = std::move(input.story_fields.notices);
    Change change;
    change.job = [&call, input = std::move(input)](store::WriteTransaction& transaction, Outcome& outcome) -> Result<void> {
        story::Content content;
        apply(input.story_fields, content);
        TRY(const auto id, TemplateWriter(transaction).create(*input.name, content, call.who->name));
        note_template(outcome, id, *input.name);
        outcome.created = true;
        return {};
    };
    change.answer = template_after(settings_, std::move(notices));
    return change;
}

Result<Change> TemplateHandlers::change_template(const Call& call, store::ReadSnapshot& /*snapshot*/) const {
    TRY_VOID(require_if_match(call));
    TRY(auto input, read_template(call.request.body, TemplateName::optional));
    auto notices = std::move(input.story_fields.notices);
    Change change;
    change.job = [&call, input = std::move(input)](store::WriteTransaction& transaction, Outcome& outcome) -> Result<void> {
        TRY(const auto before, present_template(transaction.look(), template_id_of(call)));
        auto content = before.content;
        apply(input.story_fields, content);
        const auto name = input.name.value_or(before.name);
        TRY_VOID(TemplateWriter(transaction).save(before.id, based_on_version(call, before.version), name, content, call.who->name));
        note_template(outcome, before.id, name);
        return {};
    };
    change.answer = template_after(settings_, std::move(notices));
    return change;
}

Result<Change> TemplateHandlers::delete_template(const Call& call, store::ReadSnapshot& /*snapshot*/) const {
    Change change;
    change.job = [&call](store::WriteTransaction& transaction, Outcome& outcome) -> Result<void> {
        TRY(const auto name, TemplateWriter(transaction).remove(template_id_of(call), call.who->name));
        note_template(outcome, template_id_of(call), name);
        return {};
    };
    change.answer = [](store::ReadSnapshot& /*after*/, Outcome& /*outcome*/) -> Result<Answer> { return no_content(); };
    return change;
}

Result<Change> TemplateHandlers::restore_template(const Call& call, store::ReadSnapshot& /*snapshot*/) const {
    Change change;
    change.job = [&call](store::WriteTransaction& transaction, Outcome& outcome) -> Result<void> {
        TRY(const auto name, TemplateWriter(transaction).restore(template_id_of(call)));
        note_template(outcome, template_id_of(call), name);
        return {};
    };
    change.answer = template_after(settings_, {});
    return change;
}

}  // namespace stoppress::newsroom
