// SPDX-License-Identifier: GPL-3.0-or-later
// stoppress check: verifies everything of a site that can be verified, also while it is being served.
#include <optional>
#include <ostream>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/media_library.hpp"
#include "cli/newsroom_settings.hpp"
#include "cli/progress.hpp"
#include "search/following/check_index.hpp"
#include "store/engine/read_pool.hpp"
#include "store/media/records.hpp"
#include "store/upkeep/maintenance.hpp"

namespace stoppress::cli {
namespace {

/// Adds what is to be said of the search index.
base::Result<void> check_search(const settings::Loaded& loaded, store::CheckReport& report) {
    TRY(const auto pool, store::ReadPool::open(loaded.settings, 1));
    search::IndexCheck check;
    TRY_VOID(pool->run([&](store::ReadSnapshot& snapshot) -> base::Result<void> {
        TRY(check, search::check_index(loaded.settings.folder, snapshot));
        return {};
    }));
    if (!check.checked.empty()) {
        report.checked.push_back(check.checked);
    }
    for (auto& finding : check.findings) {
        report.findings.push_back(
            {"search index", finding + "; stop the server and delete the folder search: it is built anew at the next start"});
    }
    return {};
}

base::Result<int> run_check(const Context& context) {
    TRY(const settings::Loaded loaded, load_with_newsroom(context, Missing::refuse, Upgrade::never));
    Progress bar(context.err, Progress::on_terminal(), "checking", "revisions");
    TRY(const auto library, open_library(loaded.settings, media::kWorkingPatience));
    // The storage cannot be reached: reported once, and not tried again for each picture.
    std::optional<base::Error> away;
    const auto verify_each = [&library, &away](const store::Medium& medium) -> base::Result<void> {
        if (away.has_value()) {
            return {};
        }
        auto verified = verify_medium(library, medium);
        if (!verified.has_value() && verified.error().code == base::ErrorCode::unavailable) {
            away = verified.error();
        }
        return verified;
    };
    TRY(auto report,
        store::check(loaded.settings, [&bar](std::uint64_t done, std::uint64_t total) { bar.update(done, total); }, verify_each));
    bar.finish();
    TRY_VOID(check_search(loaded, report));
    for (const auto& checked : report.checked) {
        context.out << "checked " << checked << '\n';
    }
    for (const auto& finding : report.findings) {
        context.out << finding.where << ": " << finding.what << '\n';
    }
    if (away.has_value()) {
        return base::fail(away->code, "not all pictures could be checked: " + away->message);
    }
    if (report.findings.empty()) {
        context.out << "no problems found\n";
        return kAllWell;
    }
    context.err << fmt::format("stoppress: {} {} found; restore a backup, or report this with the lines above\n", report.findings.size(),
                               report.findings.size() == 1 ? "problem" : "problems");
    return kFailed;
}

}  // namespace

void add_check(CLI::App& app, Context& context) {
    CLI::App& command = add_command(app, context, "check", "Verify the database, addresses, change log, views, pictures and the audit log");
    when_chosen(command, context, [&context] { return run_check(context); });
}

}  // namespace stoppress::cli
