// SPDX-License-Identifier: GPL-3.0-or-later
// A template's text with its partials inserted, checked tag by tag so that each mistake is reported with file and line.
// Flow:   ThemeFiles -> template_source -> Template
// Thread: any; pure functions.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "render/template/value.hpp"
#include "render/theme/theme_files.hpp"

namespace stoppress::render {

/// A tag of a template that refers to a name.
struct Tag {
    enum class Kind { text, markup, section };
    Kind kind = Kind::text;
    std::string name;
    std::string where;  ///< "templates/story.mustache:12"
};

struct TemplateSource {
    std::string text;
    std::vector<Tag> tags;
};

/// The template templates/<name>.mustache with all partials inserted, without comments and indentation. Fails with
/// `invalid`, naming file and line, if a tag or a section is not closed, a partial is missing or includes itself, or a
/// kind of tag is used that themes do not support.
[[nodiscard]] base::Result<TemplateSource> expand_template(const ThemeFiles& files, std::string_view name);

/// The kind of value that a name has.
enum class NameKind { text, markup, structure };
using Names = std::map<std::string, NameKind, std::less<>>;

/// Adds every name in `object`, at any depth (which page_values limits). `path` is the prefix of dotted names.
void collect_names(const Value::Object& object, Names& names, const std::string& path = {});

/// Fails with `invalid`, naming file and line, if a tag's name is not in `names`, or if it inserts text into
/// the page unescaped.
[[nodiscard]] base::Result<void> check_names(const TemplateSource& source, const Names& names);

}  // namespace stoppress::render
