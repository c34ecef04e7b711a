// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/jekyll/liquid/scanner.hpp"

#include <algorithm>
#include <optional>

#include "importing/text/text.hpp"

namespace stoppress::importing::jekyll {
namespace {

/// Words of one tag. Calls of includes with all their texts have some dozen.
constexpr std::size_t kMaxWords = 200;

bool is_word_character(char c) {
    return is_ascii_letter(c) || is_ascii_digit(c) || c == '_';
}

struct Found {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool tag = false;
    bool trims_before = false;
    bool trims_behind = false;
    std::string_view inside;
    std::string_view name;
    std::string_view markup;
};

/// Finds each tag and output once. The text that has no further end of a kind is not searched again.
class Finder {
public:
    explicit Finder(std::string_view body) : body_(body) {}

    std::optional<Found> next(std::size_t from) {
        for (std::size_t at = body_.find('{', from); at != std::string_view::npos && at + 1 < body_.size(); at = body_.find('{', at + 1)) {
            const bool tag = body_[at + 1] == '%';
            if ((!tag && body_[at + 1] != '{') || at >= (tag ? no_tag_from_ : no_output_from_)) {
                continue;
            }
            const std::size_t end = body_.find(tag ? "%}" : "}}", at + 2);
            if (end == std::string_view::npos) {
                (tag ? no_tag_from_ : no_output_from_) = at;
                continue;
            }
            return found(at, end + 2, tag);
        }
        return std::nullopt;
    }

private:
    [[nodiscard]] Found found(std::size_t begin, std::size_t end, bool tag) const {
        Found one{begin, end, tag, false, false, body_.substr(begin + 2, end - begin - 4), {}, {}};
        one.trims_before = one.inside.starts_with('-');
        one.inside.remove_prefix(one.trims_before ? 1 : 0);
        one.trims_behind = one.inside.ends_with('-');
        one.inside.remove_suffix(one.trims_behind ? 1 : 0);
        one.inside = trim(one.inside);
        if (tag) {
            const auto name_end = std::ranges::find_if_not(one.inside, is_word_character) - one.inside.begin();
            one.name = one.inside.substr(0, static_cast<std::size_t>(name_end));
            one.markup = trim(one.inside.substr(static_cast<std::size_t>(name_end)));
        }
        return one;
    }

    std::string_view body_;
    std::size_t no_tag_from_ = std::string_view::npos;
    std::size_t no_output_from_ = std::string_view::npos;
};

class Scan {
public:
    Scan(std::string_view body, std::size_t line) : body_(body), line_(line), finder_(body) {}

    std::vector<LiquidPiece> all(std::size_t limit) {
        for (auto found = finder_.next(0); found.has_value() && pieces_.size() / 2 < limit; found = finder_.next(done_)) {
            text_until(found->begin, found->trims_before);
            if (found->tag && (found->name == "raw" || found->name == "comment")) {
                verbatim(*found);
                continue;
            }
            LiquidPiece piece;
            piece.kind = found->tag ? LiquidPiece::Kind::tag : LiquidPiece::Kind::output;
            piece.text = found->inside;
            piece.name = found->name;
            piece.markup = found->markup;
            piece.begin = found->begin;
            piece.line = line_at(found->begin);
            pieces_.push_back(piece);
            done_ = found->end;
            trims_ = found->trims_behind;
        }
        text_until(body_.size(), false);
        return std::move(pieces_);
    }

private:
    std::size_t line_at(std::size_t offset) {
        line_ += static_cast<std::size_t>(std::ranges::count(body_.substr(counted_, offset - counted_), '\n'));
        counted_ = offset;
        return line_;
    }

    void text_until(std::size_t end, bool trims_end) {
        std::size_t begin = done_;
        if (trims_) {
            begin = std::min(body_.find_first_not_of(kSpaces, begin), end);
        }
        std::string_view text = body_.substr(begin, end - begin);
        while (trims_end && !text.empty() && is_space(text.back())) {
            text.remove_suffix(1);
        }
        if (!text.empty()) {
            pieces_.push_back({LiquidPiece::Kind::text, text, {}, {}, begin, line_at(begin)});
        }
        trims_ = false;
    }

    /// From {% raw %} or {% comment %} to its end, or to the end of the text.
    void verbatim(const Found& opening) {
        const bool raw = opening.name == "raw";
        const std::string_view name = raw ? "endraw" : "endcomment";
        Found closing{body_.size(), body_.size(), true, false, false, {}, {}, {}};
        for (std::size_t at = body_.find(name, opening.end); at != std::string_view::npos; at = body_.find(name, at + 1)) {
            std::size_t begin = at;
            while (begin > opening.end && is_space(body_[begin - 1])) {
                --begin;
            }
            begin -= begin > opening.end && body_[begin - 1] == '-' ? 1 : 0;
            std::size_t end = std::min(body_.find_first_not_of(kSpaces, at + name.size()), body_.size());
            const bool trims = body_.substr(end, 1) == "-";
            end += trims ? 1 : 0;
            if (begin >= opening.end + 2 && body_.substr(begin - 2, 2) == "{%" && body_.substr(end, 2) == "%}") {
                closing.begin = begin - 2;
                closing.end = end + 2;
                closing.trims_behind = trims;
                break;
            }
        }
        done_ = opening.end;
        if (raw) {
            text_until(closing.begin, false);
        }
        done_ = closing.end;
        trims_ = closing.trims_behind;
    }

    std::string_view body_;
    std::size_t line_;
    std::size_t counted_ = 0;
    std::size_t done_ = 0;
    bool trims_ = false;
    Finder finder_;
    std::vector<LiquidPiece> pieces_;
};

}  // namespace

std::vector<LiquidPiece> scan_liquid(std::string_view body, std::size_t first_line, std::size_t limit) {
    return Scan(body, first_line).all(limit);
}

std::vector<LiquidWord> words_of_markup(std::string_view markup) {
    std::vector<LiquidWord> words;
    while (words.size() < kMaxWords) {
        while (!markup.empty() && (is_space(markup.front()) || markup.front() == ',')) {
            markup.remove_prefix(1);
        }
        if (markup.empty()) {
            return words;
        }
        LiquidWord word;
        const std::size_t key_end = markup.find_first_of(" \t\r\n\"'=,");
        if (key_end != std::string_view::npos && key_end > 0) {
            const std::size_t sign = markup.find_first_not_of(kSpaces, key_end);
            if (sign != std::string_view::npos && markup[sign] == '=' && markup.substr(sign, 2) != "==") {
                word.key = markup.substr(0, key_end);
                markup = trim(markup.substr(sign + 1));
            }
        }
        const char mark = markup.empty() ? ' ' : markup.front();
        const std::size_t closing = mark == '"' || mark == '\'' ? markup.find(mark, 1) : std::string_view::npos;
        if (closing != std::string_view::npos) {
            word.value = markup.substr(1, closing - 1);
            word.quoted = true;
            markup.remove_prefix(closing + 1);
        } else {
            word.value = markup.substr(0, std::min(markup.find_first_of(" \t\r\n,"), markup.size()));
            markup.remove_prefix(word.value.size());
        }
        if (!word.key.empty() || !word.value.empty()) {
            words.push_back(word);
        }
    }
    return words;
}

std::vector<std::string_view> split_outside_quotes(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    char open = '\0';
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (open != '\0') {
            open = c == open ? '\0' : open;
        } else if ((c == '"' || c == '\'') && text.find(c, at + 1) != std::string_view::npos) {
            open = c;
        } else if (c == separator) {
            parts.push_back(trim(text.substr(begin, at - begin)));
            begin = at + 1;
        }
    }
    parts.push_back(trim(text.substr(begin)));
    return parts;
}

}  // namespace stoppress::importing::jekyll
