// SPDX-License-Identifier: GPL-3.0-or-later
// Checks the bytes of an XML file before the parser sees them, and refuses tags that are too long or have too many
// attributes, and texts in too many pieces: the parser compares each attribute with all others of its element, and
// copies a text for each CDATA section that continues it.
// Flow:   Source -> TagGuard -> parser
// Thread: one at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace stoppress::importing {

class TagGuard {
public:
    /// Checks the next bytes of the file, in pieces of any size. False once a limit is exceeded; nothing is checked
    /// after that.
    [[nodiscard]] bool pass(std::string_view bytes);

private:
    enum class State : std::uint8_t { text, opened, tag, quoted, instruction, bang, comment, cdata };

    void begin(State state);
    /// The only byte that changes anything in the present state; 0 if any may.
    [[nodiscard]] char awaited() const;
    [[nodiscard]] bool pass(char byte);

    State state_ = State::text;
    char quote_ = 0;
    std::size_t size_ = 0;        ///< bytes of the current tag
    std::size_t attributes_ = 0;  ///< of the current tag: its equals signs outside quotes
    std::size_t matched_ = 0;     ///< bytes that match the start or end of a comment or section
    std::size_t pieces_ = 0;      ///< sections, comments and instructions since the last tag
    bool refused_ = false;
};

}  // namespace stoppress::importing
