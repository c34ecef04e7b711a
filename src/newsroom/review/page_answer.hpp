// SPDX-License-Identifier: GPL-3.0-or-later
// The answer with a preview page: it has its own policy and is neither cached nor indexed.
// Thread: any; a pure function.
#pragma once

#include "newsroom/api/call.hpp"

namespace stoppress::newsroom {

[[nodiscard]] Answer page_answer(PreviewPrinter::Page page, http::Status status);

}  // namespace stoppress::newsroom
