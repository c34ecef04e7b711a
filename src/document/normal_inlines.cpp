// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/normal_inlines.hpp"

#include <utility>

#include "document/unicode.hpp"

namespace stoppress::document {

namespace {

/// What precedes the next character of a block's text: decides whether white space there is kept.
enum class Before { nothing, space, line_break, text };

/// Collapses the white space of one run in place, given what stands before it.
void collapse(std::string& text, Before& before) {
    std::size_t out = 0;
    for (const char c : text) {
        if (c == '\n') {
            if (before == Before::nothing) {
                continue;
            }
            if (out > 0 && text[out - 1] == ' ') {
                --out;
            }
            text[out++] = '\n';
            before = Before::line_break;
        } else if (is_space(c)) {
            if (before == Before::text) {
                text[out++] = ' ';
                before = Before::space;
            }
        } else {
            text[out++] = c;
            before = Before::text;
        }
    }
    text.resize(out);
}

/// Removes a space at the end of the last run with text, if a line break follows in another run.
void drop_space_before_break(Inlines& inlines, std::size_t end) {
    if (end > 0 && inlines[end - 1].text.ends_with(' ')) {
        inlines[end - 1].text.pop_back();
    }
}

void drop_trailing_space(Inlines& inlines) {
    while (!inlines.empty() && inlines.back().footnote == 0) {
        auto& text = inlines.back().text;
        while (!text.empty() && (text.back() == ' ' || text.back() == '\n')) {
            text.pop_back();
        }
        if (!text.empty()) {
            return;
        }
        inlines.pop_back();
    }
}

void clean_properties(Inline& run) {
    if (run.footnote != 0) {
        const auto number = run.footnote;
        run = Inline{};
        run.footnote = number;
        return;
    }
    drop_forbidden(run.text);
    normalise_language(run.language);
    if (run.link.href.empty() || is_footnote_fragment(run.link.href)) {
        run.link = Link{};
    } else {
        run.link.title = run.link.title.empty() ? std::string{} : single_line(run.link.title);
        normalise_language(run.link.language);
    }
}

}  // namespace

bool same_properties(const Inline& a, const Inline& b) {
    return a.footnote == 0 && b.footnote == 0 && a.marks == b.marks && a.direction == b.direction && a.language == b.language &&
           a.link == b.link;
}

bool is_footnote_fragment(const Address& address) {
    return address.string().starts_with("#fn");
}

bool is_back_link_text(std::string_view text) {
    text = trimmed(text);
    return text == "↩" || text == "↩\uFE0E" || text == "↑" || text == "^";
}

void normalise_language(std::string& language) {
    if (!language.empty()) {
        language = canonical_tag(language);
    }
}

void normalise_inlines(Inlines& inlines, std::size_t footnotes, bool in_footnote) {
    auto before = Before::nothing;
    std::size_t end = 0;
    for (auto& run : inlines) {
        clean_properties(run);
        if (run.footnote != 0) {
            if (run.footnote > footnotes) {
                continue;
            }
            before = Before::text;
        } else {
            if (in_footnote && run.link.href.string().starts_with('#') && is_back_link_text(run.text)) {
                continue;
            }
            // A run that starts with a line break, after a space in the previous run.
            const auto first = run.text.find_first_not_of(" \t\r\f");
            const bool breaks = first != std::string::npos && run.text[first] == '\n';
            if (breaks && before == Before::space) {
                drop_space_before_break(inlines, end);
            }
            collapse(run.text, before);
            if (run.text.empty()) {
                continue;
            }
        }
        while (end > 0 && inlines[end - 1].footnote == 0 && inlines[end - 1].text.empty()) {
            --end;
        }
        if (end > 0 && same_properties(inlines[end - 1], run)) {
            inlines[end - 1].text += run.text;
        } else {
            if (&inlines[end] != &run) {
                inlines[end] = std::move(run);
            }
            ++end;
        }
    }
    inlines.resize(end);
    drop_trailing_space(inlines);
}

std::string plain_text(const Inlines& inlines) {
    std::string text;
    for (const auto& run : inlines) {
        text += run.text;
    }
    for (auto& c : text) {
        c = c == '\n' ? ' ' : c;
    }
    return text;
}

}  // namespace stoppress::document
