// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <bit>
#include <charconv>
#include <numeric>

#include <fmt/format.h>

#include "store/upkeep/archive.hpp"
#include "store/upkeep/archive_layout.hpp"

namespace stoppress::store {

namespace {

constexpr std::size_t kReadPiece = std::size_t{1} << 20U;
constexpr std::uint64_t kMaxRecords = 64 * 1024;       // a path and a size
constexpr std::uint64_t kMaxSums = 512 * 1024 * 1024;  // for some millions of pictures

base::Error damaged(std::string_view what) {
    return base::fail(base::ErrorCode::corrupt, fmt::format("Not a valid backup: {}.", what));
}

template <std::size_t Size>
std::string_view text_in(const std::array<char, Size>& field) {
    const std::string_view text(field.data(), field.size());
    return text.substr(0, text.find('\0'));
}

template <std::size_t Size>
std::optional<std::uint64_t> number_in(const std::array<char, Size>& field, int base) {
    const auto text = text_in(field);
    std::uint64_t number = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), number, base);
    const std::string_view rest(end.ptr, static_cast<std::size_t>(text.data() + text.size() - end.ptr));
    const bool whole = end.ec == std::errc{} && rest.find_first_not_of(' ') == std::string_view::npos;
    return whole ? std::optional(number) : std::nullopt;
}

bool all_zeros(const std::array<char, kTarBlock>& block) {
    return std::ranges::all_of(block, [](char c) { return c == '\0'; });
}

bool checksum_right(TarHeader header) {
    const auto stated = number_in(header.checksum, 8);
    header.checksum.fill(' ');
    const auto bytes = std::bit_cast<std::array<unsigned char, kTarBlock>>(header);
    return stated == std::accumulate(bytes.begin(), bytes.end(), 0U);
}

/// Reads the path and the size from extended records.
bool apply_records(std::string_view records, ArchiveReader::Entry& entry) {
    while (!records.empty()) {
        std::size_t length = 0;
        const auto number = std::from_chars(records.data(), records.data() + records.size(), length);
        const auto start = static_cast<std::size_t>(number.ptr - records.data()) + 1;
        if (number.ec != std::errc{} || length > records.size() || start >= length) {
            return false;
        }
        const auto record = records.substr(start, length - start - 1);
        if (record.starts_with("path=")) {
            entry.name = record.substr(5);
        } else if (record.starts_with("size=")) {
            const auto size = record.substr(5);
            if (std::from_chars(size.data(), size.data() + size.size(), entry.size).ec != std::errc{}) {
                return false;
            }
        }
        records.remove_prefix(length);
    }
    return true;
}

}  // namespace

base::Result<std::optional<ArchiveReader::Entry>> ArchiveReader::read_header(char& type) {
    std::array<char, kTarBlock> block{};
    TRY(const auto got, file_.read(block));
    if (got < block.size()) {
        return damaged("the file ends too early");
    }
    if (all_zeros(block)) {
        TRY_VOID(expect_end());
        return std::optional<Entry>{};
    }
    const auto header = std::bit_cast<TarHeader>(block);
    const auto size = number_in(header.size, 8);
    const auto mode = number_in(header.mode, 8);
    if (!text_in(header.magic).starts_with("ustar") || !checksum_right(header) || !size || !mode) {
        return damaged("it contains an entry that backups do not have");
    }
    type = header.type;
    return std::optional(Entry{std::string(text_in(header.name)), *size, static_cast<unsigned>(*mode & 0777U)});
}

base::Result<void> ArchiveReader::expect_end() {
    std::array<char, kTarBlock> block{};
    TRY(const auto last, file_.read(block));
    std::array<char, 1> more{};
    TRY(const auto beyond, file_.read(more));
    if (last < block.size() || !all_zeros(block) || beyond != 0) {
        return damaged("its end marker is damaged");
    }
    return {};
}

base::Result<std::optional<ArchiveReader::Entry>> ArchiveReader::next() {
    char type = '\0';
    TRY(auto entry, read_header(type));
    if (entry && type == kTarExtended) {
        if (entry->size > kMaxRecords) {
            return damaged("a file name in it is too long");
        }
        TRY(const auto records, read_small(entry->size));
        TRY(entry, read_header(type));
        if (!entry || !apply_records(records, *entry)) {
            return damaged("a file name in it cannot be read");
        }
    }
    if (entry && type != kTarFile) {
        return damaged("it contains a link or a device");
    }
    if (entry) {
        // Before anything is allocated for it.
        TRY(const auto whole_file, file_.size());
        if (entry->size > whole_file) {
            return damaged("the file ends too early");
        }
        entry_ = *entry;
        if (entry_.name == kArchiveSums && entry_.size > kMaxSums) {
            return damaged("its list of checksums is too long");
        }
    }
    return entry;
}

base::Result<std::string> ArchiveReader::read_small(std::uint64_t size) {
    std::string text(static_cast<std::size_t>(size), '\0');
    TRY(const auto got, file_.read(text));
    if (got < text.size()) {
        return damaged("the file ends too early");
    }
    TRY_VOID(skip_padding(size));
    return text;
}

base::Result<void> ArchiveReader::skip_padding(std::uint64_t size) {
    std::array<char, kTarBlock> block{};
    const auto over = static_cast<std::size_t>(size % kTarBlock);
    if (over != 0) {
        TRY(const auto got, file_.read(std::span(block).first(kTarBlock - over)));
        if (got < kTarBlock - over) {
            return damaged("the file ends too early");
        }
        if (!all_zeros(block)) {
            return damaged("the padding between two files is damaged");
        }
    }
    return {};
}

base::Result<void> ArchiveReader::read(const std::function<base::Result<void>(std::span<const char>)>& each) {
    if (entry_.name == kArchiveSums) {
        TRY(listed_, read_small(entry_.size));
        return {};
    }
    Sum sum;
    std::vector<char> piece(kReadPiece);
    for (auto left = entry_.size; left > 0;) {
        const auto wanted = std::span(piece).first(static_cast<std::size_t>(std::min<std::uint64_t>(left, kReadPiece)));
        TRY(const auto got, file_.read(wanted));
        if (got < wanted.size()) {
            return damaged("the file ends too early");
        }
        sum.add(wanted);
        TRY_VOID(each(wanted));
        left -= got;
    }
    TRY_VOID(skip_padding(entry_.size));
    if (!sums_.emplace(entry_.name, sum.hexadecimal()).second) {
        return damaged(fmt::format("it contains {} twice", entry_.name));
    }
    return {};
}

base::Result<void> ArchiveReader::verify() const {
    std::size_t lines = 0;
    std::string_view rest = listed_;
    while (!rest.empty()) {
        const auto line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
        constexpr std::size_t kSumLength = 2 * crypto_hash_sha256_BYTES;
        const auto found = line.size() > kSumLength + 2 ? sums_.find(std::string(line.substr(kSumLength + 2))) : sums_.end();
        if (found == sums_.end()) {
            return damaged("a file is missing");
        }
        if (found->second != line.substr(0, kSumLength)) {
            return damaged(fmt::format("the checksum of {} does not match", found->first));
        }
        ++lines;
    }
    if (lines != sums_.size() || lines == 0) {
        return damaged("its list of checksums does not match its files");
    }
    return {};
}

}  // namespace stoppress::store
