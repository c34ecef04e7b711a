// SPDX-License-Identifier: GPL-3.0-or-later
// A text file line by line, with a limit on each line.
// Thread: one.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "store/files/file.hpp"

namespace stoppress::store {

class LineReader {
public:
    /// `limit`: bytes of a line.
    LineReader(File file, std::size_t limit) : file_(std::move(file)), limit_(limit) {}

    /// The next line without its newline, valid until the next call; nothing at the end of the file. Fails with `too_large` for a longer
    /// line, `corrupt` if the file ends without a newline, `io`.
    base::Result<std::optional<std::string_view>> next();
    /// The number of the line that next() returned, from 1.
    [[nodiscard]] std::uint64_t number() const { return number_; }

private:
    File file_;
    std::size_t limit_;
    std::string buffer_{};
    std::size_t begin_ = 0;    ///< of what next() has not returned
    std::size_t scanned_ = 0;  ///< there is no newline between begin_ and here
    std::uint64_t number_ = 0;
    bool ended_ = false;
};

}  // namespace stoppress::store
