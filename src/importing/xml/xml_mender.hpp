// SPDX-License-Identifier: GPL-3.0-or-later
// Mends what keeps an XML parser from reading on, and that exporters write all the same: single bytes of another encoding, "&" and "<" that
// stand for themselves, names of entities that only HTML has, references to characters that XML forbids. Each costs itself at most.
// Flow:   bytes of a file -> XmlMender -> parser
// Thread: one at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace stoppress::importing {

class XmlMender {
public:
    /// `utf8`: the file is in UTF-8, or does not say; else its bytes stay as they are.
    explicit XmlMender(bool utf8 = true) : utf8_(utf8) {}

    /// Adds the next bytes of the file to what take() gives; the end of them may be kept until more comes.
    void add(std::string_view bytes);
    /// There are no more.
    void finish();

    /// What is mended so far; the view is valid until the next call of add(), finish() or drop().
    [[nodiscard]] std::string_view ready() const { return std::string_view(out_).substr(taken_); }
    /// The first `count` bytes of ready() are not needed any more.
    void drop(std::size_t count) { taken_ += count; }
    /// How many things were mended.
    [[nodiscard]] std::uint64_t mended() const { return mended_; }

private:
    enum class State : std::uint8_t { text, tag, cdata, comment, instruction };

    void mend(std::string_view bytes, bool last);
    /// The number of bytes read at the start of `bytes`, which begins with a sign of markup; 0: more are needed.
    [[nodiscard]] std::size_t sign(std::string_view bytes, bool last);
    [[nodiscard]] std::size_t reference(std::string_view bytes, bool last);
    [[nodiscard]] std::size_t opening(std::string_view bytes, bool last);
    void copy(std::string_view bytes);

    bool utf8_;
    State state_ = State::text;
    std::string waiting_;  ///< bytes that cannot be judged yet
    std::string out_;
    std::size_t taken_ = 0;
    std::uint64_t mended_ = 0;
};

}  // namespace stoppress::importing
