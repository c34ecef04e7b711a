// SPDX-License-Identifier: GPL-3.0-or-later
// The attachments of an export, by their number and by their post. Posts refer to pictures that come later in the file,
// so all are collected first, in a temporary file rather than in memory.
// Thread: add(), finish() and set_taken() one thread at a time; afterwards the find functions by any.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "importing/files/media_files.hpp"

namespace stoppress::importing::wordpress {

struct Attachment {
    std::int64_t id = 0;
    std::int64_t parent = 0;
    std::string url;
    std::string alt;
    std::string caption;
    std::optional<TakenPicture> taken{};
};

/// The key under which different addresses of the same file are found: host without "www." and path; empty if it
/// has no host.
[[nodiscard]] std::string address_key(std::string_view address);

class Attachments {
public:
    /// Fails with `io` if no temporary file can be created.
    static base::Result<std::unique_ptr<Attachments>> create();
    explicit Attachments(int records, int table);
    Attachments(const Attachments&) = delete;
    Attachments& operator=(const Attachments&) = delete;
    Attachments(Attachments&&) = delete;
    Attachments& operator=(Attachments&&) = delete;
    ~Attachments();

    base::Result<void> add(const Attachment& attachment);
    /// Call it after the last add(): builds the index.
    base::Result<void> finish();

    /// Records that its picture was imported. Call it before the find functions are used.
    base::Result<void> set_taken(std::int64_t id, const TakenPicture& taken);

    [[nodiscard]] bool any_taken() const { return any_taken_; }

    [[nodiscard]] std::optional<Attachment> find(std::int64_t id) const;
    /// By exactly that address_key.
    [[nodiscard]] std::optional<Attachment> find_address(std::string_view key) const;
    /// The attachments of the post, in the order of the file; at most `limit`.
    [[nodiscard]] std::vector<Attachment> of_post(std::int64_t post, std::size_t limit) const;

private:
    struct Slot {
        std::uint64_t key = 0;  ///< 0: free
        std::uint64_t place = 0;
    };
    struct Read {
        Attachment attachment;
        std::uint64_t previous = 0;  ///< of the same post; 0: none
        std::uint64_t next_place = 0;
    };
    [[nodiscard]] std::optional<Read> read(std::uint64_t place) const;
    [[nodiscard]] std::optional<std::uint64_t> place_of(std::uint64_t key) const;
    /// Sets the key's place and returns the previous one (0: none).
    std::optional<std::uint64_t> put(std::uint64_t key, std::uint64_t place);

    int records_;
    int table_;
    std::uint64_t end_ = 8;  ///< of the records; offset 0 is unused
    std::uint64_t count_ = 0;
    std::uint64_t slots_ = 0;
    bool any_taken_ = false;
};

}  // namespace stoppress::importing::wordpress
