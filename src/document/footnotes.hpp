// SPDX-License-Identifier: GPL-3.0-or-later
// The order of footnotes: that of their references in the text, however the text was moved, pasted or sent.
// Thread: any; pure functions.
#pragma once

#include "document/document.hpp"

namespace stoppress::document {

/// Numbers the footnotes of a document in normal form in the order in which the text refers to them. Those that only
/// footnotes refer to come next; those without a reference last, in their order.
void order_footnotes(Document& document);

/// Adds the blocks of `more` at the end, and its footnotes behind those that are there. Call normalise() when nothing more follows.
void append(Document& document, Document more);

}  // namespace stoppress::document
