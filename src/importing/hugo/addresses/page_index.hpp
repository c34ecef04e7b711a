// SPDX-License-Identifier: GPL-3.0-or-later
// The address of each page of the site by path or name, for ref and relref. Includes pages that are not imported.
// Thread: filled by one thread, then read by any.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "importing/hugo/addresses/content_path.hpp"

namespace stoppress::importing::hugo {

class PageIndex {
public:
    /// An empty `address` means that the page exists but is not imported.
    void add(const ContentPath& path, std::string address);
    /// Adds an address for a path without a file: the list of a term that has no page of its own.
    void add_virtual(std::string_view logical, std::string address);

    enum class Fault : std::uint8_t { none, unknown, ambiguous, not_taken };
    struct Found {
        Fault fault = Fault::unknown;
        std::string address;  ///< with the fragment of the reference
    };
    /// Resolves `reference` ("/topics/mobile", "other.md", "../a.md#part") as used in the page at `from`.
    [[nodiscard]] Found find(std::string_view reference, const ContentPath& from) const;

private:
    struct Named {
        std::string logical;
        bool ambiguous = false;
    };
    [[nodiscard]] const std::string* by_path(std::string_view logical, std::size_t language) const;

    std::unordered_map<std::string, std::string> addresses_;  ///< key: language number, ':', lower-case logical path
    std::unordered_map<std::string, Named> names_;            ///< key: language number, ':', lower-case base name
};

}  // namespace stoppress::importing::hugo
