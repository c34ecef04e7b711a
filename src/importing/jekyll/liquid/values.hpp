// SPDX-License-Identifier: GPL-3.0-or-later
// The values of Liquid expressions in a page: literals, what the page and the site have, what the page assigned, and the filters that
// pages use. Nothing is run.
// Flow:   "site.title | upcase" -> LiquidScope -> text
// Thread: any; each object belongs to one page.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "importing/jekyll/site/site_config.hpp"

namespace stoppress::importing::jekyll {

struct LiquidValue {
    bool known = false;   ///< the value is what Jekyll has
    Value value;          ///< null: Liquid shows nothing
    std::string problem;  ///< a filter that is not known; the value stays as it was before it
};

class LiquidScope {
public:
    /// `address`: of the page, as a path with the site's baseurl. All must outlive it.
    LiquidScope(const SiteConfig& config, const Value& page, const std::string& title, const std::string& address)
        : config_(config), page_(page), title_(title), address_(address) {}

    [[nodiscard]] LiquidValue evaluate(std::string_view expression) const;
    void assign(std::string_view name, LiquidValue value);

    enum class Truth : std::uint8_t { no, yes, unknown };
    /// Of an {% if %}: a value, or two compared by == or !=. Others are unknown.
    [[nodiscard]] Truth truth(std::string_view condition) const;

private:
    [[nodiscard]] LiquidValue operand(std::string_view text) const;
    [[nodiscard]] bool apply(std::string_view filter, Value& value) const;
    [[nodiscard]] std::string argument(std::string_view text) const { return operand(text).value.text(); }

    const SiteConfig& config_;
    const Value& page_;
    const std::string& title_;
    const std::string& address_;
    std::map<std::string, LiquidValue, std::less<>> assigned_;
};

}  // namespace stoppress::importing::jekyll
