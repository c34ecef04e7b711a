// SPDX-License-Identifier: GPL-3.0-or-later
// What is at an address, which paths may be live (nothing is at any other path), and the redirects.
// Flow:   store -> ReadSnapshot -> AddressReader
// Thread: the snapshot's. Errors and ids without an object: see transaction/read_snapshot.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "store/addresses/records.hpp"

namespace stoppress::store {

struct Change;
class ReaderSession;
class ReadSnapshot;

class AddressReader {
public:
    /// Cheap: it only refers to the snapshot's session, and is valid as long as the snapshot.
    explicit AddressReader(const ReadSnapshot& snapshot);

    /// Paths of all sections, topics, authors and months.
    base::Result<LivePaths> list_paths();
    /// Paths of stories (also former addresses and withdrawn stories) and redirects, in the database's order: at most
    /// `limit` after `path`.
    base::Result<std::vector<std::string>> addresses_after(std::string_view path, std::int64_t limit);
    /// The paths that the changes may have added.
    base::Result<LivePaths> paths_of(std::span<const Change> changes);
    base::Result<std::optional<AddressEntry>> find_address(std::string_view path);
    /// The path of the only published story with that slug; nothing if there is none, or more than one.
    base::Result<std::optional<std::string>> address_of_slug(const std::string& slug);
    /// Redirects with `words` in path or target (ignoring case), by path: at most `limit` after `after`.
    base::Result<std::vector<Redirect>> redirects(std::string_view words, std::string_view after, std::int64_t limit);

private:
    ReaderSession& session_;
};

}  // namespace stoppress::store
