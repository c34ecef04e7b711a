// SPDX-License-Identifier: GPL-3.0-or-later
// A web address cut into the parts that providers are told apart by.
// Thread: any; plain data and pure functions.
#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "document/addresses/address.hpp"

namespace stoppress::document {

/// Views into the address that it was made from. Nothing is decoded: what providers use as ids needs no encoding.
struct AddressParts {
    bool secure = false;    ///< https
    std::string_view host;  ///< in lower case
    std::vector<std::string_view> path;
    std::vector<std::pair<std::string_view, std::string_view>> query;
    std::string_view fragment;

    /// The first parameter of that name in the query; empty if there is none.
    [[nodiscard]] std::string_view parameter(std::string_view name) const;
    /// The part of the path at `index`; empty if the path is shorter.
    [[nodiscard]] std::string_view at(std::size_t index) const { return index < path.size() ? path[index] : std::string_view{}; }
};

/// Nothing unless it is a web address without a port. A slash at the end of the path does not count.
[[nodiscard]] std::optional<AddressParts> parts_of(const Address& address);

}  // namespace stoppress::document
