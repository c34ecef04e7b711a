// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/ghost/body/body_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "document/addresses/ghost_heading.hpp"
#include "document/footnotes.hpp"
#include "document/limits.hpp"
#include "importing/ghost/export/export_rows.hpp"
#include "importing/limits.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::ghost {

document::ParseOptions BodyBuilder::parse_options() const {
    document::ParseOptions options;
    options.rewrite_address = options_.rewrite_address;
    options.all_recordings = true;
    return options;
}

void BodyBuilder::read(std::string_view source, Read with, const document::ParseOptions& options) {
    if (failure_.has_value()) {
        return;
    }
    auto parsed = with(source, options);
    if (!parsed.has_value()) {
        failure_ = std::move(parsed).error();
        return;
    }
    for (document::Reduction& reduction : parsed->reductions) {
        note(std::move(reduction.what));
    }
    document::append(body_.document, std::move(parsed->document));
}

void BodyBuilder::flush() {
    if (!open_.empty()) {
        read(std::exchange(open_, {}), &document::from_html, parse_options());
    }
}

void BodyBuilder::add(std::string_view markup) {
    if (open_.size() + markup.size() > kMaxExpandedBytes) {
        failure_ =
            failure_.value_or(base::fail(base::ErrorCode::too_large, fmt::format("its text has more than {} bytes", kMaxExpandedBytes)));
        return;
    }
    open_ += markup;
}

std::string BodyBuilder::shown(std::string_view source) {
    constexpr std::string_view kBegin = "<!--kg-gated-block:begin";
    constexpr std::string_view kEnd = "<!--kg-gated-block:end-->";
    std::string out;
    while (true) {
        const std::size_t begin = source.find(kBegin);
        out += source.substr(0, begin);
        if (begin == std::string_view::npos) {
            break;
        }
        const std::size_t end = source.find(kEnd, begin);
        const std::string_view block = source.substr(begin, end == std::string_view::npos ? end : end + kEnd.size() - begin);
        if (block.substr(0, block.find("-->")).contains("nonMember:false")) {
            note("left out, because only members saw it: a part of the text");
        } else {
            out += block;
        }
        source.remove_prefix(begin + block.size());
    }
    // In text, too, it stands for the site's address; Markdown would take its underscores for marks.
    return options_.site_address.empty() ? out : replace_all(out, "__GHOST_URL__", options_.site_address);
}

void BodyBuilder::add_html(std::string_view html) {
    flush();
    read(shown(html), &document::from_html, parse_options());
}

void BodyBuilder::add_markdown(std::string_view markdown) {
    flush();
    document::ParseOptions options = parse_options();
    // Ghost numbers equal headings of a Markdown card not at all, so links lead to the first.
    options.heading_anchor = [](std::string_view text) { return document::ghost_heading_slug(text_of_markdown(text)); };
    read(plain_markdown(shown(markdown)), &document::from_markdown, options);
}

std::string BodyBuilder::line_of_html(std::string_view html) {
    if (html.find_first_of("<&") == std::string_view::npos) {
        return escaped(single_line(html));
    }
    const auto parsed = document::from_html(html, parse_options());
    if (!parsed.has_value()) {
        return escaped(text_of_html(html));
    }
    std::string line = single_line(document::to_html(parsed->document).string());
    // Several paragraphs become one line; other blocks have no place in it.
    line = replace_all(line, "</p> <p>", "<br>");
    line = replace_all(line, "</p><p>", "<br>");
    if (line.starts_with("<p") && line.ends_with("</p>") && line.find("<p", 2) == std::string::npos) {
        const std::size_t begin = line.find('>') + 1;
        return line.substr(begin, line.size() - begin - 4);
    }
    return escaped(single_line(document::to_text(parsed->document)));
}

std::string BodyBuilder::direction_attribute(std::string_view direction) const {
    const bool differs = direction == (options_.right_to_left ? "ltr" : "rtl");
    return differs ? fmt::format(" dir=\"{}\"", direction) : std::string();
}

std::string BodyBuilder::heading_id(std::string_view text) {
    std::string id = document::ghost_heading_slug(text);
    if (id.empty()) {
        return id;
    }
    const int seen = heading_ids_[id]++;
    return seen == 0 ? id : fmt::format("{}-{}", id, seen);
}

void BodyBuilder::note(std::string what) {
    if (std::ranges::find(body_.notes, what) == body_.notes.end() && body_.notes.size() < kMaxShortcodes) {
        body_.notes.push_back(std::move(what));
    }
}

base::Result<Body> BodyBuilder::finish() {
    flush();
    if (failure_.has_value()) {
        return *std::move(failure_);
    }
    if (body_.document.footnotes.size() > document::kMaxFootnotes) {
        return base::fail(base::ErrorCode::too_large, fmt::format("its text has more than {} footnotes", document::kMaxFootnotes));
    }
    document::normalise(body_.document);
    return std::move(body_);
}

base::Result<boost::json::object> read_editor_json(std::string_view json, std::string_view what) {
    boost::json::parse_options options;
    options.max_depth = kMaxEditorDepth;
    boost::system::error_code failed;
    boost::json::value value = boost::json::parse(json, failed, {}, options);
    if (failed || !value.is_object()) {
        return base::fail(base::ErrorCode::invalid,
                          fmt::format("its {} text cannot be read: {}", what, failed ? failed.message() : "it is no object"));
    }
    return std::move(value.as_object());
}

base::Result<Body> read_body(const boost::json::object& post, const BodyOptions& options) {
    if (const std::string lexical = text_of(post, "lexical"); !trim(lexical).empty()) {
        return body_of_lexical(lexical, options);
    }
    if (const std::string mobiledoc = text_of(post, "mobiledoc"); !trim(mobiledoc).empty()) {
        return body_of_mobiledoc(mobiledoc, options);
    }
    return body_of_html(text_of(post, "html"), options);
}

base::Result<Body> body_of_html(std::string_view html, const BodyOptions& options) {
    BodyBuilder body(options);
    // Ghost's second form of a quotation.
    body.add_html(replace_all(html, "kg-blockquote-alt", "pullquote"));
    return body.finish();
}

}  // namespace stoppress::importing::ghost
