// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes of an export on their way into the XML parser: control characters made spaces, document types stopped before the parser sees
// them. Flow: file -> Source -> WxrReader Thread: one at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "importing/wordpress/tag_guard.hpp"

namespace stoppress::importing::wordpress {

/// Where the bytes come from, on their way into the parser.
class Source {
public:
    explicit Source(int descriptor, std::uint64_t size) : descriptor_(descriptor), size_(size) {}
    explicit Source(std::string_view text) : text_(text), size_(text.size()) {}
    Source(const Source&) = delete;
    Source& operator=(const Source&) = delete;
    Source(Source&&) = delete;
    Source& operator=(Source&&) = delete;
    ~Source();

    /// As libxml2 asks: the bytes that were read, 0 at the end, -1 where there is a problem.
    int read(char* buffer, int length);

    [[nodiscard]] const std::string& problem() const { return problem_; }
    [[nodiscard]] std::uint64_t read_so_far() const { return read_; }
    [[nodiscard]] std::uint64_t size() const { return size_; }

private:
    /// No declaration reaches the parser: what expands, or fetches, cannot be defined.
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
