// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/template/template_source.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "base/text/ascii.hpp"
#include "render/limits.hpp"

namespace stoppress::render {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

bool is_name(std::string_view name, bool is_path) {
    return !name.empty() && std::ranges::all_of(name, [is_path](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == (is_path ? '/' : '.') || (is_path && c == '-');
    });
}

/// One file being expanded: the position in it, and its open sections.
class Expander {
public:
    Expander(const ThemeFiles& files, TemplateSource& source) : files_(files), source_(source) {}

    /// Appends the file. Recurses into partials, at most kMaxPartialDepth deep.
    Result<void> file(const std::string& path, const std::string& asked_for_at, std::size_t depth) {
        const auto found = files_.find(path);
        if (found == files_.end()) {
            return fail(ErrorCode::invalid, fmt::format("{}: the theme has no {}.", asked_for_at, path));
        }
        if (depth > kMaxPartialDepth) {
            return fail(ErrorCode::invalid, fmt::format("{}: {} includes itself, or partials are nested more than {} levels deep.",
                                                        asked_for_at, path, kMaxPartialDepth));
        }
        const ThemeFile& file = found->second.back();
        const std::string_view text = file.bytes;
        std::vector<std::pair<std::string, std::string>> open;  // section, and where it was opened
        std::size_t line = 1;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t tag = text.find("{{", at);
            add_text(text.substr(at, tag == std::string_view::npos ? tag : tag - at));
            if (tag == std::string_view::npos) {
                break;
            }
            line += static_cast<std::size_t>(std::ranges::count(text.substr(at, tag - at), '\n'));
            const std::string where = fmt::format("{}:{}", file.origin, line);
            const bool triple = text.substr(tag).starts_with("{{{");
            const std::string_view closing = triple ? "}}}" : "}}";
            const std::size_t begin = tag + closing.size();
            const std::size_t end = text.find(closing, begin);
            if (end == std::string_view::npos) {
                return fail(ErrorCode::invalid,
                            fmt::format("{}: a tag opened with {} is not closed with {}.", where, triple ? "{{{" : "{{", closing));
            }
            const std::string_view inside = text.substr(begin, end - begin);
            TRY_VOID(add_tag(base::trimmed(inside), triple, where, open, depth));
            line += static_cast<std::size_t>(std::ranges::count(inside, '\n'));
            at = end + closing.size();
            if (source_.text.size() > kMaxExpandedTemplate) {
                return fail(ErrorCode::invalid, fmt::format("{}: the template with its partials is too large: the limit is {} bytes.",
                                                            where, kMaxExpandedTemplate));
            }
        }
        if (!open.empty()) {
            return fail(ErrorCode::invalid,
                        fmt::format("{}: the section {{{{#{}}}}} is not closed in this file.", open.back().second, open.back().first));
        }
        sections_ -= open.size();
        return {};
    }

private:
    Result<void> add_tag(std::string_view inside, bool triple, const std::string& where,
                         std::vector<std::pair<std::string, std::string>>& open, std::size_t depth) {
        const char sign = triple || inside.empty() ? ' ' : inside.front();
        if (sign == '!') {
            return {};
        }
        const bool has_sign = sign == '#' || sign == '^' || sign == '/' || sign == '>' || sign == '&';
        const std::string name{has_sign ? base::trimmed(inside.substr(1)) : inside};
        if (!is_name(name, sign == '>')) {
            return fail(
                ErrorCode::invalid,
                fmt::format("{}: '{}' is not a valid tag. Names consist of a-z, 0-9, '_' and '.'; other delimiters are not supported.",
                            where, std::string(inside.substr(0, 60))));
        }
        if (sign == '>') {
            return file("templates/" + name + ".mustache", where, depth + 1);
        }
        if (sign == '/') {
            if (open.empty() || open.back().first != name) {
                return fail(ErrorCode::invalid, open.empty()
                                                    ? fmt::format("{}: {{{{/{}}}}} closes a section that is not open.", where, name)
                                                    : fmt::format("{}: expected {{{{/{}}}}} but found {{{{/{}}}}} (opened on line {}).",
                                                                  where, open.back().first, name, open.back().second));
            }
            open.pop_back();
            --sections_;
            source_.text += fmt::format("{{{{/{}}}}}", name);
            return {};
        }
        if (sign == '#' || sign == '^') {
            if (++sections_ > kMaxSectionDepth) {
                return fail(ErrorCode::invalid, fmt::format("{}: sections are nested more than {} levels deep.", where, kMaxSectionDepth));
            }
            open.emplace_back(name, where);
            source_.tags.push_back(Tag{Tag::Kind::section, name, where});
            source_.text += fmt::format("{{{{{}{}}}}}", sign, name);
            return {};
        }
        const bool is_markup = triple || sign == '&';
        line_start_ = false;
        source_.tags.push_back(Tag{is_markup ? Tag::Kind::markup : Tag::Kind::text, name, where});
        source_.text += is_markup ? fmt::format("{{{{{{{}}}}}}}", name) : fmt::format("{{{{{}}}}}", name);
        return {};
    }

    /// Indentation and empty lines help the template's author; readers need not load them. A line with only section
    /// tags counts as empty, too: those tags leave line_start_ unchanged.
    void add_text(std::string_view text) {
        for (const char c : text) {
            if (c == '\r' || (line_start_ && (c == ' ' || c == '\t' || c == '\n'))) {
                continue;
            }
            source_.text += c;
            line_start_ = c == '\n';
        }
    }

    const ThemeFiles& files_;
    TemplateSource& source_;
    std::size_t sections_ = 0;
    bool line_start_ = true;
};

}  // namespace

Result<TemplateSource> expand_template(const ThemeFiles& files, std::string_view name) {
    TemplateSource source;
    Expander expander{files, source};
    TRY_VOID(expander.file(fmt::format("templates/{}.mustache", name), "theme", 0));
    return source;
}

void collect_names(const Value::Object& object, Names& names, const std::string& path) {
    // Inside {{#published}}, published.text is called text; outside it has its full path: every suffix of the path
    // is a name.
    const auto add = [&](const std::string& name, NameKind kind) {
        std::string ending = path + name;
        for (std::size_t dot = ending.find('.'); dot != std::string::npos; dot = ending.find('.')) {
            names.emplace(ending, kind);
            ending.erase(0, dot + 1);
        }
        if (const auto [known, is_new] = names.emplace(name, kind); !is_new && kind == NameKind::markup) {
            known->second = kind;
        }
    };
    for (const Member& member : object) {
        std::visit(
            [&](const auto& held) {
                using Held = std::decay_t<decltype(held)>;
                if constexpr (std::is_same_v<Held, Markup>) {
                    add(member.name, NameKind::markup);
                } else if constexpr (std::is_same_v<Held, Value::Object>) {
                    add(member.name, NameKind::structure);
                    collect_names(held, names, path + member.name + ".");
                } else if constexpr (std::is_same_v<Held, Value::List>) {
                    add(member.name, NameKind::structure);
                    for (const Value& item : held) {
                        if (const auto* inner = std::get_if<Value::Object>(&item.held())) {
                            collect_names(*inner, names, path + member.name + ".");
                        }
                    }
                } else {
                    add(member.name, NameKind::text);
                }
            },
            member.value.held());
    }
}

Result<void> check_names(const TemplateSource& source, const Names& names) {
    for (const Tag& tag : source.tags) {
        const auto found = names.find(tag.name);
        if (found == names.end()) {
            return fail(ErrorCode::invalid,
                        fmt::format("{}: unknown name '{}'. docs/themes.md lists the names that templates can use.", tag.where, tag.name));
        }
        const NameKind kind = found->second;
        if (tag.kind == Tag::Kind::markup && kind != NameKind::markup) {
            return fail(ErrorCode::invalid, fmt::format("{}: '{}' is text and must be escaped: write {{{{{}}}}} with two braces.",
                                                        tag.where, tag.name, tag.name));
        }
        if (tag.kind == Tag::Kind::text && kind == NameKind::markup) {
            return fail(ErrorCode::invalid,
                        fmt::format("{}: '{}' is HTML markup: write {{{{{{{}}}}}}} with three braces.", tag.where, tag.name, tag.name));
        }
    }
    return {};
}

}  // namespace stoppress::render
