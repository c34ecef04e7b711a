// SPDX-License-Identifier: GPL-3.0-or-later
// Where each page of the site will stand, to be asked by path or name: what ref and relref need. Also knows of pages that are not taken.
// Thread: filled by one thread, then read by any.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "importing/hugo/content_path.hpp"

namespace stoppress::importing::hugo {

class PageIndex {
public:
    /// `address` empty: the page exists and is not taken.
    void add(const ContentPath& path, std::string address);
    /// An address for a path that no file stands for: a list of a term without a page of its own.
    void add_virtual(std::string_view logical, std::string address);

    enum class Fault : std::uint8_t { none, unknown, ambiguous, not_taken };
    struct Found {
        Fault fault = Fault::unknown;
        std::string address;  ///< with the fragment of the reference
    };
    /// Resolves `reference` ("/topics/mobile", "other.md", "../a.md#part") as it stands in the page at `from`.
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
