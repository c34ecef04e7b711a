// SPDX-License-Identifier: GPL-3.0-or-later
// Address: where a link or a picture points. No script, no data: such a value cannot be made.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace stoppress::document {

/// http, https, mailto or tel, a path on this site ("/a?b#c") or a fragment ("#c"), percent-encoded so that it is a valid URL string.
class Address {
public:
    Address() = default;

    /// Reads an address as browsers do (white space around and line breaks in it do not count; "//host" is https). Nothing for any other
    /// scheme, for paths relative to a page, for names and passwords in it, and for more than kMaxAddressLength bytes.
    [[nodiscard]] static std::optional<Address> parse(std::string_view text);

    [[nodiscard]] const std::string& string() const { return text_; }
    [[nodiscard]] bool empty() const { return text_.empty(); }
    /// http or https: on a server that may not be ours.
    [[nodiscard]] bool is_web() const { return text_.starts_with("http"); }
    /// A path on this site.
    [[nodiscard]] bool is_path() const { return text_.starts_with('/'); }
    /// The host of a web address in lower case, without port; a view into this object. Empty for others.
    [[nodiscard]] std::string_view host() const;

    friend bool operator==(const Address&, const Address&) = default;

private:
    explicit Address(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

}  // namespace stoppress::document
