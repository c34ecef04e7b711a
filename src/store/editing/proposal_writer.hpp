// SPDX-License-Identifier: GPL-3.0-or-later
// Proposals: a reporter writes a change to a published story as its draft of changes, or the words of a correction, and
// submits them; an editor takes them or sends them back. A proposal keeps who, when, a note and the correction; the
// change itself is the draft.
// Flow:   Writer -> WriteTransaction -> ProposalWriter
// Thread: the writer thread only.
#pragma once

#include <string>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "store/editing/records.hpp"

namespace stoppress::store {

class WriteTransaction;
class WriterSession;

/// What is submitted.
struct ProposalWords {
    std::string note;
    std::optional<CorrectionKind> correction_kind{};
    std::string correction;  ///< empty: none
};

class ProposalWriter {
public:
    /// Cheap: it only refers to the transaction's session, and is valid as long as the transaction.
    explicit ProposalWriter(const WriteTransaction& transaction);

    /// The draft of changes, which exists, is a proposed change by `by` from now on. A correction that was proposed stays.
    base::Result<void> begin(base::StoryId id, const std::string& by);
    /// Submits the draft, if it is a proposed change, and the correction. Fails with `conflict` if a proposal is submitted
    /// already (proposal-submitted), or if there is neither a change nor a correction (nothing-proposed).
    base::Result<void> submit(base::StoryId id, const ProposalWords& words, const std::string& by);
    /// It is no longer submitted; its words stay. Fails with `not_found` if there is none.
    base::Result<void> take_back(base::StoryId id);
    /// Forgets a proposed correction, and the proposal if that was all. Fails with `not_found` if there is none.
    base::Result<void> drop_correction(base::StoryId id);
    /// Publishes the submitted change and correction, and ends the proposal. Fails with `not_found` if none is submitted, and as
    /// EditingWriter::apply_draft() and add_correction() do.
    base::Result<void> take(base::StoryId id, const std::string& by);

private:
    WriterSession& session_;
};

/// Call it after a story's draft of changes is gone: a proposed change is over, a proposed correction stays. Throws what Session
/// throws.
void settle_proposal(WriterSession& writer, base::StoryId id);

}  // namespace stoppress::store
