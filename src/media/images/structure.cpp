// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/images/structure.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include <fmt/format.h>

#include "media/limits.hpp"

namespace stoppress::media {
namespace {

using base::Result;

/// Reads numbers from bytes; beyond their end everything is 0.
class Cursor {
public:
    explicit Cursor(std::string_view bytes) : bytes_(bytes) {}

    [[nodiscard]] bool over() const { return at_ >= bytes_.size(); }
    [[nodiscard]] std::uint64_t left() const { return over() ? 0 : bytes_.size() - at_; }
    void skip(std::uint64_t count) {
        at_ = count > bytes_.size() - std::min<std::uint64_t>(at_, bytes_.size()) ? bytes_.size() : at_ + count;
    }
    std::uint8_t byte() { return over() ? std::uint8_t{0} : static_cast<std::uint8_t>(bytes_[at_++]); }
    std::uint32_t big(int count) {
        std::uint32_t number = 0;
        for (int i = 0; i < count; ++i) {
            number = number << 8U | byte();
        }
        return number;
    }
    std::uint32_t little() {
        std::uint32_t number = 0;
        for (unsigned i = 0; i < 4; ++i) {
            number |= static_cast<std::uint32_t>(byte()) << 8U * i;
        }
        return number;
    }
    std::string_view text(std::size_t count) {
        const auto taken = bytes_.substr(std::min<std::uint64_t>(at_, bytes_.size()), count);
        skip(count);
        return taken;
    }
    /// The next byte, without consuming it.
    [[nodiscard]] std::uint8_t peek() const { return over() ? std::uint8_t{0} : static_cast<std::uint8_t>(bytes_[at_]); }
    /// Advances to the next 0xff, without consuming it.
    void skip_to_marker() {
        const void* found = over() ? nullptr : std::memchr(bytes_.data() + at_, 0xff, bytes_.size() - at_);
        at_ = found == nullptr ? bytes_.size() : static_cast<std::size_t>(static_cast<const char*>(found) - bytes_.data());
    }

private:
    std::string_view bytes_;
    std::uint64_t at_ = 0;
};

base::Error too_many(std::string_view what, std::uint64_t most) {
    return base::fail(base::ErrorCode::too_large, fmt::format("it has more than {} {}", most, what));
}

bool has_size(std::uint8_t marker) {
    // Frame headers of all kinds; the other three markers of that range are tables.
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

Result<void> check_jpeg(std::string_view bytes) {
    Cursor cursor(bytes);
    std::size_t segments = 0;
    std::uint64_t scans = 0;
    std::uint64_t pixels = 0;
    while (true) {
        cursor.skip_to_marker();
        if (cursor.over()) {
            return {};
        }
        cursor.skip(1);
        const std::uint8_t marker = cursor.byte();
        if (marker == 0xd9) {
            return {};
        }
        // Escaped data, fill bytes, restart markers and the start have no length.
        if (marker == 0 || marker == 0xff || (marker >= 0xd0 && marker <= 0xd8) || marker == 0x01) {
            continue;
        }
        if (++segments > kMaxSegments) {
            return too_many("segments", kMaxSegments);
        }
        const std::uint32_t length = cursor.big(2);
        std::uint32_t read = 2;
        if (has_size(marker)) {
            cursor.skip(1);
            const std::uint64_t height = cursor.big(2);
            pixels = height * cursor.big(2);
            read += 5;
        }
        if (marker == 0xda) {
            if (++scans > kMaxScans) {
                return too_many("scans", kMaxScans);
            }
            if (scans * pixels > kMaxScannedPixels) {
                return base::fail(base::ErrorCode::too_large, "it has too many scans for its number of pixels");
            }
        }
        cursor.skip(length > read ? length - read : 0);
    }
}

Result<void> check_png(std::string_view bytes) {
    Cursor cursor(bytes);
    cursor.skip(8);
    std::size_t data = 0;
    std::size_t others = 0;
    while (cursor.left() >= 12) {
        const std::uint32_t length = cursor.big(4);
        const std::string_view kind = cursor.text(4);
        if (kind == "IDAT" ? ++data > kMaxDataChunks : ++others > kMaxOtherChunks) {
            return kind == "IDAT" ? too_many("image data chunks", kMaxDataChunks) : too_many("other chunks", kMaxOtherChunks);
        }
        if (kind == "IEND") {
            return {};
        }
        cursor.skip(std::uint64_t{length} + 4);
    }
    return {};
}

void skip_blocks(Cursor& cursor) {
    while (!cursor.over()) {
        const std::uint8_t length = cursor.byte();
        if (length == 0) {
            return;
        }
        cursor.skip(length);
    }
}

/// Bytes of a colour table according to its flags.
std::uint64_t table_bytes(std::uint8_t flags) {
    return (flags & 0x80U) != 0 ? std::uint64_t{3} << ((flags & 7U) + 1U) : 0;
}

Result<void> check_gif(std::string_view bytes) {
    Cursor cursor(bytes);
    cursor.skip(10);
    const std::uint8_t flags = cursor.byte();
    cursor.skip(2 + table_bytes(flags));
    int frames = 0;
    std::size_t extensions = 0;
    while (!cursor.over()) {
        const std::uint8_t kind = cursor.byte();
        if (kind == 0x2c) {
            if (++frames > kMaxFrames) {
                return too_many("frames", kMaxFrames);
            }
            cursor.skip(8);
            const std::uint8_t local = cursor.byte();
            cursor.skip(table_bytes(local) + 1);
        } else if (kind == 0x21) {
            if (++extensions > kMaxExtensions) {
                return too_many("extensions", kMaxExtensions);
            }
            cursor.skip(1);
        } else {
            return {};
        }
        skip_blocks(cursor);
    }
    return {};
}

Result<void> check_webp(std::string_view bytes) {
    Cursor cursor(bytes);
    cursor.skip(12);
    std::size_t chunks = 0;
    int frames = 0;
    while (cursor.left() >= 8) {
        const std::string_view kind = cursor.text(4);
        const std::uint32_t length = cursor.little();
        if (kind == "ANMF" && ++frames > kMaxFrames) {
            return too_many("frames", kMaxFrames);
        }
        if (++chunks > kMaxRiffChunks) {
            return too_many("chunks", kMaxRiffChunks);
        }
        cursor.skip(std::uint64_t{length} + (length & 1U));
    }
    return {};
}

/// Boxes that contain boxes, and the number of bytes before the first one, which begin with the version. -1: not
/// such a box.
int bytes_before_boxes(std::string_view kind, std::uint8_t version) {
    if (kind == "meta") {
        return 4;
    }
    if (kind == "iinf") {
        // The number of entries has two bytes, and four in later versions.
        return version == 0 ? 6 : 8;
    }
    for (const std::string_view plain : {"iprp", "ipco", "dinf", "moov", "trak", "mdia", "minf", "stbl"}) {
        if (kind == plain) {
            return 0;
        }
    }
    return kind == "iref" ? 4 : -1;
}

Result<void> check_avif(std::string_view bytes) {
    Cursor cursor(bytes);
    std::size_t boxes = 0;
    // Sequentially, because the end of a list does not matter here: its content is counted like what follows it.
    while (cursor.left() >= 8) {
        std::uint64_t length = cursor.big(4);
        const std::string_view kind = cursor.text(4);
        std::uint64_t read = 8;
        if (length == 1) {
            length = std::uint64_t{cursor.big(4)} << 32U;
            length |= cursor.big(4);
            read = 16;
        }
        if (++boxes > kMaxBoxes) {
            return too_many("boxes", kMaxBoxes);
        }
        if (const int before = bytes_before_boxes(kind, cursor.peek()); before >= 0) {
            cursor.skip(static_cast<std::uint64_t>(before));
        } else if (length == 0) {
            return {};
        } else {
            cursor.skip(length > read ? length - read : 0);
        }
    }
    return {};
}

}  // namespace

Result<void> check_structure(std::string_view bytes, Format format) {
    switch (format) {
        case Format::jpeg:
            return check_jpeg(bytes);
        case Format::png:
            return check_png(bytes);
        case Format::gif:
            return check_gif(bytes);
        case Format::webp:
            return check_webp(bytes);
        case Format::avif:
            return check_avif(bytes);
        default:
            return {};
    }
}

}  // namespace stoppress::media
