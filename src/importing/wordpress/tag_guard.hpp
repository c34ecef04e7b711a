// SPDX-License-Identifier: GPL-3.0-or-later
// Looks at the bytes of an XML file before the parser does, and refuses tags that are too long or have too many attributes, and texts in
// too many pieces: the parser compares each attribute with all others of its element, and copies a text for each CDATA section that
// continues it.
// Flow:   Source -> TagGuard -> parser
// Thread: one at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace stoppress::importing::wordpress {

class TagGuard {
public:
    /// The next bytes of the file, in any pieces. False once a tag is beyond a limit; nothing more is looked at then.
    [[nodiscard]] bool pass(std::string_view bytes);

private:
    enum class State : std::uint8_t { text, opened, tag, quoted, instruction, bang, comment, cdata };

    void begin(State state);
    [[nodiscard]] bool pass(char byte);

    State state_ = State::text;
    char quote_ = 0;
    std::size_t size_ = 0;        ///< bytes of the tag so far
    std::size_t attributes_ = 0;  ///< of it: as many as it has equals signs outside quotes
    std::size_t matched_ = 0;     ///< bytes of what begins or ends a comment or section
    std::size_t pieces_ = 0;      ///< sections, comments and instructions since the last tag
    bool refused_ = false;
};

}  // namespace stoppress::importing::wordpress
