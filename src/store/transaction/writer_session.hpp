// SPDX-License-Identifier: GPL-3.0-or-later
// State shared by the operations of one writing connection: the connection, the change log's number, counters that are
// written at the commit, and a cache of ids by slug. TransactionControl begins and ends its jobs and transactions.
// Owner:  the Writer.
// Thread: the writer thread only.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/time/clock.hpp"
#include "settings/settings.hpp"
#include "store/sql/session.hpp"
#include "store/transaction/node.hpp"
#include "store/transaction/reader_session.hpp"
#include "store/transaction/tags.hpp"

namespace stoppress::store {

/// A counter of published articles.
struct Tally {
    enum class Of : std::uint8_t { section, topic, author, month, name };
    Of of = Of::name;
    std::int64_t id = 0;
    std::string name{};
    friend auto operator<=>(const Tally&, const Tally&) = default;
};
using Tallies = std::map<Tally, std::int64_t>;

class WriterSession {
public:
    /// `node`: this program among several, if the database is on a server; else nullptr.
    WriterSession(std::unique_ptr<Session> session, Node* node, const settings::Settings& settings, const base::Clock& clock);

    [[nodiscard]] Session& session() { return *session_; }
    /// Reads inside the transaction.
    [[nodiscard]] ReaderSession& reader() { return reader_; }
    [[nodiscard]] const settings::Settings& settings() const { return settings_; }
    [[nodiscard]] base::Time now() const { return clock_.now(); }
    [[nodiscard]] base::ChangeNumber last_change() const { return last_change_; }
    [[nodiscard]] const Node* node() const { return node_; }

    void append_change(std::string_view kind, base::StoryId story, const Tags& tags);
    /// Other nodes' followers are notified of the commit although the change log does not grow.
    void wake_followers() { wakes_followers_ = true; }
    /// Adds to a counter of published articles. It is written once before the commit, however many stories change it.
    void count(const Tally& tally, std::int64_t by) { job_tallies_[tally] += by; }

    /// Writes the counters now, for a job that reads them.
    void settle_counts();

    /// Cached ids of sections, topics and authors by slug.
    using KnownIds = std::unordered_map<std::string, std::int64_t>;
    struct Known {
        KnownIds sections{};
        KnownIds topics{};
        KnownIds authors{};
    };
    [[nodiscard]] Known& known() { return known_; }

private:
    friend class TransactionControl;
    void write_tallies();
    void write_tally(const Tally& tally, std::int64_t by, bool& menu_changed);

    std::unique_ptr<Session> session_;
    ReaderSession reader_;
    Node* node_;
    bool has_turn_ = false;
    bool wakes_followers_ = false;
    const settings::Settings& settings_;
    const base::Clock& clock_;
    base::ChangeNumber last_change_ = 0;
    base::ChangeNumber committed_change_ = 0;
    base::ChangeNumber change_before_job_ = 0;
    std::int64_t rows_before_job_ = 0;
    Tallies tallies_{};
    Tallies job_tallies_{};
    std::optional<Tallies> tallies_before_job_{};  ///< set if the job has written them: they must be written again if it is rolled back
    Known known_{};
};

}  // namespace stoppress::store
