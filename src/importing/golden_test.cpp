// SPDX-License-Identifier: GPL-3.0-or-later
// Plain-text cases of every parser and converter here: tests/golden/importing/WHAT.txt, each with a name, an input and
// the result. STOPPRESS_REBASELINE=1 writes the current results, for review.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "document/addresses/ghost_heading.hpp"
#include "document/convert.hpp"
#include "importing/ghost/body/body.hpp"
#include "importing/ghost/body/body_builder.hpp"
#include "importing/hugo/addresses/permalinks.hpp"
#include "importing/hugo/definition_lists.hpp"
#include "importing/hugo/front_matter/front_matter.hpp"
#include "importing/hugo/front_matter/page.hpp"
#include "importing/hugo/shortcodes/shortcode_expander.hpp"
#include "importing/jekyll/addresses/permalinks.hpp"
#include "importing/jekyll/front_matter/dates.hpp"
#include "importing/jekyll/kramdown/blocks.hpp"
#include "importing/jekyll/kramdown/heading_ids.hpp"
#include "importing/jekyll/kramdown/smart_quotes.hpp"
#include "importing/jekyll/liquid/expander.hpp"
#include "importing/jekyll/site/front_matter_defaults.hpp"
#include "importing/text/emoji.hpp"
#include "importing/text/text.hpp"
#include "importing/wordpress/body/body.hpp"
#include "importing/wordpress/body/texturize.hpp"
#include "importing/wordpress/body/wpautop.hpp"
#include "importing/wordpress/xml/wxr_reader.hpp"

namespace stoppress::importing {
namespace {

namespace fs = std::filesystem;

std::string notes_of(const std::vector<Note>& notes) {
    std::string out;
    for (const Note& note : notes) {
        out += fmt::format("note {}: {}\n", note.line, note.what);
    }
    return out;
}

std::string of_value(const ReadValue& read) {
    if (const auto* failure = std::get_if<ReadFailure>(&read)) {
        return fmt::format("line {}: {}\n", failure->line, failure->reason);
    }
    return describe(std::get<Value>(read));
}

std::string front_matter(const std::string& input) {
    const auto split = hugo::split_file(input);
    if (const auto* failure = std::get_if<ReadFailure>(&split)) {
        return fmt::format("line {}: {}\n", failure->line, failure->reason);
    }
    const auto& parts = std::get<hugo::SplitFile>(split);
    return of_value(hugo::read_front_matter(parts)) + fmt::format("body from line {}: {}\n", parts.body_line, single_line(parts.body));
}

std::string dates(const std::string& input) {
    std::string out;
    for (const std::string_view line : split(trim(input), '\n')) {
        const auto date = hugo::read_date(line, "Europe/Berlin");
        out += date.has_value()
                   ? fmt::format("{} = {}, {:02}.\n", line, base::format_rfc3339(date->time), static_cast<unsigned>(date->day.day()))
                   : fmt::format("{} is none\n", line);
    }
    return out;
}

/// First line: the configuration in JSON; then one line per page: file, title, slug, url, date, parted by '|'.
std::string permalinks(const std::string& input) {
    const auto lines = split(trim(input), '\n');
    const auto config = hugo::site_config_of(std::get<Value>(read_json(lines.front())));
    std::string out;
    for (const std::string_view line : std::span(lines).subspan(1)) {
        const auto fields = split(line, '|');
        const auto path = hugo::place(fields.at(0), false, 0, config);
        const auto date = hugo::read_date(fields.at(4), "UTC");
        out += hugo::address_of({path, fields.at(1), fields.at(2), fields.at(3), date}, config, {"news/city"}).value_or("none") + "\n";
    }
    return out;
}

std::string shortcodes(const std::string& input) {
    static const auto config = hugo::site_config_of(Value(Members{}));
    static const auto index = [] {
        hugo::PageIndex made;
        for (const char* file : {"news/one.md", "news/deep/two.md", "other/two.md", "blog/post/index.md", "topics/city/_index.md"}) {
            const auto path = hugo::place(file, false, 0, config);
            made.add(path, "/at/" + path.logical + "/");
        }
        made.add(hugo::place("news/gone.md", false, 0, config), "");
        return made;
    }();
    const auto path = hugo::place("news/this.md", false, 0, config);
    const hugo::SiteFolders folders;
    const hugo::Images images(folders, config);
    const auto expanded = hugo::expand_shortcodes(input, 1, {path, "/at/news/this/", "news", index, images, config});
    if (const auto* failure = std::get_if<ReadFailure>(&expanded)) {
        return fmt::format("line {}: {}\n", failure->line, failure->reason);
    }
    const auto& [text, notes] = std::get<hugo::Expanded>(expanded);
    return text.text() + notes_of(notes);
}

std::string hugo_definitions(const std::string& input) {
    MappedText text;
    text.append_source(input, 1);
    const MappedText made = hugo::with_definitions(text);
    std::string out;
    std::size_t number = 0;
    for (const std::string_view line : split(made.text(), '\n')) {
        ++number;
        out += line.empty() ? "" : fmt::format("{}: {}\n", made.source_line(number), line);
    }
    return out;
}

std::string wordpress_body(const std::string& input) {
    static const auto attachments = [] {
        auto made = base::must(wordpress::Attachments::create());
        base::must(made->add({11, 5, "https://paper.test/eleven.jpg", "Eleven", "The <em>eleventh</em>"}));
        base::must(made->add({12, 5, "https://paper.test/twelve.jpg", "", ""}));
        base::must(made->add({13, 6, "https://paper.test/talk.mp3", "", ""}));
        base::must(made->finish());
        return made;
    }();
    const auto body = wordpress::body_html(input, {*attachments, 5, R"([{"id":"f-1","content":"The <b>note</b>"}])", 1});
    return body.html + "\n" + notes_of(body.notes);
}

/// Lexical, Mobiledoc or HTML, whichever it is.
std::string ghost_body(const std::string& input) {
    const ghost::BodyOptions options{.rewrite_address =
                                         [](std::string_view address) {
                                             return address.starts_with("__GHOST_URL__") ? std::string(address.substr(13))
                                                                                         : std::string(address);
                                         },
                                     .right_to_left = false};
    const std::string_view text = trim(input);
    const auto body = !text.starts_with('{')          ? ghost::body_of_html(text, options)
                      : text.contains("\"sections\"") ? ghost::body_of_mobiledoc(text, options)
                                                      : ghost::body_of_lexical(text, options);
    if (!body.has_value()) {
        return "refused: " + body.error().message;
    }
    std::string out = document::to_html(body->document).string();
    for (const std::string& note : body->notes) {
        out += "note: " + note + "\n";
    }
    return out;
}

std::string ghost_markdown(const std::string& input) {
    return ghost::plain_markdown(input);
}

/// A heading in each line.
std::string ghost_headings(const std::string& input) {
    std::string out;
    for (const std::string_view line : split(input.substr(0, input.size() - 1), '\n')) {
        out += document::ghost_heading_slug(line) + "\n";
    }
    return out;
}

std::string jekyll_liquid(const std::string& input) {
    static const auto config = jekyll::site_config_of(
        std::get<Value>(read_yaml("title: The Paper\nurl: https://paper.test\nbaseurl: /b\nauthor: {name: Ann}")), "UTC");
    static const Value page = std::get<Value>(read_yaml("title: One\nvideo: abc123\ntags: [a, b]\nempty: ''\nno: false"));
    static const std::string title = "One";
    static const std::string address = "/b/2020/one/";
    jekyll::LiquidScope scope(config, page, title, address);
    const auto known = [](std::string_view name) { return name.contains("known") ? "/b/at/" + std::string(name) : std::string(); };
    const auto expanded =
        jekyll::expand_liquid(input, 1, {scope, known, known, [](std::string_view name) { return "/pictures/" + std::string(name); }});
    if (const auto* failure = std::get_if<ReadFailure>(&expanded)) {
        return fmt::format("line {}: {}\n", failure->line, failure->reason);
    }
    const auto& made = std::get<jekyll::LiquidText>(expanded);
    return made.text.text() + notes_of(made.notes);
}

/// With the source's line before each line.
std::string jekyll_blocks(const std::string& input) {
    MappedText text;
    text.append_source(input, 1);
    const auto made = jekyll::with_kramdown_blocks(text, false);
    std::string out;
    std::size_t number = 0;
    for (const std::string_view line : split(made.text.text(), '\n')) {
        ++number;
        out += fmt::format("{}: {}\n", made.text.source_line(number), line);
    }
    return out + notes_of(made.notes);
}

/// Markdown in each line.
std::string jekyll_quotes(const std::string& input) {
    const jekyll::QuotationMarks marks{"‘", "’", "“", "”"};
    document::ParseOptions options;
    options.change_text = [&marks](std::string_view text, char32_t before, char32_t after) {
        return jekyll::with_smart_quotes(text, before, after, marks, true);
    };
    std::string out;
    for (const std::string_view line : split(trim(input), '\n')) {
        const auto parsed = document::from_markdown(line, options);
        out += (parsed.has_value() ? document::to_text(parsed->document) : parsed.error().message) + "\n";
    }
    return out;
}

/// A heading in each line, all of one page.
std::string jekyll_headings(const std::string& input) {
    jekyll::KramdownHeadingIds ids("");
    std::string out;
    for (const std::string_view line : split(trim(input), '\n')) {
        out += ids.next(line) + "\n";
    }
    return out;
}

/// A line of YAML, each.
std::string jekyll_dates(const std::string& input) {
    std::string out;
    for (const std::string_view line : split(trim(input), '\n')) {
        const ReadValue read = read_yaml("date: " + std::string(line));
        const auto date = jekyll::read_date(*std::get<Value>(read).find("date"), "America/New_York");
        out += date.has_value() ? fmt::format("{} = {}, day {}, hour {}\n", line, base::format_rfc3339(date->time),
                                              static_cast<unsigned>(date->day.day()), date->hour)
                                : fmt::format("{} is none\n", line);
    }
    return out;
}

/// Permalink, slug and categories in each line, parted by '|'.
std::string jekyll_addresses(const std::string& input) {
    std::string out;
    for (const std::string_view line : split(trim(input), '\n')) {
        const auto fields = split(line, '|');
        jekyll::UrlParts parts;
        parts.collection = "posts";
        parts.slug = fields.at(1);
        parts.basename = "2021-01-03-" + parts.slug;
        parts.path = "/" + parts.basename;
        parts.output_extension = ".html";
        parts.date = hugo::read_date("2021-01-03 04:05:06", "UTC");
        for (const std::string_view category : split(fields.at(2), ',')) {
            if (!category.empty()) {
                parts.categories.emplace_back(category);
            }
        }
        const std::string permalink = jekyll::post_template(std::string(fields.at(0)));
        out += jekyll::url_of(permalink, parts).value_or("none: " + jekyll::unknown_placeholder(permalink).value_or("")) + "\n";
    }
    return out;
}

/// A glob and a path in each line.
std::string jekyll_globs(const std::string& input) {
    std::string out;
    for (const std::string_view line : split(trim(input), '\n')) {
        const auto fields = split(line, ' ');
        out += jekyll::begins_as_glob(fields.at(0), fields.at(1)) ? "yes\n" : "no\n";
    }
    return out;
}

std::string texts(const std::string& input) {
    return with_emoji(with_plain_references(input));
}

/// HTML in each line.
std::string wordpress_texturize(const std::string& input) {
    std::string out;
    for (const std::string_view line : split(input.substr(0, input.size() - 1), '\n')) {
        out += wordpress::texturized(line, wordpress::marks_of("en")) + "\n";
    }
    return out;
}

std::string paths(const std::string& input) {
    std::string out;
    for (const std::string_view line : split(trim(input), '\n')) {
        out += canonical_path(line).value_or("none") + "\n";
    }
    return out;
}

struct Case {
    std::string name;
    std::string input;
    std::string output;
};

std::vector<Case> read_cases(const fs::path& file) {
    std::ifstream stream(file);
    std::vector<Case> cases;
    std::string* to = nullptr;
    for (std::string line; std::getline(stream, line);) {
        if (line.starts_with("==== ")) {
            cases.push_back({line.substr(5), {}, {}});
            to = &cases.back().input;
        } else if (line == "----" && to != nullptr) {
            to = &cases.back().output;
        } else if (to != nullptr) {
            *to += line + "\n";
        }
    }
    return cases;
}

using Convert = std::string (*)(const std::string&);

class Golden : public testing::TestWithParam<std::pair<std::string, Convert>> {};

TEST_P(Golden, SaysWhatTheCasesSay) {
    const auto& [what, convert] = GetParam();
    const fs::path file = fs::path(STOPPRESS_GOLDEN) / (what + ".txt");
    auto cases = read_cases(file);
    ASSERT_FALSE(cases.empty()) << file;
    const bool rebaseline = std::getenv("STOPPRESS_REBASELINE") != nullptr;
    std::ostringstream today;
    for (const Case& one : cases) {
        std::string output = convert(one.input);
        if (!output.empty() && !output.ends_with('\n')) {
            output += '\n';
        }
        today << "==== " << one.name << '\n' << one.input << "----\n" << output;
        if (!rebaseline) {
            EXPECT_EQ(output, one.output) << what << ": " << one.name;
        }
    }
    if (rebaseline) {
        std::ofstream(file) << today.str();
    }
}

INSTANTIATE_TEST_SUITE_P(Importing, Golden,
                         testing::Values(std::pair{"front_matter", &front_matter}, std::pair{"dates", &dates},
                                         std::pair{"permalinks", &permalinks}, std::pair{"hugo_shortcodes", &shortcodes},
                                         std::pair{"hugo_definitions", &hugo_definitions}, std::pair{"wordpress_body", &wordpress_body},
                                         std::pair{"ghost_body", &ghost_body}, std::pair{"ghost_markdown", &ghost_markdown},
                                         std::pair{"ghost_headings", &ghost_headings},
                                         std::pair{"wordpress_texturize", &wordpress_texturize}, std::pair{"texts", &texts},
                                         std::pair{"jekyll_liquid", &jekyll_liquid}, std::pair{"jekyll_blocks", &jekyll_blocks},
                                         std::pair{"jekyll_quotes", &jekyll_quotes}, std::pair{"jekyll_headings", &jekyll_headings},
                                         std::pair{"jekyll_dates", &jekyll_dates}, std::pair{"jekyll_addresses", &jekyll_addresses},
                                         std::pair{"jekyll_globs", &jekyll_globs}, std::pair{"paths", &paths}),
                         [](const auto& about) { return about.param.first; });

}  // namespace
}  // namespace stoppress::importing
