// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a template of a theme, with a partial: a template that passes the checks renders, and no value of a page gets into
// it unescaped.
#include <cstddef>
#include <cstdint>

#include "render/template/template.hpp"
#include "render/template/template_source.hpp"
#include "require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stoppress::render;
    const std::string text(reinterpret_cast<const char*>(data), size);
    static const Value::Object values{
        {"headline", Value{std::string("<\u00a7")}},
        {"yes", Value{true}},
        {"stories", Value{Value::List{Value{Value::Object{{"headline", Value{std::string("<b>")}}}}, Value{Value::Object{}}}}}};
    static const Names names = [] {
        Names made;
        collect_names(values, made);
        return made;
    }();
    static const Scope around{{{"site", Value{std::string("The <Courier>")}}}};
    ThemeFiles files;
    files["templates/page.mustache"] = {{"templates/page.mustache", text}};
    files["templates/partials/entry.mustache"] = {{"templates/partials/entry.mustache", "{{#yes}}{{headline}}{{/yes}}\n"}};
    const auto source = expand_template(files, "page");
    if (!source.has_value() || !check_names(*source, names).has_value()) {
        return 0;
    }
    const auto made = Template::parse(source->text);
    if (!made.has_value()) {
        return 0;
    }
    const std::string page = made->render(values, around);
    fuzz::require(text.contains('\xA7') || !page.contains("<\u00a7"));
    return 0;
}
