// SPDX-License-Identifier: GPL-3.0-or-later
// stoppress check: verifies everything of a site that can be verified, also while it is being served.
#include <ostream>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/progress.hpp"
#include "store/maintenance.hpp"

namespace stoppress::cli {
namespace {

base::Result<int> run_check(const Context& context) {
    TRY(const settings::Loaded loaded, load_site(context, Missing::refuse));
    Progress bar(context.err, Progress::on_terminal(), "checking", "revisions");
    TRY(const auto report, store::check(loaded.settings, [&bar](std::uint64_t done, std::uint64_t total) { bar.update(done, total); }));
    bar.finish();
    for (const auto& checked : report.checked) {
        context.out << "checked " << checked << '\n';
    }
    for (const auto& finding : report.findings) {
        context.out << finding.where << ": " << finding.what << '\n';
    }
    if (report.findings.empty()) {
        context.out << "all well\n";
        return kAllWell;
    }
    context.err << fmt::format("stoppress: {} things do not hold; restore a backup, or report this with the lines above\n",
                               report.findings.size());
    return kFailed;
}

}  // namespace

void add_check(CLI::App& app, Context& context) {
    CLI::App& command = add_command(app, context, "check", "Verify database, addresses, change log, views and tokens");
    when_chosen(command, context, [&context] { return run_check(context); });
}

}  // namespace stoppress::cli
