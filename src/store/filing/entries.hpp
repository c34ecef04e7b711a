// SPDX-License-Identifier: GPL-3.0-or-later
// Finds or creates sections, topics and authors by slug while a story is written.
// Thread: the writer thread only. All throw what Session throws.
#pragma once

#include <optional>
#include <string>

#include "base/ids.hpp"
#include "store/transaction/writer_session.hpp"

namespace stoppress::store {

/// By slug or former slug; nothing if there is no such section.
[[nodiscard]] std::optional<base::SectionId> find_section(WriterSession& writer, const std::string& slug);
/// By slug or alias.
[[nodiscard]] std::optional<base::TopicId> find_topic(WriterSession& writer, const std::string& slug);
[[nodiscard]] std::optional<base::AuthorId> find_author(WriterSession& writer, const std::string& slug);

// Finds it, or creates it with a name made from the slug.
base::SectionId ensure_section(WriterSession& writer, const std::string& slug);
base::TopicId ensure_topic(WriterSession& writer, const std::string& slug);
base::AuthorId ensure_author(WriterSession& writer, const std::string& slug);

/// A free slug for a new author of that name, in the name's script.
[[nodiscard]] std::string new_author_slug(WriterSession& writer, const std::string& name);

}  // namespace stoppress::store
