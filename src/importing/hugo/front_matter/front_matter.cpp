// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/hugo/front_matter/front_matter.hpp"

#include "importing/limits.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::hugo {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kComment = "<!--";
constexpr std::string_view kCommentEnd = "-->";

std::string_view first_line(std::string_view text) {
    std::string_view line = text.substr(0, text.find('\n'));
    while (!line.empty() && is_space(line.back())) {
        line.remove_suffix(1);
    }
    return line;
}

/// The offset after the first line of `text`.
std::string_view after_line(std::string_view text) {
    const std::size_t end = text.find('\n');
    return end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
}

std::variant<SplitFile, ReadFailure> split_fenced(std::string_view text, std::size_t line, std::string_view fence, Language language) {
    SplitFile file;
    file.language = language;
    file.front_matter_line = line + 1;
    const std::string_view inside = after_line(text);
    std::string_view rest = inside;
    ++line;
    while (!rest.empty()) {
        // Anything may follow on that line, and is the beginning of the body.
        if (rest.starts_with(fence)) {
            const bool alone = first_line(rest) == fence;
            file.front_matter = inside.substr(0, inside.size() - rest.size());
            file.body = alone ? after_line(rest) : rest.substr(fence.size());
            file.body_line = alone ? line + 1 : line;
            return file;
        }
        rest = after_line(rest);
        ++line;
    }
    return ReadFailure{file.front_matter_line - 1, "the front matter that starts here is not closed (" + std::string(fence) + ")"};
}

/// The end of the JSON object at the start of `text`; npos if it has none.
std::size_t object_end(std::string_view text) {
    std::size_t depth = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (in_string) {
            if (c == '\\') {
                ++i;
            } else if (c == '"') {
                in_string = false;
            }
        } else if (c == '"') {
            in_string = true;
        } else if (c == '{') {
            ++depth;
        } else if (c == '}' && --depth == 0) {
            return i + 1;
        }
    }
    return std::string_view::npos;
}

std::size_t lines_in(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

void shift_lines(Value& value, std::size_t by) {
    if (value.line() != 0) {
        value.set_line(value.line() + by);
    }
    if (auto* members = std::get_if<Members>(&value.data())) {
        for (auto& [name, member] : *members) {
            shift_lines(member, by);
        }
    } else if (auto* values = std::get_if<Values>(&value.data())) {
        for (Value& member : *values) {
            shift_lines(member, by);
        }
    }
}

}  // namespace

std::variant<SplitFile, ReadFailure> split_file(std::string_view text) {
    std::string_view rest = text;
    if (rest.starts_with(kByteOrderMark)) {
        rest.remove_prefix(kByteOrderMark.size());
    }
    const std::string_view whole = rest;
    while (!rest.empty() && is_space(rest.front())) {
        rest.remove_prefix(1);
    }
    // Front matter may be hidden in a comment.
    std::string_view inside = rest;
    inside.remove_prefix(inside.starts_with(kComment) ? kComment.size() : 0);
    inside.remove_prefix(std::min(inside.find_first_not_of(kSpaces), inside.size()));
    const bool yaml = first_line(inside) == "---";
    if (yaml || first_line(inside) == "+++") {
        const std::size_t line = 1 + lines_in(whole.substr(0, whole.size() - inside.size()));
        auto split = split_fenced(inside, line, yaml ? "---" : "+++", yaml ? Language::yaml : Language::toml);
        if (auto* file = std::get_if<SplitFile>(&split); file != nullptr && inside.size() != rest.size()) {
            file->body.remove_prefix(file->body.starts_with(kCommentEnd) ? kCommentEnd.size() : 0);
        }
        return split;
    }
    const std::size_t line = 1 + lines_in(whole.substr(0, whole.size() - rest.size()));
    SplitFile file;
    // "{{<" starts a shortcode in a file without front matter.
    if (rest.starts_with('{') && !rest.starts_with("{{")) {
        const std::size_t end = object_end(rest);
        if (end == std::string_view::npos) {
            return ReadFailure{line, "the front matter that starts here is not closed (})"};
        }
        file.language = Language::json;
        file.front_matter = rest.substr(0, end);
        file.front_matter_line = line;
        file.body = rest.substr(end);
        file.body_line = line + lines_in(file.front_matter);
        return file;
    }
    file.body = whole;
    return file;
}

ReadValue read_front_matter(const SplitFile& file) {
    if (file.front_matter.size() > kMaxFrontMatterBytes) {
        return ReadFailure{file.front_matter_line, "the front matter is too large: the limit is 128 KiB"};
    }
    ReadValue read = Value(Members{});
    switch (file.language) {
        case Language::none:
            return read;
        case Language::yaml:
            read = read_yaml(file.front_matter);
            break;
        case Language::toml:
            read = read_toml(file.front_matter);
            break;
        case Language::json:
            read = read_json(file.front_matter);
            break;
    }
    const std::size_t shift = file.front_matter_line - 1;
    if (auto* failure = std::get_if<ReadFailure>(&read)) {
        failure->line += shift;
        return read;
    }
    auto& value = std::get<Value>(read);
    if (value.is_null()) {
        return Value(Members{});
    }
    if (value.members() == nullptr) {
        return ReadFailure{file.front_matter_line, "the front matter is not a map of names and values"};
    }
    shift_lines(value, shift);
    return read;
}

}  // namespace stoppress::importing::hugo
