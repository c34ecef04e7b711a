// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/xml/tag_guard.hpp"

#include "importing/limits.hpp"

namespace stoppress::importing {
namespace {

constexpr std::string_view kSection = "[CDATA[";

/// How much of `end` ("-->", "]]>") is matched when `byte` follows `matched` bytes of it. Both begin with the same byte
/// twice, so another of that byte changes nothing.
std::size_t match(std::string_view end, std::size_t matched, char byte) {
    if (byte == end[matched]) {
        return matched + 1;
    }
    if (byte == end[0]) {
        return matched == 2 ? 2 : 1;
    }
    return 0;
}

}  // namespace

void TagGuard::begin(State state) {
    state_ = state;
    matched_ = 0;
}

char TagGuard::awaited() const {
    switch (state_) {
        case State::text:
            return '<';
        case State::comment:
            return matched_ == 0 ? '-' : 0;
        case State::cdata:
            return matched_ == 0 ? ']' : 0;
        default:
            return 0;
    }
}

bool TagGuard::pass(std::string_view bytes) {
    for (std::size_t i = 0; i < bytes.size() && !refused_; ++i) {
        // Almost all bytes are in texts and sections: jump to the next one that matters there.
        if (const char wanted = awaited(); wanted != 0) {
            i = bytes.find(wanted, i);
            if (i == std::string_view::npos) {
                break;
            }
        }
        refused_ = !pass(bytes[i]);
    }
    return !refused_;
}

bool TagGuard::pass(char byte) {
    switch (state_) {
        case State::text:
            size_ = 1;
            attributes_ = 0;
            begin(State::opened);
            return true;
        case State::comment:
        case State::cdata:
            matched_ = match(state_ == State::comment ? "-->" : "]]>", matched_, byte);
            if (matched_ == 3) {
                begin(State::text);
            }
            return true;
        case State::opened:
            begin(byte == '!' ? State::bang : byte == '?' ? State::instruction : State::tag);
            pieces_ = state_ == State::tag ? 0 : pieces_ + 1;
            break;
        case State::bang:
            // "<!--" and "<![CDATA[" are recognised here; anything else that begins like this is limited like a tag.
            if (byte == '-' && size_ == 3) {
                begin(State::comment);
                return true;
            }
            if (size_ - 2 < kSection.size() && byte == kSection[size_ - 2] && matched_ == size_ - 2) {
                if (++matched_ == kSection.size()) {
                    begin(State::cdata);
                    return true;
                }
                break;
            }
            if (byte == '>') {
                begin(State::text);
                return true;
            }
            break;
        case State::instruction:
            if (byte == '>' && matched_ == 1) {
                begin(State::text);
                return true;
            }
            matched_ = byte == '?' ? 1 : 0;
            break;
        case State::tag:
            break;
        case State::quoted:
            if (byte == quote_) {
                state_ = State::tag;
            }
            return ++size_ <= kMaxXmlTagBytes;
    }
    if (state_ == State::tag) {
        if (byte == '>') {
            begin(State::text);
            return true;
        }
        if (byte == '"' || byte == '\'') {
            quote_ = byte;
            state_ = State::quoted;
        }
        attributes_ += byte == '=' ? 1U : 0U;
    }
    return ++size_ <= kMaxXmlTagBytes && attributes_ <= kMaxXmlAttributes && pieces_ <= kMaxXmlPieces;
}

}  // namespace stoppress::importing
