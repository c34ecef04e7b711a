// SPDX-License-Identifier: GPL-3.0-or-later
// stoppress move: from a file to a PostgreSQL server, and back.
#include <memory>
#include <ostream>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/progress.hpp"
#include "settings/checks.hpp"
#include "store/upkeep/move.hpp"

namespace stoppress::cli {
namespace {

struct MoveOptions {
    std::string from;
    std::string to;
};

std::string check_url(const std::string& url) {
    auto checked = url;
    const auto wrong = settings::check_database_url(checked);
    return wrong ? *wrong : "";
}

base::Result<int> run_move(const MoveOptions& options, const Context& context) {
    TRY(const settings::Loaded loaded, load_site(context, Missing::refuse));
    auto from = loaded.settings;
    auto to = loaded.settings;
    if (!options.from.empty()) {
        from.database.url = options.from;
    }
    to.database.url = options.to;
    Interrupt interrupt;
    std::uint64_t done = 0;
    std::string table;
    std::int64_t before = 0;
    {
        Progress bar(context.err, Progress::on_terminal(), "moving", "rows");
        TRY_VOID(store::move_site(from, to, context.clock, [&](std::string_view name, std::int64_t rows) {
            if (name != table) {
                table = name;
                before = 0;
            }
            done += static_cast<std::uint64_t>(rows - before);
            before = rows;
            bar.update(done, 0);
            return !interrupt.requested();
        }));
        bar.finish();
    }
    context.out << "Both databases are identical. To use the new one, set in stoppress.toml:\n\n[database]\nurl = \"" << options.to
                << "\"\n";
    return kAllWell;
}

}  // namespace

void add_move(CLI::App& app, Context& context) {
    auto options = std::make_shared<MoveOptions>();
    CLI::App& command = add_command(app, context, "move", "Move the site to another database: a file or a PostgreSQL server");
    command
        .add_option("--to", options->to,
                    "The target database, in the form of database.url; must be empty, or hold an unfinished move of this site")
        ->required()
        ->check(check_url);
    command.add_option("--from", options->from, "The source database, in the form of database.url (default: the one in the settings)")
        ->check(check_url);
    when_chosen(command, context, [options, &context] { return run_move(*options, context); });
}

}  // namespace stoppress::cli
