// SPDX-License-Identifier: GPL-3.0-or-later
// Passes the bytes of an export to the XML parser: replaces control characters by spaces, and refuses document types
// before the parser sees them.
// Flow:   file -> Source -> WxrReader
// Thread: one at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "importing/wordpress/xml/tag_guard.hpp"

namespace stoppress::importing::wordpress {

/// The source of the bytes, a file or a text.
class Source {
public:
    explicit Source(int descriptor, std::uint64_t size) : descriptor_(descriptor), size_(size) {}
    explicit Source(std::string_view text) : text_(text), size_(text.size()) {}
    Source(const Source&) = delete;
    Source& operator=(const Source&) = delete;
    Source(Source&&) = delete;
    Source& operator=(Source&&) = delete;
    ~Source();

    /// In libxml2's form: the number of bytes read, 0 at the end, -1 on a problem.
    int read(char* buffer, int length);

    [[nodiscard]] const std::string& problem() const { return problem_; }
    [[nodiscard]] std::uint64_t read_so_far() const { return read_; }
    [[nodiscard]] std::uint64_t size() const { return size_; }

private:
    /// False if there is a document type declaration: nothing that expands or fetches can be defined.
    bool check_prolog(std::string_view bytes);
    bool check_tags(std::string_view bytes);

    int descriptor_ = -1;
    std::string_view text_;
    std::uint64_t size_ = 0;
    std::uint64_t read_ = 0;
    std::string prolog_;
    bool prolog_over_ = false;
    TagGuard tags_;
    std::string problem_;
};

}  // namespace stoppress::importing::wordpress
