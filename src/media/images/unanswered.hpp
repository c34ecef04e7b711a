// SPDX-License-Identifier: GPL-3.0-or-later
// Why a child process that works on a picture gave no picture.
// Flow:   ImageSandbox, CropSandbox -> base::Error
// Thread: any; pure functions.
#pragma once

#include <string>
#include <string_view>

#include "base/processes/own_child.hpp"
#include "base/result.hpp"

namespace stoppress::media {

/// One line of plain characters, whatever a decoder wrote; at most kMaxReasonBytes.
[[nodiscard]] std::string plain_line(std::string_view text);

/// `invalid`: "it cannot be decoded", with the reason unless it is empty.
[[nodiscard]] base::Error broken_picture(std::string_view reason);

/// Why a child has not answered.
[[nodiscard]] base::Error unanswered(const base::ChildOutput& output);

}  // namespace stoppress::media
