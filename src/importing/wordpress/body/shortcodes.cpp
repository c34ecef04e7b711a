// SPDX-License-Identifier: GPL-3.0-or-later
// WordPress's shortcodes. A site only treats registered names as such, and an export does not list them: an unknown
// name counts only if it looks like a shortcode ([name key="…"], [name]…[/name]), so that "[sic]" stays.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_map>

#include "document/document.hpp"
#include "importing/limits.hpp"
#include "importing/text/html_scan.hpp"
#include "importing/text/markup.hpp"
#include "importing/text/text.hpp"
#include "importing/wordpress/body/body.hpp"

namespace stoppress::importing::wordpress {
namespace {

/// Bytes of an address in [name=address]; a longer text is not one.
constexpr std::size_t kMaxAddressLength = 2048;

struct Shortcode {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string name;
    std::vector<std::pair<std::string, std::string>> parameters;
    bool closing = false;
    bool self_closing = false;
    bool doubled = false;  ///< [[name]]: escaped

    [[nodiscard]] std::string_view parameter(std::string_view wanted) const {
        for (const auto& [key, value] : parameters) {
            if (equals_ignoring_case(key, wanted)) {
                return value;
            }
        }
        return {};
    }
    [[nodiscard]] std::string_view first() const {
        for (const auto& [key, value] : parameters) {
            if (key.empty()) {
                return value;
            }
        }
        return {};
    }
};

bool is_known(std::string_view name) {
    static constexpr std::array<std::string_view, 25> kKnown{
        "aparat",   "audio",    "caption",    "embed",      "gallery", "gist",        "googlevideo", "instagram", "more",
        "nextpage", "playlist", "slideshare", "soundcloud", "spotify", "ted",         "tiktok",      "tweet",     "twitter",
        "video",    "vimeo",    "wp_caption", "wpvideo",    "youtube", "dailymotion", "facebook"};
    return std::ranges::find(kKnown, name) != kKnown.end();
}

bool is_name_character(char c) {
    return is_ascii_letter(c) || is_ascii_digit(c) || c == '_' || c == '-';
}

/// Quotation marks as written by editors and WordPress's texturizer.
std::size_t quote_at(std::string_view text, std::size_t at) {
    for (const std::string_view quote : {"\"", "'", "&quot;", "&#8220;", "&#8221;", "&#8243;", "”", "“", "″"}) {
        if (text.substr(at).starts_with(quote)) {
            return quote.size();
        }
    }
    return 0;
}

/// The shortcode at '['; nothing if the brackets contain something else.
std::optional<Shortcode> read(std::string_view html, std::size_t at) {
    Shortcode code;
    code.begin = at;
    std::size_t i = at + 1;
    if (i < html.size() && html[i] == '[') {
        code.doubled = true;
        ++i;
    }
    if (i < html.size() && html[i] == '/') {
        code.closing = true;
        ++i;
    }
    if (i >= html.size() || !is_ascii_letter(html[i])) {
        return std::nullopt;
    }
    while (i < html.size() && is_name_character(html[i])) {
        code.name += ascii_lower(html[i++]);
    }
    if (i < html.size() && html[i] == '=') {
        // [youtube=https://…], as WordPress.com has them.
        const std::size_t length = html.substr(i, kMaxAddressLength).find_first_of("]\n");
        if (length == std::string_view::npos || html[i + length] != ']') {
            return std::nullopt;
        }
        const std::size_t end = i + length;
        code.parameters.emplace_back("", std::string(trim(html.substr(i + 1, end - i - 1))));
        code.end = end + 1;
        return code;
    }
    while (true) {
        while (i < html.size() && is_space(html[i])) {
            ++i;
        }
        if (i >= html.size() || html[i] == '[' || html[i] == '<') {
            return std::nullopt;
        }
        if (html[i] == ']') {
            ++i;
            break;
        }
        if (html[i] == '/' && i + 1 < html.size() && html[i + 1] == ']') {
            code.self_closing = true;
            i += 2;
            break;
        }
        const std::size_t begin = i;
        while (i < html.size() && is_name_character(html[i])) {
            ++i;
        }
        std::string key(html.substr(begin, i - begin));
        if (i < html.size() && html[i] == '=' && !key.empty()) {
            ++i;
        } else {
            key.clear();
            i = begin;
        }
        std::string value;
        if (const std::size_t quote = quote_at(html, i); quote != 0) {
            i += quote;
            while (i < html.size() && quote_at(html, i) == 0 && html[i] != ']') {
                value += html[i++];
            }
            if (i >= html.size()) {
                return std::nullopt;
            }
            i += quote_at(html, i);
        } else {
            while (i < html.size() && !is_space(html[i]) && html[i] != ']' && html[i] != '[') {
                value += html[i++];
            }
        }
        if (i == begin || code.parameters.size() > 60) {
            return std::nullopt;
        }
        code.parameters.emplace_back(std::move(key), std::move(value));
    }
    if (code.doubled) {
        if (i >= html.size() || html[i] != ']') {
            return std::nullopt;
        }
        ++i;
    }
    code.end = i;
    return code;
}

bool looks_like_one(const Shortcode& code, bool has_closing) {
    return is_known(code.name) || has_closing || code.name.contains('_') ||
           std::ranges::any_of(code.parameters, [](const auto& one) { return !one.first.empty(); });
}

std::vector<std::int64_t> numbers(std::string_view list) {
    std::vector<std::int64_t> all;
    for (const std::string_view part : split(list, ',')) {
        const std::string_view digits = trim(part);
        std::int64_t number = 0;
        if (std::from_chars(digits.data(), digits.data() + digits.size(), number).ec == std::errc{} && number > 0 && all.size() < 200) {
            all.push_back(number);
        }
    }
    return all;
}

std::string caption(const Shortcode& code, std::string_view inner) {
    const auto image = find_opening(inner, "img");
    std::string_view text = trim(code.parameter("caption"));
    if (!image.has_value()) {
        return std::string(inner);
    }
    std::size_t begin = image->begin;
    std::size_t end = image->end;
    const auto anchor = find_opening(inner, "a");
    if (anchor.has_value() && anchor->begin < image->begin) {
        const std::size_t close = inner.find("</a>", image->end);
        if (close != std::string_view::npos) {
            begin = anchor->begin;
            end = close + 4;
        }
    }
    if (text.empty()) {
        text = trim(inner.substr(end));
    }
    // Newlines are kept so that line numbers stay the same; they have no meaning here.
    return "<figure class=\"image\">" + std::string(inner.substr(begin, end - begin)) + "<figcaption>" + single_line(text) +
           "</figcaption></figure>";
}

std::string address_of(const Shortcode& code, std::string_view inner) {
    for (const std::string_view key : {"src", "url", "mp4", "m4v", "webm", "ogv", "mp3", "m4a", "ogg", "wav", "flv", "href", "link"}) {
        if (const std::string_view value = code.parameter(key); !trim(value).empty()) {
            return std::string(trim(value));
        }
    }
    const std::string text = replace_all(text_of_html(inner), " ", "");
    return !text.empty() ? text : std::string(trim(code.first()));
}

std::uint32_t pixels(std::string_view text) {
    std::uint32_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// "[audio mp3=…]", "[video mp4=… poster=…]"; empty if it names no file of a type that is known.
std::string player(const Shortcode& code, const std::string& address) {
    if (player_of(address) == Player::none || address.contains('<')) {
        return {};
    }
    const std::string poster = replace_all(trim(code.parameter("poster")), "&amp;", "&");
    return player_markup({.source = address,
                          .film = code.name == "video",
                          .poster = poster,
                          .width = pixels(code.parameter("width")),
                          .height = pixels(code.parameter("height"))});
}

/// An embed by its shortcode: an address in one of its parameters, or a provider's id.
std::string embed(const Shortcode& code, std::string_view inner) {
    std::string address = replace_all(address_of(code, inner), "&amp;", "&");
    if (code.name == "audio" || code.name == "video") {
        if (std::string made = player(code, address); !made.empty()) {
            return made;
        }
    }
    const std::string_view id = code.parameter("id");
    const std::string number = id.empty() ? address : std::string(id);
    if (!is_web_address(address) && !number.empty() && number.find_first_of(" <>\"'/") == std::string::npos) {
        if (code.name == "youtube") {
            address = "https://www.youtube.com/watch?v=" + number;
        } else if (code.name == "aparat") {
            address = "https://www.aparat.com/v/" + number;
        } else if (code.name == "vimeo") {
            address = "https://vimeo.com/" + number;
        } else if (code.name == "tweet" || code.name == "twitter") {
            address = "https://twitter.com/i/web/status/" + number;
        } else if (code.name == "instagram") {
            address = "https://www.instagram.com/p/" + number + "/";
        } else if (code.name == "wpvideo") {
            address = "https://videopress.com/v/" + number;
        } else if (code.name == "gist") {
            address = "https://gist.github.com/" + number;
        } else if (code.name == "ted") {
            address = "https://www.ted.com/talks/" + number;
        }
    }
    return embed_markup(page_of_player(address), {}, {});
}

class Expander {
public:
    Expander(std::string_view html, std::size_t line, const BodyContext& context, std::vector<Note>& notes)
        : html_(html), line_(line), context_(context), notes_(notes) {}

    std::string expand(std::size_t depth) {
        std::string out;
        std::size_t done = 0;
        auto tag = next_tag(html_, 0);
        std::size_t at = html_.find('[');
        while (at != std::string_view::npos && found_ < kMaxShortcodes) {
            while (tag.has_value() && tag->end <= at) {
                tag = next_tag(html_, tag->end);
            }
            if (tag.has_value() && tag->begin < at) {
                // Inside a tag: an attribute's value.
                at = html_.find('[', tag->end);
                continue;
            }
            const auto code = read(html_, at);
            std::string replaced;
            std::size_t end = at;
            if (!code.has_value() || !replace(*code, depth, replaced, end)) {
                at = html_.find('[', at + 1);
                continue;
            }
            ++found_;
            out += html_.substr(done, at - done);
            out += replaced;
            done = end;
            at = html_.find('[', end);
        }
        return out + std::string(html_.substr(done));
    }

private:
    [[nodiscard]] std::size_t line_at(std::size_t place) const {
        return line_ + static_cast<std::size_t>(std::ranges::count(html_.substr(0, place), '\n'));
    }

    bool replace(const Shortcode& code, std::size_t depth, std::string& out, std::size_t& end) {
        end = code.end;
        if (code.doubled) {
            out = html_.substr(code.begin + 1, code.end - code.begin - 2);
            return true;
        }
        if (code.closing) {
            // It closes nothing: its opening tag would have included it.
            if (!is_known(code.name) && !code.name.contains('_')) {
                return false;
            }
            out.clear();
            return true;
        }
        const std::size_t close = code.self_closing ? std::string_view::npos : find_closing(code.name, code.end);
        const bool has_closing = close != std::string_view::npos;
        if (!looks_like_one(code, has_closing)) {
            return false;
        }
        const std::string_view inner = has_closing ? html_.substr(code.end, close - code.end) : std::string_view();
        if (has_closing) {
            end = close + code.name.size() + std::string_view{"[/]"}.size();
        }
        out = written(code, inner, has_closing, depth);
        return true;
    }

    /// The position of the next [/name]. All of them are collected once: if each were searched for, many names without
    /// a closing tag would take quadratic time.
    [[nodiscard]] std::size_t find_closing(const std::string& name, std::size_t from) {
        if (!gathered_) {
            gather_closings();
            gathered_ = true;
        }
        const auto found = closings_.find(name);
        if (found == closings_.end()) {
            return std::string_view::npos;
        }
        const auto next = std::ranges::lower_bound(found->second, from);
        return next == found->second.end() ? std::string_view::npos : *next;
    }

    void gather_closings() {
        for (std::size_t at = html_.find("[/"); at != std::string_view::npos; at = html_.find("[/", at + 2)) {
            std::string name;
            std::size_t i = at + 2;
            while (i < html_.size() && is_name_character(html_[i])) {
                name += ascii_lower(html_[i++]);
            }
            if (!name.empty() && i < html_.size() && html_[i] == ']') {
                closings_[std::move(name)].push_back(at);
            }
        }
    }

    std::string written(const Shortcode& code, std::string_view inner, bool has_inner, std::size_t depth) {
        if (code.name == "caption" || code.name == "wp_caption") {
            return caption(code, inner);
        }
        if (code.name == "gallery" || code.name == "playlist") {
            return gallery(code);
        }
        if (code.name == "more" || code.name == "nextpage") {
            return {};
        }
        if (is_known(code.name)) {
            std::string card = embed(code, inner);
            if (card.empty()) {
                note(code, "embed without an address removed: [" + code.name + "]");
                return std::string(inner);
            }
            return card;
        }
        note(code, has_inner ? "unknown shortcode, only the text inside it is kept: [" + code.name + "]"
                             : "unknown shortcode, only its text is kept: [" + code.name + "]");
        if (depth >= kMaxShortcodeDepth) {
            return std::string(inner);
        }
        Expander within(inner, line_at(code.end), context_, notes_);
        return within.expand(depth + 1);
    }

    std::string gallery(const Shortcode& code) {
        std::string_view list = code.parameter("ids");
        list = list.empty() ? code.parameter("include") : list;
        std::vector<Attachment> pictures;
        if (list.empty()) {
            pictures = context_.attachments.of_post(context_.post, 200);
        }
        for (const std::int64_t id : numbers(list)) {
            if (auto found = context_.attachments.find(id)) {
                pictures.push_back(*std::move(found));
            } else {
                note(code, fmt::format("a gallery refers to an attachment that is not in the export: {}", id));
            }
        }
        if (pictures.empty()) {
            note(code, "gallery without pictures in the export removed: [" + code.name + "]");
        }
        return gallery_markup(pictures);
    }

    void note(const Shortcode& code, std::string what) { notes_.push_back({line_at(code.begin), std::move(what)}); }

    std::string_view html_;
    std::size_t line_;
    const BodyContext& context_;
    std::vector<Note>& notes_;
    std::size_t found_ = 0;
    bool gathered_ = false;
    std::unordered_map<std::string, std::vector<std::size_t>> closings_;  ///< by name, each in order
};

}  // namespace

std::string expand_shortcodes(std::string_view html, std::size_t line, const BodyContext& context, std::vector<Note>& notes) {
    if (!html.contains('[')) {
        return std::string(html);
    }
    return Expander(html, line, context, notes).expand(0);
}

std::string gallery_markup(const std::vector<Attachment>& attachments) {
    std::string out;
    for (const Attachment& one : attachments) {
        if (player_of(one.url) != Player::none) {
            out += embed_markup(one.url, text_of_html(one.caption), {});
        } else {
            FigureParts parts;
            parts.source = one.url;
            parts.alt = one.alt;
            parts.caption_html = one.caption;
            out += figure_markup(parts);
        }
    }
    return attachments.size() < 2 ? out : gallery_figure(out, {}, {});
}

}  // namespace stoppress::importing::wordpress
