// SPDX-License-Identifier: GPL-3.0-or-later
#include <bit>
#include <cstring>
#include <numeric>

#include <fmt/format.h>

#include "store/upkeep/archive.hpp"
#include "store/upkeep/archive_layout.hpp"

namespace stoppress::store {

namespace {

constexpr std::size_t kWritePiece = std::size_t{1} << 20U;
constexpr std::uint64_t kMaxOctalSize = 077777777777;

template <std::size_t Size>
void put(std::array<char, Size>& field, std::string_view text) {
    std::memcpy(field.data(), text.data(), std::min(Size, text.size()));
}

TarHeader header(std::string_view name, std::uint64_t size, unsigned mode, char type) {
    TarHeader made;
    put(made.name, name);
    put(made.mode, fmt::format("{:07o}", mode));
    put(made.user, "0000000");
    put(made.group, "0000000");
    put(made.size, fmt::format("{:011o}", std::min(size, kMaxOctalSize)));
    put(made.time, "00000000000");
    put(made.magic, std::string_view("ustar\00000", 8));
    made.type = type;
    made.checksum.fill(' ');
    const auto bytes = std::bit_cast<std::array<unsigned char, kTarBlock>>(made);
    put(made.checksum, fmt::format("{:06o}", std::accumulate(bytes.begin(), bytes.end(), 0U)));
    made.checksum[6] = '\0';
    return made;
}

/// "30 path=…\n": the number is the length of the record, itself included.
std::string record(std::string_view key, std::string_view text) {
    const auto rest = key.size() + text.size() + 3;
    auto length = rest + 1;
    while (std::to_string(length).size() + rest > length) {
        ++length;
    }
    return fmt::format("{} {}={}\n", length, key, text);
}

}  // namespace

std::string Sum::hexadecimal() {
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256_final(&state_, hash.data());
    std::array<char, 2 * crypto_hash_sha256_BYTES + 1> text{};
    sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
    return text.data();
}

base::Result<void> ArchiveWriter::begin_entry(const std::string& name, std::uint64_t size, unsigned mode, char type) {
    std::string records;
    if (name.size() >= sizeof(TarHeader::name)) {
        records += record("path", name);
    }
    if (size > kMaxOctalSize) {
        records += record("size", std::to_string(size));
    }
    if (!records.empty()) {
        TRY_VOID(begin_entry("extended", records.size(), mode, kTarExtended));
        TRY_VOID(file_.write(records));
        TRY_VOID(pad(records.size()));
    }
    const auto bytes = std::bit_cast<std::array<char, kTarBlock>>(header(name.substr(0, sizeof(TarHeader::name) - 1), size, mode, type));
    return file_.write(bytes);
}

base::Result<void> ArchiveWriter::pad(std::uint64_t size) {
    constexpr std::array<char, kTarBlock> kZeros{};
    const auto over = size % kTarBlock;
    return over == 0 ? base::Result<void>{} : file_.write(std::span(kZeros).first(kTarBlock - over));
}

base::Result<void> ArchiveWriter::add_bytes(const std::string& name, std::string_view bytes, unsigned mode) {
    Sum sum;
    sum.add(bytes);
    sums_ += fmt::format("{}  {}\n", sum.hexadecimal(), name);
    TRY_VOID(begin_entry(name, bytes.size(), mode, kTarFile));
    TRY_VOID(file_.write(bytes));
    return pad(bytes.size());
}

base::Result<void> ArchiveWriter::add_file(const std::string& name, const std::filesystem::path& path, unsigned mode,
                                           const Handled& handled) {
    TRY(auto source, File::open(path));
    TRY(const auto size, source.size());
    TRY_VOID(begin_entry(name, size, mode, kTarFile));
    Sum sum;
    std::vector<char> piece(kWritePiece);
    for (std::uint64_t left = size; left > 0;) {
        const auto wanted = std::span(piece).first(static_cast<std::size_t>(std::min<std::uint64_t>(left, kWritePiece)));
        TRY(const auto got, source.read(wanted));
        if (got < wanted.size()) {
            return base::fail(base::ErrorCode::unavailable,
                              fmt::format("{} was truncated while it was being read; try again.", path.native()));
        }
        sum.add(wanted);
        TRY_VOID(file_.write(wanted));
        left -= got;
        handled(got);
    }
    sums_ += fmt::format("{}  {}\n", sum.hexadecimal(), name);
    return pad(size);
}

base::Result<void> ArchiveWriter::finish() {
    const auto sums = std::exchange(sums_, {});
    TRY_VOID(add_bytes(std::string(kArchiveSums), sums, 0644));
    constexpr std::array<char, 2 * kTarBlock> kEnd{};
    TRY_VOID(file_.write(kEnd));
    return file_.sync();
}

}  // namespace stoppress::store
