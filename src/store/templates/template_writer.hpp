// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps story templates. Readers never see them, so nothing here is in the change log.
// Flow:   Writer -> WriteTransaction -> TemplateWriter
// Thread: the writer thread only.
#pragma once

#include <cstdint>
#include <string>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "store/templates/records.hpp"

namespace stoppress::store {

class WriteTransaction;
class WriterSession;

class TemplateWriter {
public:
    /// Cheap: it only refers to the transaction's session, and is valid as long as the transaction.
    explicit TemplateWriter(const WriteTransaction& transaction);

    /// Of the content, what a template has (see records.hpp) is kept. Fails with `invalid` if its section or a topic does not exist,
    /// `too_large` if there are kMaxTemplates.
    base::Result<base::TemplateId> create(const std::string& name, const story::Content& content, const std::string& by);
    /// Replaces version `expected`. Fails with `not_found` if there is none or it was deleted, `stale` if somebody else saved another version,
    /// `invalid` as create().
    base::Result<void> save(base::TemplateId id, std::int64_t expected, const std::string& name, const story::Content& content,
                            const std::string& by);
    /// It can be restored until kTrashKept later. Fails with `not_found` if there is none or it was deleted before. Returns its name, as
    /// restore() does.
    base::Result<std::string> remove(base::TemplateId id, const std::string& by);
    /// Nothing changes if it was not deleted. Fails with `not_found` if there is none, `too_large` as create().
    base::Result<std::string> restore(base::TemplateId id);
    /// Removes some of those whose time is over for good; returns how many.
    base::Result<std::int64_t> remove_expired();

private:
    WriterSession& session_;
};

}  // namespace stoppress::store
