// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/jekyll/liquid/tags.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "importing/files/folder_media.hpp"
#include "importing/text/embed_address.hpp"
#include "importing/text/markup.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::jekyll {
namespace {

/// What the address of a link is that leads nowhere: it is invalid, so only the link's text is kept.
constexpr std::string_view kNoAddress = "unresolved:";

/// The parameters of a tag with their values.
class Parameters {
public:
    Parameters(std::string_view markup, const LiquidScope& scope) {
        for (const LiquidWord& word : words_of_markup(markup)) {
            std::string value(word.value);
            if (!word.quoted && !word.key.empty()) {
                value = scope.evaluate(word.value).value.text();
            }
            (word.key.empty() ? positional_ : named_).push_back({std::string(word.key), std::move(value)});
        }
    }

    [[nodiscard]] std::string named(std::initializer_list<std::string_view> keys) const {
        for (const std::string_view key : keys) {
            for (const Parameter& parameter : named_) {
                if (equals_ignoring_case(parameter.key, key) && !trim(parameter.value).empty()) {
                    return parameter.value;
                }
            }
        }
        return {};
    }
    [[nodiscard]] std::string at(std::size_t place) const { return place < positional_.size() ? positional_[place].value : std::string(); }
    /// The first one without a name that is a picture's file, and what follows it.
    [[nodiscard]] std::size_t picture_at() const {
        std::size_t place = 0;
        while (place < positional_.size() && !is_picture_name(without_query(positional_[place].value)) &&
               !is_web_address(positional_[place].value)) {
            ++place;
        }
        return place;
    }
    /// The words behind a picture's file, "{% image file 'What it shows' %}", also without quotation marks; sizes may stand between.
    [[nodiscard]] std::string words_behind(std::size_t place) const {
        std::string words;
        for (; place < positional_.size(); ++place) {
            const std::string& word = positional_[place].value;
            const bool size = !word.empty() && std::ranges::all_of(word, [](char c) { return is_ascii_digit(c) || c == 'x' || c == '%'; });
            words += size || word.empty() ? "" : (words.empty() ? "" : " ") + word;
        }
        return words;
    }
    [[nodiscard]] std::size_t count() const { return positional_.size(); }

private:
    struct Parameter {
        std::string key;
        std::string value;
    };
    static std::string_view without_query(std::string_view text) { return text.substr(0, text.find('?')); }
    std::vector<Parameter> named_;
    std::vector<Parameter> positional_;
};

bool has_word(std::string_view name, std::initializer_list<std::string_view> words) {
    const std::string lower = ascii_lower(name);
    return std::ranges::any_of(words, [&lower](std::string_view word) { return lower.contains(word); });
}

/// The texts that a tag gives to its template, and a link if they contain one.
TagText only_texts(const Parameters& parameters, std::string_view what, std::string_view name) {
    TagText made;
    for (const std::string_view key : {"title", "heading", "text", "content", "description", "caption", "quote", "body", "message"}) {
        if (const std::string value = parameters.named({key}); !value.empty()) {
            made.text += (made.text.empty() ? "" : "\n\n") + value;
        }
    }
    const std::string target = parameters.named({"url", "href", "link", "src"});
    if (is_web_address(target) || target.starts_with('/')) {
        const std::string label = text_of_markdown(parameters.named({"label", "text", "title"}));
        made.text = made.text == label ? std::string() : made.text + "\n\n";
        made.text += link_markup(target, label.empty() ? target : label);
    }
    made.note = fmt::format("{}, only its text is kept: '{}'", what, cut(name, 60));
    return made;
}

TagText picture_of(const Parameters& parameters, const LiquidSurroundings& page) {
    TagText made;
    const std::size_t place = parameters.picture_at();
    std::string name = parameters.named({"src", "url", "image_path", "path", "image", "img", "file", "filename", "name", "source"});
    std::size_t behind = 0;
    if (name.empty()) {
        name = parameters.at(place < parameters.count() ? place : 0);
        behind = place + 1;
    }
    if (trim(name).empty()) {
        return made;
    }
    const std::string source = page.picture(trim(name));
    const std::string words = behind == 0 ? std::string() : parameters.words_behind(behind);
    const std::string alt = text_of_html(parameters.named({"alt", "alt_text", "alttext"}));
    const std::string caption = inline_html_of_markdown(parameters.named({"caption", "description", "title", "text"}));
    const std::string credit = text_of_markdown(parameters.named({"credit", "attribution", "copyright"}));
    const std::string link = parameters.named({"link", "href", "target"});
    const std::string shown = alt.empty() ? text_of_html(words) : alt;
    made.text = figure_markup({source, shown, caption, credit, is_web_address(link) || link.starts_with('/') ? link : "", 0, 0});
    made.block = true;
    return made;
}

/// "youtube" of "youtubePlayer.html" and of a provider's name.
std::string site_of_embed(std::string_view name, const Parameters& parameters) {
    const std::string provider = ascii_lower(parameters.named({"provider"}));
    for (const std::string_view site :
         {"youtube", "vimeo", "twitter", "tweet", "instagram", "gist", "spotify", "asciinema", "aparat", "telegram"}) {
        if (provider == site || has_word(name, {site})) {
            return std::string(site);
        }
    }
    return {};
}

TagText embed_of(std::string_view name, const Parameters& parameters) {
    EmbedParts parts;
    const std::string site = site_of_embed(name, parameters);
    const std::string id = parameters.named({"id", "video_id", "videoid", "youtube_id", "youtubeid", "vimeo_id", "gist", "code"});
    std::string first = id.empty() ? parameters.at(0) : id;
    const std::string url = parameters.named({"url", "src", "href", "link", "video", "video_url"});
    const std::string second = parameters.at(1);
    const std::string start = parameters.named({"start"});
    parts.site = site;
    parts.id = first;
    parts.url = url;
    parts.second = second;
    parts.start = start;
    TagText made;
    made.text = embed_markup(embed_address(parts), text_of_html(parameters.named({"title", "alt"})),
                             inline_html_of_markdown(parameters.named({"caption"})));
    made.block = !made.text.empty();
    return made;
}

/// The name of an include without its folder and extension.
std::string_view include_name(std::string_view markup) {
    std::string_view file = markup.substr(0, std::min(markup.find_first_of(" \t\r\n"), markup.size()));
    file = file.substr(file.rfind('/') + 1);
    return file.substr(0, file.find('.'));
}

bool is_picture_tag(std::string_view name) {
    return has_word(name, {"figure", "image", "picture", "photo"}) || equals_ignoring_case(name, "img") ||
           equals_ignoring_case(name, "fig") || name.starts_with("img-") || name.starts_with("img_") || name.ends_with("_img") ||
           name.ends_with("-img");
}

}  // namespace

TagText replace_tag(const LiquidPiece& tag, const LiquidSurroundings& page) {
    if (tag.name == "post_url" || tag.name == "link") {
        // "{% link {{ page.other }} %}" is possible, and rare.
        std::string address = tag.name == "link" ? page.file(tag.markup) : page.post(tag.markup);
        TagText made;
        made.note = address.empty() ? fmt::format("broken reference, only its text is kept: \"{}\"", cut(tag.markup, 200)) : "";
        made.text = address.empty() ? std::string(kNoAddress) : std::move(address);
        return made;
    }
    const bool include = tag.name == "include" || tag.name == "include_cached" || tag.name == "include_relative";
    const std::string_view name = include ? include_name(tag.markup) : tag.name;
    const std::size_t begin = include ? std::min(tag.markup.find_first_of(" \t\r\n"), tag.markup.size()) : 0;
    const Parameters parameters(tag.markup.substr(begin), page.scope);
    TagText made;
    if (is_picture_tag(name) || equals_ignoring_case(name, "asset")) {
        made = picture_of(parameters, page);
    } else if (!site_of_embed(name, parameters).empty() || has_word(name, {"video", "embed", "iframe", "player"})) {
        made = embed_of(name, parameters);
    } else if (has_word(name, {"button", "btn"}) && !parameters.named({"url", "href", "link"}).empty()) {
        const std::string target = parameters.named({"url", "href", "link"});
        const std::string label = text_of_markdown(parameters.named({"text", "label", "title"}));
        made.text = link_markup(target, label.empty() ? target : label);
    }
    if (made.text.empty()) {
        made = only_texts(parameters, include ? "an include is not run" : "unknown tag", name);
    }
    return made;
}

std::string embed_of_filter(std::string_view expression, const LiquidSurroundings& page) {
    const auto parts = split_outside_quotes(expression, '|');
    if (parts.size() < 2 || !parts[1].starts_with("embed")) {
        return {};
    }
    const std::string address = page.scope.evaluate(parts.front()).value.text();
    const std::size_t colon = parts[1].find(':');
    const std::string title =
        colon == std::string_view::npos ? std::string() : page.scope.evaluate(parts[1].substr(colon + 1)).value.text();
    EmbedParts embed;
    embed.url = address;
    return embed_markup(embed_address(embed), text_of_html(title), {});
}

}  // namespace stoppress::importing::jekyll
