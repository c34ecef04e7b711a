// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/hugo/shortcodes/shortcode_expander.hpp"

#include <fmt/format.h>

#include "importing/hugo/shortcodes/known_shortcodes.hpp"
#include "importing/limits.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::hugo {
namespace {

constexpr std::size_t kNoPartner = std::string_view::npos;

/// For each opening tag the index of its closing one. Closing tags that close nothing have no partner.
std::vector<std::size_t> partners_of(const std::vector<ShortcodeTag>& tags) {
    std::vector<std::size_t> partners(tags.size(), kNoPartner);
    std::vector<std::size_t> open;
    std::unordered_map<std::string_view, std::size_t> open_by_name;
    for (std::size_t i = 0; i < tags.size(); ++i) {
        if (tags[i].kind == ShortcodeTag::Kind::opening) {
            open.push_back(i);
            ++open_by_name[tags[i].name];
        } else if (tags[i].kind == ShortcodeTag::Kind::closing && open_by_name[tags[i].name] > 0) {
            // Tags opened since then and not closed have no partner.
            while (tags[open.back()].name != tags[i].name) {
                --open_by_name[tags[open.back()].name];
                open.pop_back();
            }
            partners[open.back()] = i;
            partners[i] = open.back();
            --open_by_name[tags[i].name];
            open.pop_back();
        }
    }
    return partners;
}

bool is_list_marker(std::string_view text) {
    if (text == "*" || text == "-" || text == "+") {
        return true;
    }
    return text.size() > 1 && text.size() < 11 && (text.back() == '.' || text.back() == ')') &&
           std::ranges::all_of(text.substr(0, text.size() - 1), is_ascii_digit);
}

/// The prefix that continues a line with `prefix` in the same list item or quotation; nothing if the
/// prefix contains text.
std::optional<std::string> continuation_of(std::string_view prefix) {
    std::string out;
    std::string_view rest = prefix;
    while (!rest.empty()) {
        if (rest.front() == ' ' || rest.front() == '\t' || rest.front() == '>') {
            out += rest.front();
            rest.remove_prefix(1);
            continue;
        }
        const std::string_view word = rest.substr(0, rest.find_first_of(" \t"));
        if (!is_list_marker(word) || word.size() == rest.size()) {
            return std::nullopt;
        }
        out.append(word.size(), ' ');
        rest.remove_prefix(word.size());
    }
    return out;
}

std::string_view line_before(std::string_view body, std::size_t at) {
    const std::size_t newline = body.rfind('\n', at == 0 ? 0 : at - 1);
    const std::size_t begin = newline == std::string_view::npos || at == 0 ? 0 : newline + 1;
    return at == 0 ? std::string_view() : body.substr(begin, at - begin);
}

bool expects_address(std::string_view before) {
    while (before.ends_with(' ')) {
        before.remove_suffix(1);
    }
    return before.ends_with("](") || before.ends_with("](<") || before.ends_with("]:") || before.ends_with("=\"") ||
           before.ends_with("='") || before.ends_with("href=") || before.ends_with("src=");
}

/// Removes the white space that all lines begin with: content indented inside its shortcode is not a code block.
std::string dedented(std::string_view text) {
    std::size_t common = std::string_view::npos;
    for (const std::string_view line : split(text, '\n')) {
        const std::size_t indent = line.find_first_not_of(" \t\r");
        if (indent != std::string_view::npos) {
            common = std::min(common, indent);
        }
    }
    if (common == 0 || common == std::string_view::npos) {
        return std::string(text);
    }
    std::string out;
    bool first = true;
    for (const std::string_view line : split(text, '\n')) {
        out += first ? "" : "\n";
        out += line.substr(std::min(common, line.size()));
        first = false;
    }
    return out;
}

class Expander {
public:
    Expander(std::string_view body, const std::vector<ShortcodeTag>& tags, const PageSurroundings& page)
        : body_(body), tags_(tags), partners_(partners_of(tags)), page_(page) {}

    /// Writes the body from `begin` to `end`, which has the tags from `first` to `last`. Recurses at most
    /// kMaxShortcodeDepth deep.
    bool write(std::size_t begin, std::size_t end, std::size_t first, std::size_t last, std::size_t line, std::size_t depth,
               MappedText& out) {
        if (depth > kMaxShortcodeDepth) {
            failure_ = {line, "shortcodes are nested too deeply"};
            return false;
        }
        std::size_t at = begin;
        for (std::size_t i = first; i < last; ++i) {
            const ShortcodeTag& tag = tags_[i];
            out.append_source(body_.substr(at, tag.begin - at), line);
            line += lines_in(at, tag.begin);
            const bool has_inner = tag.kind == ShortcodeTag::Kind::opening && partners_[i] != kNoPartner;
            const std::size_t closing = has_inner ? partners_[i] : i;
            if (!write_tag(i, closing, depth, out)) {
                return false;
            }
            line += lines_in(tag.begin, tags_[closing].end);
            at = tags_[closing].end;
            i = closing;
            if (out.text().size() > kMaxExpandedBytes) {
                failure_ = {line, "the body is too large once its shortcodes are expanded"};
                return false;
            }
        }
        out.append_source(body_.substr(at, end - at), line);
        return true;
    }

    std::vector<Note> notes_;
    ReadFailure failure_;

private:
    [[nodiscard]] std::size_t lines_in(std::size_t from, std::size_t to) const {
        return static_cast<std::size_t>(std::ranges::count(body_.substr(from, to - from), '\n'));
    }

    bool write_tag(std::size_t opening, std::size_t closing, std::size_t depth, MappedText& out) {
        const ShortcodeTag& tag = tags_[opening];
        if (tag.kind == ShortcodeTag::Kind::shown) {
            // As HTML: in Markdown the tag's own < would start an element.
            out.append_made(replace_all(replace_all(tag.shown, "<", "&lt;"), ">", "&gt;"), tag.line);
            return true;
        }
        if (tag.kind == ShortcodeTag::Kind::closing) {
            notes_.push_back({tag.line, fmt::format("closing shortcode without an opening one removed: '{}'", cut(tag.name, 60))});
            return true;
        }
        const bool has_inner = closing != opening;
        const std::size_t inner_begin = tag.end;
        const std::size_t inner_end = has_inner ? tags_[closing].begin : tag.end;
        const std::string_view inner = body_.substr(inner_begin, inner_end - inner_begin);
        const std::string_view before = line_before(body_, tag.begin);
        const std::optional<std::string> continuation = continuation_of(before);
        const bool at_address = expects_address(before);
        const Position position = at_address ? Position::address : continuation.has_value() ? Position::block : Position::inline_;
        Replacement made = replace_shortcode(tag, has_inner, inner, position, page_);
        if (!made.note.empty()) {
            notes_.push_back({tag.line, std::move(made.note)});
        }
        if (made.shape == Replacement::Shape::address && position != Position::address) {
            // A reference in running text is shown as its address.
            made.text = made.text == kNowhere ? std::string() : escaped(made.text);
        }
        if (made.shape == Replacement::Shape::content) {
            return write_content(made, opening, closing, continuation, depth, out);
        }
        if (made.shape != Replacement::Shape::block || !continuation.has_value()) {
            out.append_made(single_line_unless_code(made), tag.line);
            return true;
        }
        // After a list marker the figure may follow directly; elsewhere a blank line ends the paragraph before it.
        // There is always one after it, or it would swallow the Markdown that follows on its line.
        const bool marker = before.find_first_not_of(" \t>") != std::string_view::npos;
        if (!marker) {
            out.append_made("\n" + *continuation + "\n" + *continuation, tag.line);
        }
        out.append_made(made.text + "\n" + *continuation + "\n" + *continuation, tag.line);
        return true;
    }

    static std::string single_line_unless_code(const Replacement& made) {
        return made.shape == Replacement::Shape::block ? made.text : replace_all(made.text, "\n", " ");
    }

    bool write_content(const Replacement& made, std::size_t opening, std::size_t closing, const std::optional<std::string>& continuation,
                       std::size_t depth, MappedText& out) {
        const ShortcodeTag& tag = tags_[opening];
        MappedText inner(tag.line);
        if (made.keeps_inner && !write(tag.end, tags_[closing].begin, opening + 1, closing, tag.line, depth + 1, inner)) {
            return false;
        }
        const bool in_line = !continuation.has_value() || (!inner.text().contains('\n') && made.text.empty() && made.before.empty());
        if (in_line) {
            const std::string words = single_line(made.text);
            out.append_made(words.empty() || inner.empty() ? words : words + " ", tag.line);
            if (inner.text().contains('\n')) {
                out.append_made("\n\n", tag.line);
                out.append(inner);
                out.append_made("\n\n", tag.line);
            } else {
                out.append(inner);
            }
            return true;
        }
        const std::string gap = "\n" + *continuation + "\n" + *continuation;
        out.append_made(gap, tag.line);
        if (!made.before.empty()) {
            out.append_made(made.before + gap, tag.line);
        }
        if (!made.text.empty()) {
            out.append_made(replace_all(trim(made.text), "\n", "\n" + *continuation) + gap, tag.line);
        }
        if (!inner.empty()) {
            if (inner.text().starts_with(' ') || inner.text().contains("\n ") || inner.text().contains("\n\t")) {
                MappedText straight(tag.line);
                straight.append_source(dedented(inner.text()), tag.line);
                out.append(straight);
            } else {
                out.append(inner);
            }
            out.append_made(gap, tag.line);
        }
        if (!made.after.empty()) {
            out.append_made(made.after + gap, tag.line);
        }
        return true;
    }

    std::string_view body_;
    const std::vector<ShortcodeTag>& tags_;
    std::vector<std::size_t> partners_;
    const PageSurroundings& page_;
};

}  // namespace

std::variant<Expanded, ReadFailure> expand_shortcodes(std::string_view body, std::size_t first_line, const PageSurroundings& surroundings) {
    Expanded expanded;
    expanded.text = MappedText(first_line);
    if (!body.contains("{{<") && !body.contains("{{%")) {
        expanded.text.append_source(body, first_line);
        return expanded;
    }
    auto scanned = scan_shortcodes(body, first_line);
    if (auto* failure = std::get_if<ReadFailure>(&scanned)) {
        return *std::move(failure);
    }
    const auto& tags = std::get<std::vector<ShortcodeTag>>(scanned);
    Expander expander(body, tags, surroundings);
    if (!expander.write(0, body.size(), 0, tags.size(), first_line, 0, expanded.text)) {
        return std::move(expander.failure_);
    }
    expanded.notes = std::move(expander.notes_);
    return expanded;
}

}  // namespace stoppress::importing::hugo
