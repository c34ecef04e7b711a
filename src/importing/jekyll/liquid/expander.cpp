// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/jekyll/liquid/expander.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "importing/limits.hpp"
#include "importing/text/markup.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::jekyll {
namespace {

bool is_any_of(std::string_view name, std::initializer_list<std::string_view> names) {
    return std::ranges::find(names, name) != names.end();
}

class Expansion {
public:
    explicit Expansion(const LiquidSurroundings& page) : page_(page) {}

    /// False if it failed.
    bool write(const std::vector<LiquidPiece>& pieces) {
        for (const LiquidPiece& piece : pieces) {
            if (piece.kind == LiquidPiece::Kind::tag && piece.name.starts_with("end")) {
                ends_.insert(piece.name.substr(3));
            }
        }
        for (const LiquidPiece& piece : pieces) {
            if (piece.kind == LiquidPiece::Kind::tag) {
                tag(piece);
            } else if (shows()) {
                piece.kind == LiquidPiece::Kind::text ? text().append_source(piece.text, piece.line) : output(piece);
            }
            if (text().text().size() > kMaxExpandedBytes) {
                failure = {piece.line, "the body is too large once its Liquid is expanded"};
            }
            if (!failure.reason.empty()) {
                return false;
            }
        }
        while (!open_.empty()) {
            close();
        }
        return true;
    }

    MappedText take() { return std::move(out_); }
    std::vector<Note> notes;
    ReadFailure failure;

private:
    struct Open {
        std::string name;
        std::string markup;
        std::size_t line = 0;
        bool shows = true;     ///< the text inside is kept
        bool decided = false;  ///< a branch of an {% if %} was taken
        bool unknown = false;  ///< all branches are kept
        bool buffers = false;  ///< the text inside is not for the page as it is
        MappedText text;
    };

    [[nodiscard]] bool shows() const { return hiding_ == 0; }
    MappedText& text() { return buffers_.empty() ? out_ : open_[buffers_.back()].text; }

    void note(std::size_t line, std::string what) {
        if (noted_.insert(what).second) {
            notes.push_back({line, std::move(what)});
        }
    }

    void output(const LiquidPiece& piece) {
        if (const std::string card = embed_of_filter(piece.text, page_); !card.empty()) {
            block(card, piece.line);
            return;
        }
        const LiquidValue value = page_.scope.evaluate(piece.text);
        if (!value.known && value.value.is_null()) {
            note(piece.line, fmt::format("a value that only Jekyll knows is left out: '{}'", cut(piece.text, 60)));
        } else if (!value.problem.empty()) {
            note(piece.line, fmt::format("unknown filter, the value is kept as it is: '{}'", cut(value.problem, 60)));
        }
        std::string shown = value.value.text();
        if (const Values* list = value.value.values()) {
            shown.clear();
            for (const Value& one : *list) {
                shown += one.text();
            }
        }
        text().append_made(shown, piece.line);
    }

    void open(const LiquidPiece& piece, Open one) {
        if (open_.size() >= 4 * kMaxShortcodeDepth) {
            failure = {piece.line, "Liquid tags are nested too deeply"};
            return;
        }
        one.name = piece.name;
        one.markup = piece.markup;
        one.line = piece.line;
        hiding_ += one.shows ? 0 : 1;
        if (one.buffers) {
            buffers_.push_back(open_.size());
            one.text = MappedText(piece.line);
        }
        open_.push_back(std::move(one));
    }

    void close() {
        Open done = std::move(open_.back());
        hiding_ -= done.shows ? 0 : 1;
        open_.pop_back();
        if (!done.buffers) {
            return;
        }
        buffers_.pop_back();
        if (!shows()) {
            return;
        }
        if (done.name == "capture") {
            LiquidValue value;
            value.known = true;
            value.value = Value(done.text.text());
            page_.scope.assign(base::trimmed(done.markup, " \"'"), std::move(value));
        } else {
            std::string_view code = done.text.text();
            code.remove_prefix(std::min(code.find_first_not_of("\r\n"), code.size()));
            while (!code.empty() && is_space(code.back())) {
                code.remove_suffix(1);
            }
            block(code_markup(code, done.markup.substr(0, done.markup.find(' '))), done.line);
        }
    }

    void set_shows(Open& one, bool shows) {
        hiding_ += one.shows && !shows ? 1 : !one.shows && shows ? -1 : 0;
        one.shows = shows;
    }

    void branch(Open& one, std::string_view condition, bool inverted, std::size_t line) {
        auto truth = condition.empty() ? LiquidScope::Truth::yes : page_.scope.truth(condition);
        if (inverted && truth != LiquidScope::Truth::unknown) {
            truth = truth == LiquidScope::Truth::yes ? LiquidScope::Truth::no : LiquidScope::Truth::yes;
        }
        if (one.unknown || (!one.decided && truth == LiquidScope::Truth::unknown)) {
            if (!one.unknown) {
                note(line, fmt::format("a condition that only Jekyll can decide, all text is kept: '{}'", cut(condition, 60)));
            }
            one.unknown = true;
            set_shows(one, true);
            return;
        }
        const bool taken = !one.decided && truth == LiquidScope::Truth::yes;
        one.decided = one.decided || taken;
        set_shows(one, taken);
    }

    void tag(const LiquidPiece& piece) {
        const std::string_view name = piece.name;
        if (name.starts_with("end")) {
            end(name.substr(3));
        } else if (is_any_of(name, {"elsif", "else", "when"})) {
            if (!open_.empty() && is_any_of(open_.back().name, {"if", "unless"})) {
                branch(open_.back(), name == "elsif" ? piece.markup : "", false, piece.line);
            }
        } else if (name == "highlight" || name == "capture") {
            Open one;
            one.buffers = true;
            open(piece, std::move(one));
        } else if (name == "if" || name == "unless") {
            Open one;
            if (shows()) {
                branch_at_opening(one, piece);
            }
            const bool hides = !one.shows;
            one.shows = true;
            open(piece, std::move(one));
            if (hides && failure.reason.empty()) {
                set_shows(open_.back(), false);
            }
        } else if (shows()) {
            other(piece);
        } else if (ends_.contains(name)) {
            open(piece, Open());
        }
    }

    void branch_at_opening(Open& one, const LiquidPiece& piece) {
        const int hiding = hiding_;
        branch(one, piece.markup, piece.name == "unless", piece.line);
        hiding_ = hiding;
    }

    void other(const LiquidPiece& piece) {
        const std::string_view name = piece.name;
        if (name == "assign") {
            const std::size_t sign = piece.markup.find('=');
            if (sign != std::string_view::npos) {
                page_.scope.assign(trim(piece.markup.substr(0, sign)), page_.scope.evaluate(piece.markup.substr(sign + 1)));
            }
        } else if (ends_.contains(name)) {
            const bool loop = name == "for" || name == "tablerow";
            note(piece.line, loop             ? std::string("a loop is not run, the text inside it is kept once")
                             : name == "case" ? std::string("a choice that only Jekyll can make, all text is kept")
                                              : fmt::format("unknown tag, only the text inside it is kept: '{}'", cut(name, 60)));
            open(piece, Open());
        } else if (name.empty() ||
                   is_any_of(name, {"increment", "decrement", "cycle", "break", "continue", "layout", "seo", "feed_meta"})) {
            return;
        } else {
            TagText made = replace_tag(piece, page_);
            if (!made.note.empty()) {
                note(piece.line, std::move(made.note));
            }
            made.block ? block(made.text, piece.line) : text().append_made(made.text, piece.line);
        }
    }

    void end(std::string_view name) {
        const auto opening = std::ranges::find(open_.rbegin(), open_.rend(), name, &Open::name);
        if (opening == open_.rend()) {
            return;
        }
        for (std::size_t closing = static_cast<std::size_t>(opening - open_.rbegin()) + 1; closing > 0; --closing) {
            close();
        }
    }

    /// Writes a line of HTML so that Markdown takes it for a block: within a list, a quotation or a table where it is, else between empty
    /// lines.
    void block(std::string_view html, std::size_t line) {
        const std::string& so_far = text().text();
        const std::size_t newline = so_far.rfind('\n');
        const std::string_view prefix = std::string_view(so_far).substr(newline == std::string::npos ? 0 : newline + 1);
        const std::string_view signs = trim(prefix);
        const bool within = (signs.empty() && !prefix.empty()) ||
                            (!signs.empty() && (std::string_view("*-+>|").contains(signs.front()) || is_ascii_digit(signs.front())));
        const std::string gap = within || so_far.empty() || so_far.ends_with("\n\n") ? "" : prefix.empty() ? "\n" : "\n\n";
        text().append_made(gap + std::string(html) + (within ? "" : "\n\n"), line);
    }

    const LiquidSurroundings& page_;
    MappedText out_;
    std::vector<Open> open_;
    std::vector<std::size_t> buffers_;  ///< of `open_`: those that buffer
    std::unordered_set<std::string_view> ends_;
    std::unordered_set<std::string> noted_;
    int hiding_ = 0;  ///< how many of `open_` hide their text
};

}  // namespace

std::variant<LiquidText, ReadFailure> expand_liquid(std::string_view body, std::size_t first_line, const LiquidSurroundings& page) {
    if (!body.contains("{%") && !body.contains("{{")) {
        LiquidText plain{MappedText(first_line), {}};
        plain.text.append_source(body, first_line);
        return plain;
    }
    const auto pieces = scan_liquid(body, first_line, kMaxShortcodes);
    Expansion expansion(page);
    if (!expansion.write(pieces)) {
        return std::move(expansion.failure);
    }
    return LiquidText{expansion.take(), std::move(expansion.notes)};
}

std::string_view listed_by_loop(std::string_view body) {
    struct Loop {
        std::string_view over;
        std::string_view lists;
    };
    for (const LiquidPiece& piece : scan_liquid(body, 1, kMaxShortcodes)) {
        if (piece.kind != LiquidPiece::Kind::text && piece.text.contains("paginator.")) {
            return "posts";
        }
        if (piece.kind != LiquidPiece::Kind::tag || (piece.name != "for" && piece.name != "assign")) {
            continue;
        }
        for (const Loop& loop : {Loop{"site.tags", "tags"}, Loop{"site.categories", "categories"}, Loop{"site.authors", "authors"},
                                 Loop{"site.posts", "posts"}, Loop{"site.documents", "posts"}}) {
            if (piece.markup.contains(loop.over)) {
                return loop.lists;
            }
        }
    }
    return {};
}

}  // namespace stoppress::importing::jekyll
