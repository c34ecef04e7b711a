// SPDX-License-Identifier: GPL-3.0-or-later
// A page that is shown before readers see it, as the newsroom hands it out: with its own policy, kept and indexed by nobody.
// Thread: any.
#pragma once

#include "newsroom/call.hpp"

namespace stoppress::newsroom {

[[nodiscard]] Answer page_answer(PreviewPrinter::Page page, http::Status status);

}  // namespace stoppress::newsroom
