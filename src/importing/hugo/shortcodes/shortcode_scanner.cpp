// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/hugo/shortcodes/shortcode_scanner.hpp"

#include "importing/limits.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::hugo {
namespace {

/// The content of one tag, read from the front.
class TagScanner {
public:
    TagScanner(std::string_view body, std::size_t at, bool markdown)
        : body_(body), at_(at), closing_(markdown ? "%}}" : ">}}"), closing_self_(markdown ? "/%}}" : "/>}}") {}

    [[nodiscard]] std::size_t at() const { return at_; }
    [[nodiscard]] bool at_end_of_body() const { return at_ >= body_.size(); }
    bool take(std::string_view text) {
        const bool found = body_.substr(at_).starts_with(text);
        at_ += found ? text.size() : 0;
        return found;
    }
    bool take_end() { return take(closing_); }
    bool take_self_closing_end() { return take(closing_self_); }
    [[nodiscard]] bool is_at_end() const { return body_.substr(at_).starts_with(closing_) || body_.substr(at_).starts_with(closing_self_); }
    void skip_spaces() {
        while (at_ < body_.size() && is_space(body_[at_])) {
            ++at_;
        }
    }
    /// Reads up to white space, '=' (if `stop_at_equals`) or the tag's end.
    std::string word(bool stop_at_equals) {
        const std::size_t begin = at_;
        while (at_ < body_.size() && !is_space(body_[at_]) && !(stop_at_equals && body_[at_] == '=') && !is_at_end()) {
            ++at_;
        }
        return std::string(body_.substr(begin, at_ - begin));
    }
    /// A value in quotation marks or backquotes, or one word. Nothing if a quotation is not closed.
    std::optional<std::string> value() {
        if (take("`")) {
            const std::size_t end = body_.find('`', at_);
            if (end == std::string_view::npos) {
                return std::nullopt;
            }
            std::string text(body_.substr(at_, end - at_));
            at_ = end + 1;
            return text;
        }
        // Some editors escape the quotes of the whole parameter.
        const bool escaped_quotes = take("\\\"");
        if (escaped_quotes || take("\"")) {
            return quoted(escaped_quotes);
        }
        return word(false);
    }

private:
    std::optional<std::string> quoted(bool escaped_quotes) {
        std::string text;
        while (at_ < body_.size()) {
            const char c = body_[at_];
            if (c == '\\' && at_ + 1 < body_.size() && body_[at_ + 1] == '"') {
                at_ += 2;
                if (escaped_quotes) {
                    return text;
                }
                text += '"';
            } else if (c == '"' && !escaped_quotes) {
                ++at_;
                return text;
            } else {
                text += c;
                ++at_;
            }
        }
        return std::nullopt;
    }

    std::string_view body_;
    std::size_t at_;
    std::string_view closing_;
    std::string_view closing_self_;
};

/// {{</* name */>}} shows {{< name >}}.
std::optional<ShortcodeTag> shown_tag(std::string_view body, std::size_t at, bool markdown) {
    if (!body.substr(at + 3).starts_with("/*")) {
        return std::nullopt;
    }
    const std::string_view ending = markdown ? "*/%}}" : "*/>}}";
    const std::size_t end = body.find(ending, at + 5);
    if (end == std::string_view::npos) {
        return std::nullopt;
    }
    ShortcodeTag tag;
    tag.kind = ShortcodeTag::Kind::shown;
    tag.markdown = markdown;
    tag.shown = std::string(body.substr(at, 3)) + std::string(body.substr(at + 5, end - at - 5)) + std::string(ending.substr(2));
    tag.begin = at;
    tag.end = end + ending.size();
    return tag;
}

/// The tag that starts at `at` with "{{<" or "{{%"; or why it is not valid.
std::variant<ShortcodeTag, std::string> read_tag(std::string_view body, std::size_t at) {
    const bool markdown = body[at + 2] == '%';
    if (auto shown = shown_tag(body, at, markdown)) {
        return *std::move(shown);
    }
    ShortcodeTag tag;
    tag.markdown = markdown;
    tag.begin = at;
    TagScanner scanner(body, at + 3, markdown);
    scanner.skip_spaces();
    if (scanner.take("/")) {
        tag.kind = ShortcodeTag::Kind::closing;
        scanner.skip_spaces();
    }
    tag.name = scanner.word(false);
    while (true) {
        scanner.skip_spaces();
        if (scanner.at_end_of_body()) {
            return std::string("a shortcode that starts here is not closed");
        }
        if (scanner.take_self_closing_end()) {
            tag.kind = ShortcodeTag::Kind::self_closing;
            break;
        }
        if (scanner.take_end()) {
            break;
        }
        const TagScanner before = scanner;
        std::string key = scanner.word(true);
        const bool named = !key.empty() && key.front() != '"' && key.front() != '`' && key.front() != '\\' && scanner.take("=");
        if (!named) {
            scanner = before;
            key.clear();
        } else {
            scanner.skip_spaces();
        }
        auto value = scanner.value();
        if (!value.has_value()) {
            return "a quoted string in the shortcode '" + tag.name + "' that starts here is not closed";
        }
        if (scanner.at() == before.at()) {
            return "the shortcode '" + tag.name + "' that starts here is not valid";
        }
        tag.parameters.emplace_back(std::move(key), *std::move(value));
    }
    if (tag.name.empty()) {
        return std::string("a shortcode that starts here has no name");
    }
    tag.end = scanner.at();
    return tag;
}

}  // namespace

std::string_view ShortcodeTag::parameter(std::string_view wanted, std::optional<std::size_t> place) const {
    std::size_t unnamed = 0;
    for (const auto& [key, value] : parameters) {
        if (key.empty() ? place == unnamed++ : equals_ignoring_case(key, wanted)) {
            return value;
        }
    }
    return {};
}

std::variant<std::vector<ShortcodeTag>, ReadFailure> scan_shortcodes(std::string_view body, std::size_t first_line) {
    std::vector<ShortcodeTag> tags;
    std::size_t line = first_line;
    std::size_t counted_to = 0;
    std::size_t at = body.find("{{");
    while (at != std::string_view::npos) {
        if (at + 2 >= body.size() || (body[at + 2] != '<' && body[at + 2] != '%')) {
            at = body.find("{{", at + 1);
            continue;
        }
        line += static_cast<std::size_t>(std::ranges::count(body.substr(counted_to, at - counted_to), '\n'));
        counted_to = at;
        auto read = read_tag(body, at);
        if (const auto* reason = std::get_if<std::string>(&read)) {
            return ReadFailure{line, *reason};
        }
        auto& tag = std::get<ShortcodeTag>(read);
        tag.line = line;
        at = body.find("{{", tag.end);
        tags.push_back(std::move(tag));
        if (tags.size() > kMaxShortcodes) {
            return ReadFailure{line, "the page has too many shortcodes"};
        }
    }
    return tags;
}

}  // namespace stoppress::importing::hugo
