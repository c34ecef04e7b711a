// SPDX-License-Identifier: GPL-3.0-or-later
// The media library. The caller makes files durable before it writes a row; files that no row uses any more are recorded
// in the same commit and removed after it.
// Flow:   Writer -> WriteTransaction -> MediaWriter -> change log
// Thread: the writer thread only.
#pragma once

#include <functional>
#include <string>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "store/media/records.hpp"
#include "store/transaction/import_outcome.hpp"

namespace stoppress::store {

class WriteTransaction;
class WriterSession;

/// Why a change is refused (WhileUsed::refused) because stories use the medium.
[[nodiscard]] base::Error refused_while_used();

class MediaWriter {
public:
    /// Cheap: it only refers to the transaction's session, and is valid as long as the transaction.
    explicit MediaWriter(const WriteTransaction& transaction);

    /// Stores a picture whose files are already durable. `source` identifies it: the same source always means
    /// the same medium.
    base::Result<ImportOutcome> put_medium(const Medium& medium);
    /// The same for an upload. If a medium with the same original exists, returns its id and changes nothing,
    /// except that it leaves the trash; files that only the new one has are recorded as unused.
    base::Result<base::MediumId> add_medium(const Medium& medium);
    /// add_medium() for a picture that was cropped from another, and keeps of it what it was made from. Fails with `not_found`
    /// if that one is gone.
    base::Result<base::MediumId> add_cropped(const Medium& medium, const Crop& crop);
    /// Returns true if readers may see a difference.
    base::Result<bool> change_medium(base::MediumId id, const MediumChange& change, WhileUsed while_used);
    /// Replaces the files of a medium: stories show the new ones at once, and its old addresses (as returned by
    /// `address_of`) lead to the new one. Its texts stay. Replaced by itself, it gets what this program reads of the file, and the
    /// forms that it makes of it; nothing changes if it has them. Fails with `conflict` if the files belong to another medium.
    base::Result<void> replace_medium(base::MediumId id, const Medium& fresh, WhileUsed while_used,
                                      const std::function<std::string(const MediumFile&)>& address_of);
    /// Fails with `conflict` if a story uses it.
    base::Result<void> delete_medium(base::MediumId id);
    /// Gives a recording captions in a language, or replaces them; their file is durable already. Returns true if readers may
    /// see a difference. Fails with `too_many`, or `forbidden` as change_medium() does.
    base::Result<bool> put_captions(base::MediumId id, const CaptionTrack& track, WhileUsed while_used);
    /// Fails with `not_found` if it has none in this language.
    base::Result<bool> remove_captions(base::MediumId id, const std::string& language, WhileUsed while_used);
    /// Records the files of a medium, and its captions, that were stored for a change which then failed, so that
    /// drop_gone_files() removes those that no medium uses. Either part may be empty.
    base::Result<void> note_unused(const Medium& stored);
    /// Calls `drop` with every file that no medium uses any more, and forgets those for which it succeeds. Tries all,
    /// then returns the first failure.
    base::Result<void> drop_gone_files(const std::function<base::Result<void>(const GoneFile&)>& drop);

private:
    WriterSession& session_;
};

}  // namespace stoppress::store
