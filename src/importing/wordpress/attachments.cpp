// SPDX-License-Identifier: GPL-3.0-or-later
// Records are stored one after another in one file; a hash table of their positions, with open addressing, in another.
#include "importing/wordpress/attachments.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <bit>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <functional>
#include <system_error>

#include "document/addresses/address.hpp"
#include "importing/limits.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::wordpress {
namespace {

struct Header {
    std::int64_t id = 0;
    std::int64_t parent = 0;
    std::uint64_t previous = 0;
    std::array<std::uint32_t, 3> lengths{};
    std::uint32_t taken = 0;  ///< 0, or 1 plus the format of the imported picture, which the next three describe
    std::array<char, 64> hash{};
    std::uint32_t width = 0;
    std::uint32_t height = 0;
};

base::Error disk_failed() {
    return base::fail(base::ErrorCode::io,
                      "a temporary file for the attachments cannot be written: " + std::generic_category().message(errno) +
                          ". Set TMPDIR to a folder on a disk with free space.");
}

int temporary_file() {
    std::error_code failed;
    std::string name = (std::filesystem::temp_directory_path(failed) / "stoppress-attachments-XXXXXX").string();
    const int descriptor = failed ? -1 : ::mkostemp(name.data(), O_CLOEXEC);
    if (descriptor >= 0) {
        // Deleted when the program ends, however it ends.
        ::unlink(name.c_str());
    }
    return descriptor;
}

bool write_at(int descriptor, const void* bytes, std::size_t size, std::uint64_t place) {
    return ::pwrite(descriptor, bytes, size, static_cast<off_t>(place)) == static_cast<ssize_t>(size);
}

bool read_at(int descriptor, void* bytes, std::size_t size, std::uint64_t place) {
    return ::pread(descriptor, bytes, size, static_cast<off_t>(place)) == static_cast<ssize_t>(size);
}

std::uint64_t key_of_id(std::int64_t id) {
    return (static_cast<std::uint64_t>(id) << 1U) | 1U;
}
std::uint64_t key_of_parent(std::int64_t id) {
    return (static_cast<std::uint64_t>(id) + 1) << 1U;
}

/// Differs from all numbers, which are smaller; never 0.
std::uint64_t key_of_address(std::string_view key) {
    return std::hash<std::string_view>{}(key) | (std::uint64_t{1} << 63U);
}

std::uint64_t mixed(std::uint64_t key) {
    key *= 0x9E3779B97F4A7C15ULL;
    return key ^ (key >> 32U);
}

}  // namespace

std::string address_key(std::string_view address) {
    const auto parsed = document::Address::parse(address);
    if (!parsed.has_value() || !parsed->is_web()) {
        return {};
    }
    std::string_view host = parsed->host();
    const std::string_view whole = parsed->string();
    const std::size_t begin = std::min(whole.find('/', whole.find("://") + 3), whole.size());
    std::string_view path = whole.substr(begin);
    path = path.substr(0, path.find_first_of("?#"));
    // WordPress.com's picture service names the site in its path: "i0.wp.com/paper.test/…".
    if (host.size() == 9 && host.starts_with('i') && host.ends_with(".wp.com") && path.size() > 1) {
        const std::size_t slash = std::min(path.find('/', 1), path.size());
        host = path.substr(1, slash - 1);
        path = path.substr(slash);
    }
    host.remove_prefix(host.starts_with("www.") ? 4 : 0);
    const auto plain = canonical_path(path);
    return plain.has_value() ? std::string(host) + *plain : std::string();
}

base::Result<std::unique_ptr<Attachments>> Attachments::create() {
    const int records = temporary_file();
    const int table = temporary_file();
    auto made = std::make_unique<Attachments>(records, table);
    if (records < 0 || table < 0) {
        return disk_failed();
    }
    return made;
}

Attachments::Attachments(int records, int table) : records_(records), table_(table) {}

Attachments::~Attachments() {
    for (const int descriptor : {records_, table_}) {
        if (descriptor >= 0) {
            ::close(descriptor);
        }
    }
}

base::Result<void> Attachments::add(const Attachment& attachment) {
    const std::string_view url = cut(attachment.url, kMaxAddressBytes);
    const std::string_view alt = cut(attachment.alt, kMaxNameBytes);
    const std::string_view caption = cut(attachment.caption, kMaxHeadlineBytes);
    Header header;
    header.id = attachment.id;
    header.parent = attachment.parent;
    header.lengths = {static_cast<std::uint32_t>(url.size()), static_cast<std::uint32_t>(alt.size()),
                      static_cast<std::uint32_t>(caption.size())};
    std::string record(reinterpret_cast<const char*>(&header), sizeof header);
    record += url;
    record += alt;
    record += caption;
    if (!write_at(records_, record.data(), record.size(), end_)) {
        return disk_failed();
    }
    end_ += record.size();
    ++count_;
    return {};
}

std::optional<Attachments::Read> Attachments::read(std::uint64_t place) const {
    Header header;
    if (place == 0 || place >= end_ || !read_at(records_, &header, sizeof header, place)) {
        return std::nullopt;
    }
    std::string text(std::size_t{header.lengths[0]} + header.lengths[1] + header.lengths[2], '\0');
    if (!read_at(records_, text.data(), text.size(), place + sizeof header)) {
        return std::nullopt;
    }
    Read got;
    got.attachment.id = header.id;
    got.attachment.parent = header.parent;
    got.attachment.url = text.substr(0, header.lengths[0]);
    got.attachment.alt = text.substr(header.lengths[0], header.lengths[1]);
    got.attachment.caption = text.substr(std::size_t{header.lengths[0]} + header.lengths[1]);
    if (header.taken != 0) {
        got.attachment.taken =
            TakenPicture{{std::string(header.hash.data(), header.hash.size()), static_cast<media::Format>(header.taken - 1)},
                         header.width,
                         header.height};
    }
    got.previous = header.previous;
    got.next_place = place + sizeof header + text.size();
    return got;
}

std::optional<std::uint64_t> Attachments::place_of(std::uint64_t key) const {
    for (std::uint64_t probe = 0; probe < slots_; ++probe) {
        Slot slot;
        if (!read_at(table_, &slot, sizeof slot, (mixed(key) + probe) % slots_ * sizeof slot) || slot.key == 0) {
            return std::nullopt;
        }
        if (slot.key == key) {
            return slot.place;
        }
    }
    return std::nullopt;
}

std::optional<std::uint64_t> Attachments::put(std::uint64_t key, std::uint64_t place) {
    for (std::uint64_t probe = 0; probe < slots_; ++probe) {
        const std::uint64_t at = (mixed(key) + probe) % slots_ * sizeof(Slot);
        Slot slot;
        if (!read_at(table_, &slot, sizeof slot, at)) {
            return std::nullopt;
        }
        if (slot.key == 0 || slot.key == key) {
            const std::uint64_t before = slot.key == key ? slot.place : 0;
            slot = {key, place};
            return write_at(table_, &slot, sizeof slot, at) ? std::optional(before) : std::nullopt;
        }
    }
    return std::nullopt;
}

base::Result<void> Attachments::finish() {
    // Three keys each, at most half full.
    slots_ = std::bit_ceil(std::max<std::uint64_t>(count_ * 6, 16));
    if (::ftruncate(table_, static_cast<off_t>(slots_ * sizeof(Slot))) != 0) {
        return disk_failed();
    }
    for (std::uint64_t place = 8; place < end_;) {
        const auto got = read(place);
        if (!got.has_value()) {
            return disk_failed();
        }
        const auto known = put(key_of_id(got->attachment.id), place);
        const auto previous = put(key_of_parent(got->attachment.parent), place);
        const auto named = put(key_of_address(address_key(got->attachment.url)), place);
        if (!known.has_value() || !named.has_value() || !previous.has_value() ||
            !write_at(records_, &*previous, sizeof *previous, place + offsetof(Header, previous))) {
            return disk_failed();
        }
        place = got->next_place;
    }
    return {};
}

std::optional<Attachment> Attachments::find(std::int64_t id) const {
    const auto place = place_of(key_of_id(id));
    auto got = place.has_value() ? read(*place) : std::nullopt;
    return got.has_value() ? std::optional(std::move(got->attachment)) : std::nullopt;
}

std::optional<Attachment> Attachments::find_address(std::string_view key) const {
    const auto place = key.empty() ? std::nullopt : place_of(key_of_address(key));
    auto got = place.has_value() ? read(*place) : std::nullopt;
    // Two addresses may have the same hash.
    return got.has_value() && address_key(got->attachment.url) == key ? std::optional(std::move(got->attachment)) : std::nullopt;
}

base::Result<void> Attachments::set_taken(std::int64_t id, const TakenPicture& taken) {
    const auto place = place_of(key_of_id(id));
    Header header;
    if (!place.has_value() || !read_at(records_, &header, sizeof header, *place) || taken.name.hash.size() != header.hash.size()) {
        return disk_failed();
    }
    header.taken = static_cast<std::uint32_t>(taken.name.format) + 1;
    std::ranges::copy(taken.name.hash, header.hash.begin());
    header.width = taken.width;
    header.height = taken.height;
    if (!write_at(records_, &header, sizeof header, *place)) {
        return disk_failed();
    }
    any_taken_ = true;
    return {};
}

std::vector<Attachment> Attachments::of_post(std::int64_t post, std::size_t limit) const {
    std::vector<Attachment> found;
    auto place = place_of(key_of_parent(post));
    while (place.has_value() && *place != 0 && found.size() < limit) {
        auto got = read(*place);
        if (!got.has_value()) {
            break;
        }
        place = got->previous;
        found.push_back(std::move(got->attachment));
    }
    std::ranges::reverse(found);
    return found;
}

}  // namespace stoppress::importing::wordpress
