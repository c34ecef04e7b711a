// SPDX-License-Identifier: GPL-3.0-or-later
// Front matter of Hugo in JSON, which is read like YAML but has one way to write each value.
// Source: Hugo's documentation, "Front matter"; tried with Hugo 0.111.3.
// Thread: one at a time.
#pragma once

#include <boost/json/object.hpp>

#include <string>
#include <string_view>
#include <vector>

#include "base/time/time.hpp"

namespace stoppress::exporting {

/// Fields in the order of the calls. What is empty is left out.
class FrontMatter {
public:
    FrontMatter& text(std::string_view key, std::string_view value);
    FrontMatter& texts(std::string_view key, const std::vector<std::string>& values);
    FrontMatter& time(std::string_view key, base::Time value);
    /// Only if it is true.
    FrontMatter& flag(std::string_view key, bool value);
    FrontMatter& value(std::string_view key, boost::json::value value);

    /// An object with a field on each line, and a newline after it.
    [[nodiscard]] std::string json() const;

private:
    boost::json::object fields_;
};

}  // namespace stoppress::exporting
