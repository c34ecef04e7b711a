// SPDX-License-Identifier: GPL-3.0-or-later
// Whether Ghost draws text with the marks that it has: where one mark ends while another that began later goes on, Ghost closes the wrong
// element (findings/ghost-closes-the-wrong-mark.sh).
// Source: @tryghost/kg-lexical-html-renderer, TextContent; the same in Ghost 5 and 6.
// Thread: any; a pure function.
#pragma once

#include "document/document.hpp"

namespace stoppress::exporting {

[[nodiscard]] bool ghost_draws_marks(const document::Inlines& inlines);

}  // namespace stoppress::exporting
