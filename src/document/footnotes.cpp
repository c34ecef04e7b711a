// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/footnotes.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <utility>
#include <variant>

#include "document/document_walk.hpp"

namespace stoppress::document {

namespace {

/// Gives footnotes new numbers as it meets their references.
class Renumbering {
public:
    explicit Renumbering(std::vector<Blocks>& footnotes) : footnotes_(footnotes), numbers_(footnotes.size(), 0) {}

    void walk(Blocks& blocks) {
        for (auto& block : blocks) {
            std::visit([this](auto& node) { this->see(node); }, block.node);
        }
    }
    /// Call it after walk() of the text.
    std::vector<Blocks> finish() {
        follow();
        for (std::size_t i = 0; i < numbers_.size(); ++i) {
            meet(i);
            follow();
        }
        return std::move(ordered_);
    }

private:
    /// The new number of the footnote at that place.
    std::uint32_t meet(std::size_t place) {
        if (numbers_[place] == 0) {
            ordered_.push_back(std::move(footnotes_[place]));
            numbers_[place] = static_cast<std::uint32_t>(ordered_.size());
        }
        return numbers_[place];
    }
    /// Footnotes may refer to others: walks those that were met since.
    void follow() {
        for (; followed_ < ordered_.size(); ++followed_) {
            // By value: meeting others makes the list grow.
            auto blocks = std::move(ordered_[followed_]);
            walk(blocks);
            ordered_[followed_] = std::move(blocks);
        }
    }
    void see(Inlines& inlines) {
        for (auto& run : inlines) {
            if (run.footnote != 0 && run.footnote <= numbers_.size()) {
                run.footnote = meet(run.footnote - 1);
            }
        }
    }
    void see(Paragraph& paragraph) { see(paragraph.content); }
    void see(Heading& heading) { see(heading.content); }
    void see(List& list) {
        std::ranges::for_each(list.items, [this](Blocks& item) { this->walk(item); });
    }
    void see(Quote& quote) {
        walk(quote.blocks);
        see(quote.attribution);
    }
    void see(Table& table) {
        see(table.caption);
        std::ranges::for_each(table.header, [this](Inlines& cell) { this->see(cell); });
        for (auto& row : table.rows) {
            std::ranges::for_each(row, [this](Inlines& cell) { this->see(cell); });
        }
    }
    void see(Image& image) {
        see(image.caption);
        see(image.credit);
    }
    void see(Gallery& gallery) {
        std::ranges::for_each(gallery.pictures, [this](Image& picture) { this->see(picture); });
        see(gallery.caption);
    }
    void see(Audio& audio) { see(audio.caption); }
    void see(Video& video) { see(video.caption); }
    void see(Embed& embed) { see(embed.caption); }
    static void see(Code& /*code*/) {}
    static void see(Rule& /*rule*/) {}

    std::vector<Blocks>& footnotes_;
    std::vector<std::uint32_t> numbers_;  ///< by former place; 0: not met yet
    std::vector<Blocks> ordered_;
    std::size_t followed_ = 0;
};

struct FootnoteShift {
    std::uint32_t by;

    void run(Inline& run) const { run.footnote += run.footnote == 0 ? 0 : by; }
    void image(Image& /*image*/) const {}
    void audio(Audio& /*audio*/) const {}
    void video(Video& /*video*/) const {}
    void embed(Embed& /*embed*/) const {}
};

}  // namespace

void append(Document& document, Document more) {
    const auto before = static_cast<std::uint32_t>(document.footnotes.size());
    if (before != 0 && !more.footnotes.empty()) {
        DocumentWalk(FootnoteShift{before}).document(more);
    }
    std::ranges::move(more.blocks, std::back_inserter(document.blocks));
    std::ranges::move(more.footnotes, std::back_inserter(document.footnotes));
}

void order_footnotes(Document& document) {
    if (document.footnotes.size() < 2) {
        return;
    }
    Renumbering renumbering(document.footnotes);
    renumbering.walk(document.blocks);
    document.footnotes = renumbering.finish();
}

}  // namespace stoppress::document
