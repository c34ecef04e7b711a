// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsroom/stories/story_input.hpp"

#include <boost/json/serialize.hpp>

#include "document/addresses/address.hpp"
#include "document/footnotes.hpp"
#include "newsroom/limits.hpp"

namespace stoppress::newsroom {
namespace {

namespace json = boost::json;

void read_lead_image(ObjectReader& story, StoryInput& input, FieldErrors& errors) {
    const json::value* value = story.any("lead_image");
    if (value == nullptr) {
        return;
    }
    story::LeadImage image;
    if (!value->is_null()) {
        ObjectReader reader(*value, story.pointer("lead_image"), errors);
        const std::string source = reader.text("source", kMaxAddress).value_or("");
        const auto address = document::Address::parse(source);
        if (address && (address->is_web() || address->is_path())) {
            image.source = address->string();
        } else if (value->is_object()) {
            reader.refuse("source", "must be an http(s) address or a path on this site", {"not-a-url"});
        }
        image.alt = reader.text("alt", kMaxAlt).value_or("");
        image.caption = reader.text("caption", kMaxCaption).value_or("");
        image.credit = reader.text("credit", kMaxCredit).value_or("");
        reader.finish();
    }
    input.lead_image = std::move(image);
}

/// Adds the fields that a parser refused, with pointers from the request's root.
void refuse_body(const base::Error& error, const std::string& pointer, FieldErrors& errors) {
    if (error.fields.empty()) {
        errors.add(pointer, error.message);
    }
    for (const base::FieldError& field : error.fields) {
        errors.add(pointer + field.field, field.message, field.reason);
    }
}

base::Result<document::Parsed> parse_body(const std::string& format, const json::value& content) {
    if (format == "document") {
        TRY(auto tree, document::from_json(json::serialize(content)));
        return document::Parsed{std::move(tree), {}};
    }
    if (!content.is_string()) {
        return base::fail(base::ErrorCode::invalid, "must be a string because the format is " + format);
    }
    const std::string_view source{content.get_string().data(), content.get_string().size()};
    return format == "html" ? document::from_html(source) : document::from_markdown(source);
}

void read_body(ObjectReader& story, StoryInput& input, FieldErrors& errors) {
    const json::value* value = story.any("body");
    if (value == nullptr) {
        return;
    }
    if (value->is_null()) {
        input.body.emplace();
        return;
    }
    ObjectReader reader(*value, story.pointer("body"), errors);
    const auto format = reader.choice("format", {"document", "markdown", "html"});
    const json::value* content = reader.any("content");
    reader.finish();
    if (!value->is_object()) {
        return;
    }
    if (!reader.has("format")) {
        reader.refuse("format", "is required: document, markdown or html", {"required"});
    }
    if (content == nullptr) {
        reader.refuse("content", "is required", {"required"});
    }
    if (!format || format->empty() || content == nullptr) {
        return;
    }
    auto parsed = parse_body(*format, *content);
    if (!parsed.has_value()) {
        refuse_body(parsed.error(), reader.pointer("content"), errors);
        return;
    }
    document::order_footnotes(parsed->document);
    input.body = std::move(parsed->document);
    input.notices = std::move(parsed->reductions);
}

}  // namespace

base::Result<StoryInput> read_story(const json::value& value, Headline headline) {
    FieldErrors errors;
    StoryInput input;
    ObjectReader reader(value, "", errors);
    input.headline = reader.text("headline", kMaxHeadline);
    const bool missing = headline == Headline::needed && !reader.has("headline");
    if (missing || (headline != Headline::unchecked && input.headline && input.headline->empty())) {
        reader.refuse("headline", "is required: a story needs a headline", {"headline-missing"});
    }
    input.standfirst = reader.text("standfirst", kMaxStandfirst);
    input.slug = reader.slug("slug");
    input.section = reader.slug("section");
    input.topics = reader.slugs("topics", kMaxTopics);
    input.authors = reader.slugs("authors", kMaxAuthors);
    if (reader.has("language")) {
        input.language = reader.language("language");
    } else {
        reader.any("language");
    }
    if (const auto kind = reader.choice("kind", {"article", "page"})) {
        input.kind = *kind == "page" ? story::Kind::page : story::Kind::article;
    }
    input.translation_key = reader.text("translation_key", kMaxTranslationKey);
    read_lead_image(reader, input, errors);
    read_body(reader, input, errors);
    reader.finish();
    if (!errors.empty()) {
        return std::move(errors).error();
    }
    return input;
}

namespace {

template <class T>
void put_given(const std::optional<T>& given, T& into) {
    if (given) {
        into = *given;
    }
}

}  // namespace

void apply(const StoryInput& input, story::Content& content) {
    put_given(input.kind, content.kind);
    put_given(input.headline, content.headline);
    put_given(input.standfirst, content.standfirst);
    put_given(input.slug, content.slug);
    put_given(input.section, content.section);
    put_given(input.topics, content.topics);
    put_given(input.authors, content.authors);
    put_given(input.language, content.language);
    content.language_named = content.language_named || input.language.has_value();
    put_given(input.lead_image, content.lead_image);
    put_given(input.translation_key, content.translation_key);
    put_given(input.body, content.body);
}

base::Result<void> check_readable(const story::Story& story, const StoryInput& input) {
    if (story.body_unreadable && !input.body) {
        return base::fail(base::ErrorCode::conflict,
                          "The stored body of this story cannot be read. Send a body as well, or restore an earlier revision.");
    }
    return {};
}

}  // namespace stoppress::newsroom
