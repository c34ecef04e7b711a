// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/ghost/drawn_marks.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <span>
#include <vector>

namespace stoppress::exporting {
namespace {

using document::Mark;
using document::Marks;

/// In the order in which Ghost looks at them.
constexpr std::array kDrawnMarks{Mark::strong, Mark::emphasis, Mark::strikethrough, Mark::code, Mark::subscript, Mark::superscript};

/// Texts up to a link or the end: those in a link are by themselves, and all marks end before it.
using Texts = std::span<const Marks>;

/// How many texts on from here the mark is met again.
std::size_t next_with(Texts behind, Mark mark) {
    const auto found = std::ranges::find_if(behind, [mark](const Marks& marks) { return marks.has(mark); });
    return static_cast<std::size_t>(found - behind.begin());
}

bool drawn_right(Texts texts) {
    std::vector<Mark> open;  // elements, the outermost first
    for (std::size_t at = 0; at < texts.size(); ++at) {
        const Texts behind = texts.subspan(at + 1);
        std::vector<Mark> opening;
        std::ranges::copy_if(kDrawnMarks, std::back_inserter(opening),
                             [&](Mark mark) { return texts[at].has(mark) && std::ranges::find(open, mark) == open.end(); });
        // What is met again soonest is outermost.
        std::ranges::sort(opening, {}, [&](Mark mark) {
            const std::size_t next = next_with(behind, mark);
            return next == behind.size() ? texts.size() : next;
        });
        open.insert(open.end(), opening.begin(), opening.end());
        Marks drawn;
        std::ranges::for_each(open, [&drawn](Mark mark) { drawn.add(mark); });
        if (drawn != texts[at]) {
            return false;
        }
        // For each mark that ends it closes an element, but always the innermost one.
        const auto ended = std::ranges::count_if(open, [&](Mark mark) { return behind.empty() || !behind.front().has(mark); });
        open.resize(open.size() - static_cast<std::size_t>(ended));
    }
    return true;
}

}  // namespace

bool ghost_draws_marks(const document::Inlines& inlines) {
    std::vector<Marks> texts;
    const document::Link* link = nullptr;
    for (const document::Inline& run : inlines) {
        if (link != nullptr && *link != run.link) {
            if (!drawn_right(texts)) {
                return false;
            }
            texts.clear();
        }
        texts.push_back(run.marks);
        link = &run.link;
    }
    return drawn_right(texts);
}

}  // namespace stoppress::exporting
