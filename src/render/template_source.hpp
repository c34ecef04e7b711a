// SPDX-License-Identifier: GPL-3.0-or-later
// A template's text with its partials set in, checked tag by tag so that each mistake is named with file and line.
// Flow: ThemeFiles -> template_source -> Template
// Pure functions; any thread.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "render/theme_files.hpp"
#include "render/value.hpp"

namespace stoppress::render {

/// A tag of a template that names something.
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

/// The template templates/<name>.mustache with all partials in place, without comments and indentation. Fails (invalid) with file and line
/// where a tag or a section is not closed, a partial is missing or includes itself, or a tag is used that themes do not have.
[[nodiscard]] base::Result<TemplateSource> expand_template(const ThemeFiles& files, std::string_view name);

/// What a name stands for in a template.
enum class NameKind { text, markup, structure };
using Names = std::map<std::string, NameKind, std::less<>>;

/// Adds every name in `object`, at any depth, which page_values bounds. `path` is put before dotted names.
void collect_names(const Value::Object& object, Names& names, const std::string& path = {});

/// Fails (invalid) with file and line where a tag names nothing in `names`, or sets text into the page unescaped.
[[nodiscard]] base::Result<void> check_names(const TemplateSource& source, const Names& names);

}  // namespace stoppress::render
