// SPDX-License-Identifier: GPL-3.0-or-later
// Where the attachments of an export lie, by their number and by the post they hang on. Posts name pictures that come after them in the
// file, so all are gathered first: in a temporary file, not in memory, however many there are. Thread: add() and finish() by one thread;
// find() and its like by any afterwards.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "media/picture.hpp"

namespace stoppress::importing::wordpress {

/// A picture that was taken in: what stories show instead of its old address.
struct TakenPicture {
    media::Name name;
    std::uint32_t width = 0;
    std::uint32_t height = 0;
};

struct Attachment {
    std::int64_t id = 0;
    std::int64_t parent = 0;
    std::string url;
    std::string alt;
    std::string caption;
    std::optional<TakenPicture> taken{};
};

/// How an address is known among others for the same file: host without "www." and path, in one form; empty for what has no host.
[[nodiscard]] std::string address_key(std::string_view address);

class Attachments {
public:
    /// Fails (io) where no temporary file can be made.
    static base::Result<std::unique_ptr<Attachments>> create();
    explicit Attachments(int records, int table);
    Attachments(const Attachments&) = delete;
    Attachments& operator=(const Attachments&) = delete;
    Attachments(Attachments&&) = delete;
    Attachments& operator=(Attachments&&) = delete;
    ~Attachments();

    base::Result<void> add(const Attachment& attachment);
    /// After the last add(): makes them findable.
    base::Result<void> finish();

    /// Notes that its picture was taken in; one at a time, and before anybody asks.
    base::Result<void> set_taken(std::int64_t id, const TakenPicture& taken);

    [[nodiscard]] bool any_taken() const { return any_taken_; }

    [[nodiscard]] std::optional<Attachment> find(std::int64_t id) const;
    /// By exactly that address_key.
    [[nodiscard]] std::optional<Attachment> find_address(std::string_view key) const;
    /// Those that hang on the post, in the order of the file; at most `limit`.
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
    /// Sets the key's place and says what it was (0: none).
    std::optional<std::uint64_t> put(std::uint64_t key, std::uint64_t place);

    int records_;
    int table_;
    std::uint64_t end_ = 8;  ///< of the records; 0 is nowhere
    std::uint64_t count_ = 0;
    std::uint64_t slots_ = 0;
    bool any_taken_ = false;
};

}  // namespace stoppress::importing::wordpress
