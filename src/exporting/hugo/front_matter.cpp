// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/hugo/front_matter.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <utility>

#include "base/text/json_text.hpp"

namespace stoppress::exporting {

FrontMatter& FrontMatter::text(std::string_view key, std::string_view value) {
    if (!value.empty()) {
        fields_.insert_or_assign(key, value);
    }
    return *this;
}

FrontMatter& FrontMatter::texts(std::string_view key, const std::vector<std::string>& values) {
    if (!values.empty()) {
        fields_.insert_or_assign(key, boost::json::array(values.begin(), values.end()));
    }
    return *this;
}

FrontMatter& FrontMatter::time(std::string_view key, base::Time value) {
    return text(key, base::format_rfc3339(value));
}

FrontMatter& FrontMatter::flag(std::string_view key, bool value) {
    if (value) {
        fields_.insert_or_assign(key, true);
    }
    return *this;
}

FrontMatter& FrontMatter::value(std::string_view key, boost::json::value value) {
    fields_.insert_or_assign(key, std::move(value));
    return *this;
}

std::string FrontMatter::json() const {
    std::string json = "{";
    for (const auto& field : fields_) {
        json += json.size() == 1 ? "\n  " : ",\n  ";
        base::append_json_string(json, std::string_view(field.key()));
        json += ": ";
        json += boost::json::serialize(field.value());
    }
    json += "\n}\n";
    return json;
}

}  // namespace stoppress::exporting
