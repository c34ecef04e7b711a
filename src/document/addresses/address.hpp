// SPDX-License-Identifier: GPL-3.0-or-later
// Address: the target of a link or a picture. A script or data: address cannot be represented.
// Thread: plain data.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace stoppress::document {

/// http, https, mailto or tel, a path on this site ("/a?b#c") or a fragment ("#c"), percent-encoded as a
/// valid URL string.
class Address {
public:
    Address() = default;

    /// Parses an address as browsers do (surrounding white space and line breaks are ignored; "//host" is https).
    /// Returns nothing for any other scheme, for paths relative to a page, for addresses with a user name or password,
    /// and for more than kMaxAddressLength bytes.
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
