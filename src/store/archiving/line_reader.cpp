// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/archiving/line_reader.hpp"

#include <span>

#include <fmt/format.h>

namespace stoppress::store {

namespace {

constexpr std::size_t kReadAtOnce = 64 << 10U;

}  // namespace

base::Result<std::optional<std::string_view>> LineReader::next() {
    while (true) {
        const auto end = buffer_.find('\n', scanned_);
        if (end != std::string::npos) {
            const std::string_view line(buffer_.data() + begin_, end - begin_);
            begin_ = scanned_ = end + 1;
            ++number_;
            return line.size() > limit_ ? base::fail(base::ErrorCode::too_large, fmt::format("line {} is too long", number_))
                                        : base::Result<std::optional<std::string_view>>(line);
        }
        scanned_ = buffer_.size();
        if (scanned_ - begin_ > limit_) {
            return base::fail(base::ErrorCode::too_large, fmt::format("line {} is too long", number_ + 1));
        }
        if (ended_) {
            return begin_ == buffer_.size() ? base::Result<std::optional<std::string_view>>(std::nullopt)
                                            : base::fail(base::ErrorCode::corrupt, "it ends in the middle of a line");
        }
        buffer_.erase(0, begin_);
        scanned_ -= begin_;
        begin_ = 0;
        const auto held = buffer_.size();
        buffer_.resize(held + kReadAtOnce);
        TRY(const auto read, file_.read(std::span(buffer_).subspan(held)));
        buffer_.resize(held + read);
        ended_ = read < kReadAtOnce;
    }
}

}  // namespace stoppress::store
