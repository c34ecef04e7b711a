// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/hugo/shortcodes/known_shortcodes.hpp"

#include <fmt/format.h>

#include "importing/text/embed_address.hpp"
#include "importing/text/markup.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::hugo {
namespace {

using Shape = Replacement::Shape;

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
    return std::ranges::any_of(names, [name](std::string_view one) { return equals_ignoring_case(one, name); });
}

/// The first named parameter that is not empty.
std::string_view any_parameter(const ShortcodeTag& tag, std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) {
        if (const std::string_view value = trim(tag.parameter(name)); !value.empty()) {
            return value;
        }
    }
    return {};
}

/// Folders on a site's CDN that its shortcodes put before file names (as in the test corpus of GSA sites).
std::string_view cdn_folder(std::string_view name) {
    if (name.starts_with("legacy-")) {
        return "_legacy-img/";
    }
    return name == "asset-static" ? "static/" : "";
}

Replacement address_of_reference(const ShortcodeTag& tag, Position position, const PageSurroundings& page) {
    std::string_view reference = tag.parameter("path", 0);
    if (reference.empty() && !tag.parameters.empty()) {
        reference = tag.parameters.front().second;
    }
    Replacement made;
    made.shape = Shape::address;
    if (is_web_address(reference)) {
        made.text = reference;
        return made;
    }
    const PageIndex::Found found = page.index.find(reference, page.path);
    if (found.fault == PageIndex::Fault::none) {
        made.text = found.address;
        return made;
    }
    const std::string_view why = found.fault == PageIndex::Fault::ambiguous   ? "several pages have this name"
                                 : found.fault == PageIndex::Fault::not_taken ? "that page is not imported"
                                                                              : "page not found";
    if (!page.config.missing_reference_url.empty()) {
        made.text = page.config.missing_reference_url;
        made.note = fmt::format("broken reference replaced by the site's refLinksNotFoundURL: \"{}\": {}", cut(reference, 200), why);
    } else {
        made.text = position == Position::address ? kNowhere : std::string_view();
        made.note = fmt::format("broken reference, only its text is kept: \"{}\": {}", cut(reference, 200), why);
    }
    return made;
}

Replacement picture(const ShortcodeTag& tag, const PageSurroundings& page, bool has_inner, std::string_view inner) {
    std::string_view name = any_parameter(tag, {"src", "image", "url", "uid", "file", "path", "name", "filename"});
    if (name.empty()) {
        name = tag.parameter("src", 0);
    }
    Replacement made;
    made.shape = Shape::block;
    const FoundImage image = page.images.find(name, page.address, page.folder, cdn_folder(tag.name));
    const std::string_view alt = any_parameter(tag, {"alt", "alttext"});
    const std::string_view title = any_parameter(tag, {"title"});
    std::string_view caption = any_parameter(tag, {"caption", "text"});
    if (caption.empty() && has_inner) {
        caption = trim(inner);
    }
    if (caption.empty()) {
        caption = image.caption;
    }
    const std::string_view credit = any_parameter(tag, {"credit", "attr", "attribution", "source"});
    if (image.source.empty()) {
        made.shape = Shape::content;
        made.text = caption;
        made.note = fmt::format("picture not found, only its caption is kept: {}", cut(name, 200));
        return made;
    }
    std::string caption_html = inline_html_of_markdown(caption);
    if (!title.empty() && title != caption) {
        caption_html = caption_html.empty() ? inline_html_of_markdown(title)
                                            : "<strong>" + inline_html_of_markdown(title) + "</strong> " + caption_html;
    }
    FigureParts parts;
    parts.source = image.source;
    const std::string alt_text = alt.empty() ? image.alt : text_of_html(alt);
    parts.alt = alt_text;
    parts.caption_html = caption_html;
    const std::string credit_text = text_of_markdown(credit.empty() ? std::string_view(image.credit) : credit);
    parts.credit = credit_text;
    parts.link = any_parameter(tag, {"link", "href"});
    parts.width = image.width;
    parts.height = image.height;
    made.text = figure_markup(parts);
    return made;
}

/// The address of an embed by its shortcode's name; empty if the shortcode is unknown or lacks a parameter.
std::string address_of_embed(const ShortcodeTag& tag) {
    return embed_address({tag.name, trim(tag.parameter("id", 0)), any_parameter(tag, {"url", "src", "href", "link"}),
                          trim(tag.parameter("", 1)), trim(tag.parameter("user")), trim(tag.parameter("start")),
                          trim(tag.parameter("type"))});
}

bool is_embed(std::string_view name) {
    return is_one_of(name, {"youtube", "youtube-lite",   "yt",       "youtubepl", "vimeo",        "vimeo_simple",     "tweet",
                            "twitter", "twitter_simple", "x",        "x_simple",  "instagram",    "instagram_simple", "gist",
                            "spotify", "asciinema",      "fb-video", "facebook",  "cspan-iframe", "iframe",           "video",
                            "embed",   "soundcloud",     "codepen",  "jsfiddle",  "peertube",     "mastodon",         "tiktok",
                            "audio",   "aparat",         "telegram"});
}

Replacement embed(const ShortcodeTag& tag, const PageSurroundings& page) {
    Replacement made;
    made.shape = Shape::block;
    std::string address = address_of_embed(tag);
    if (address.empty()) {
        // A file of the site: "video src=talk.mp4".
        std::string_view name = any_parameter(tag, {"src", "url", "file"});
        if (name.empty() && is_one_of(tag.name, {"video", "audio", "iframe", "embed"})) {
            name = tag.parameter("src", 0);
        }
        address = page.images.file_address(name, page.address, page.folder, cdn_folder(tag.name));
    }
    const std::string title = text_of_html(any_parameter(tag, {"title", "label", "alt"}));
    made.text = embed_markup(address, title, inline_html_of_markdown(any_parameter(tag, {"caption"})));
    if (made.text.empty()) {
        made.shape = Shape::content;
        made.text = title;
        made.note = fmt::format("embed without an address removed: shortcode '{}'", cut(tag.name, 60));
    }
    return made;
}

Replacement quotation(const ShortcodeTag& tag, bool has_inner) {
    Replacement made;
    made.shape = Shape::content;
    made.before = "<blockquote class=\"pullquote\">";
    made.text = has_inner ? std::string() : std::string(any_parameter(tag, {"text", "quote", "content"}));
    if (!has_inner && made.text.empty()) {
        made.text = tag.parameter("text", 0);
    }
    made.keeps_inner = has_inner;
    const std::string_view cite = any_parameter(tag, {"cite", "author", "attribution", "source", "credit", "by"});
    made.after = cite.empty() ? "</blockquote>" : "<footer>" + inline_html_of_markdown(cite) + "</footer></blockquote>";
    return made;
}

/// A link to a file or page: "button href=… text=…", "asset-static file=… label=…", "legacy-file NAME".
Replacement link(const ShortcodeTag& tag, bool has_inner, std::string_view inner, Position position, const PageSurroundings& page) {
    std::string_view target = any_parameter(tag, {"href", "url", "link", "file", "src", "path", "ref"});
    if (target.empty()) {
        target = tag.parameter("href", 0);
    }
    Replacement made;
    std::string address;
    if (!target.empty()) {
        const PageIndex::Found found = page.index.find(target, page.path);
        if (found.fault == PageIndex::Fault::none && !is_web_address(target)) {
            address = found.address;
        } else {
            const bool a_page = target.ends_with(".md") || (target.starts_with('/') && !target.contains('.'));
            address = a_page ? std::string() : page.images.file_address(target, page.address, page.folder, cdn_folder(tag.name));
        }
    }
    if (address.empty()) {
        made.note = fmt::format("broken reference, only its text is kept: \"{}\": shortcode '{}'", cut(target, 200), cut(tag.name, 60));
        address = kNowhere;
    }
    if (position == Position::address) {
        made.shape = Shape::address;
        made.text = address;
        return made;
    }
    std::string text = text_of_markdown(any_parameter(tag, {"text", "label", "title", "name"}));
    if (text.empty() && has_inner) {
        text = text_of_markdown(inner);
    }
    if (text.empty()) {
        const std::size_t slash = target.rfind('/');
        text = percent_decoded(slash == std::string_view::npos ? target : target.substr(slash + 1));
    }
    made.text = address == kNowhere ? escaped(text) : link_markup(address, text);
    return made;
}

/// An unknown shortcode: its inner text, the texts in its parameters, and a link if they contain one.
Replacement unknown(const ShortcodeTag& tag, bool has_inner, Position position) {
    Replacement made;
    made.shape = has_inner || position == Position::block ? Shape::content : Shape::text;
    made.keeps_inner = has_inner;
    const std::string_view title = any_parameter(tag, {"title", "heading", "headline", "kicker"});
    if (!title.empty()) {
        made.text = "**" + replace_all(single_line(title), "**", "") + "**\n\n";
    }
    for (const std::string_view name : {"intro", "text", "content", "description", "summary", "caption"}) {
        if (const std::string_view value = trim(tag.parameter(name)); !value.empty()) {
            made.text += std::string(value) + "\n\n";
        }
    }
    const std::string_view target = any_parameter(tag, {"button-url", "href", "url", "link", "src"});
    if (is_web_address(target)) {
        const std::string label = text_of_markdown(any_parameter(tag, {"button-text", "label", "link-text"}));
        made.after = "<p>" + link_markup(target, label.empty() ? target : std::string_view(label)) + "</p>";
    }
    if (made.shape == Shape::text) {
        made.text = single_line(made.text);
        made.after.clear();
    }
    made.note = has_inner ? fmt::format("unknown shortcode, only the text inside it is kept: '{}'", cut(tag.name, 60))
                          : fmt::format("unknown shortcode, only its text is kept: '{}'", cut(tag.name, 60));
    return made;
}

/// A value of the page, else of the site. Hugo does not build a site that asks for one that is not there.
Replacement parameter(const ShortcodeTag& tag, Position position, const PageSurroundings& page) {
    const std::string_view name = tag.parameter("name", 0);
    Replacement made;
    made.shape = position == Position::address ? Replacement::Shape::address : Replacement::Shape::text;
    made.text = page.parameter ? page.parameter(name) : std::string();
    if (const Value* value = page.config.params.find_path(name); made.text.empty() && value != nullptr) {
        made.text = value->text();
    }
    if (made.text.empty()) {
        made.note = "neither the page nor the site has the parameter, nothing is shown: '" + std::string(cut(name, 60)) + "'";
    }
    return made;
}

}  // namespace

Replacement replace_shortcode(const ShortcodeTag& tag, bool has_inner, std::string_view inner, Position position,
                              const PageSurroundings& page) {
    const std::string name = ascii_lower(tag.name);
    if (is_one_of(name, {"ref", "relref"})) {
        return address_of_reference(tag, position, page);
    }
    if (is_one_of(name, {"param", "params"})) {
        return parameter(tag, position, page);
    }
    if (position == Position::address) {
        // Whatever the site's own shortcode does with it, its parameter most likely names a page or a file.
        return link(tag, has_inner, inner, position, page);
    }
    if (is_one_of(name, {"figure", "img", "image", "picture", "photo", "img-right", "img-left", "imgproc", "legacy-img", "legacy-img-right",
                         "legacy-img-left", "responsive-image", "resize-image", "lazyimg"})) {
        return picture(tag, page, has_inner, inner);
    }
    if (is_embed(name)) {
        return embed(tag, page);
    }
    if (is_one_of(name, {"highlight", "code"}) && has_inner && !tag.parameters.empty()) {
        Replacement made;
        made.shape = Shape::block;
        const std::string_view code = inner.starts_with('\n') ? inner.substr(1) : inner;
        made.text = code_markup(code.ends_with('\n') ? code.substr(0, code.size() - 1) : code, tag.parameter("lang", 0));
        return made;
    }
    if (is_one_of(name, {"quote-block", "quote", "pullquote", "pull-quote", "blockquote"})) {
        return quotation(tag, has_inner);
    }
    if (is_one_of(name, {"link", "button", "legacy-file", "asset-static", "file", "download", "btn", "pdf"})) {
        return link(tag, has_inner, inner, position, page);
    }
    if (is_one_of(name, {"comment"})) {
        return {};
    }
    return unknown(tag, has_inner, position);
}

}  // namespace stoppress::importing::hugo
