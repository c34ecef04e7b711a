// SPDX-License-Identifier: GPL-3.0-or-later
// stoppress addresses check OLD…: whether readers who come by an address of the old site get there.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fstream>
#include <map>
#include <memory>
#include <ostream>
#include <tuple>

#include "cli/addresses/arrivals.hpp"
#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/media_library.hpp"
#include "cli/progress.hpp"
#include "importing/old_addresses/old_addresses.hpp"
#include "importing/text/text.hpp"
#include "render/theme/theme.hpp"
#include "store/addresses/address_writer.hpp"
#include "store/engine/read_pool.hpp"
#include "store/engine/writer.hpp"
#include "store/transaction/import_outcome.hpp"

namespace stoppress::cli {
namespace {

/// Lines of addresses that are printed; the report has all.
constexpr std::size_t kPrinted = 50;

struct CheckOptions {
    std::vector<std::string> files;
    std::string address;
    std::string report;
    bool write_redirects = false;
};

/// "200", "301", "301 to nothing", "404", "410", "reserved".
std::string outcome_of(const Arrival& arrival) {
    if (arrival.reserved) {
        return "reserved";
    }
    return std::to_string(arrival.status) + (arrival.location.empty() || arrival.arrives ? "" : " to nothing");
}

std::string line_of(const Arrival& arrival, bool visits) {
    std::string line = outcome_of(arrival) + '\t';
    if (visits) {
        line += std::to_string(arrival.visits) + '\t';
    }
    line += arrival.address;
    if (!arrival.location.empty()) {
        line += " -> " + arrival.location;
    } else if (!arrival.new_place.empty()) {
        line += " (now at " + arrival.new_place + ")";
    }
    // Nothing from a log may reach a terminal as a command to it.
    std::ranges::replace_if(line, [](unsigned char c) { return (c < 0x20 && c != '\t') || c == 0x7F; }, '?');
    return line;
}

void print_table(const std::vector<Arrival>& arrivals, bool visits, std::ostream& out) {
    struct Sum {
        std::uint64_t addresses = 0;
        std::uint64_t visits = 0;
    };
    std::map<std::string, Sum> sums;
    for (const Arrival& arrival : arrivals) {
        Sum& sum = sums[outcome_of(arrival)];
        ++sum.addresses;
        sum.visits += arrival.visits;
    }
    out << fmt::format("{:<16}{:>11}{}\n", "answer", "addresses", visits ? fmt::format("{:>13}", "visits") : "");
    for (const auto& [outcome, sum] : sums) {
        out << fmt::format("{:<16}{:>11}{}\n", outcome, sum.addresses, visits ? fmt::format("{:>13}", sum.visits) : "");
    }
}

base::Result<void> write_report(const std::vector<Arrival>& arrivals, bool visits, const std::string& file) {
    std::ofstream report(file, std::ios::trunc);
    for (const Arrival& arrival : arrivals) {
        report << line_of(arrival, visits) << '\n';
    }
    report.close();
    if (!report) {
        return base::fail(base::ErrorCode::io, file + " cannot be written.");
    }
    return {};
}

/// Of those that arrive at another address; returns how many were written.
base::Result<std::uint64_t> write_redirects(const settings::Settings& settings, const std::vector<Arrival>& arrivals,
                                            const Context& context) {
    TRY(const auto writer, store::Writer::open(settings, context.clock));
    std::uint64_t written = 0;
    for (const Arrival& arrival : arrivals) {
        const auto from = arrival.new_place.empty() ? std::nullopt : importing::canonical_path(arrival.address);
        if (!from.has_value()) {
            continue;
        }
        const auto put = writer->run([&](store::WriteTransaction& transaction) -> base::Result<void> {
            TRY(const auto outcome, store::AddressWriter(transaction).put_redirect(*from, arrival.new_place));
            written += outcome == store::ImportOutcome::created || outcome == store::ImportOutcome::changed ? 1 : 0;
            return {};
        });
        if (put.has_value()) {
            continue;
        }
        if (put.error().code != base::ErrorCode::conflict && put.error().code != base::ErrorCode::invalid) {
            return put.error();
        }
        context.err << fmt::format("no redirect from {}: {}\n", *from, put.error().message);
    }
    return written;
}

base::Result<int> run_check(const CheckOptions& options, const Context& context) {
    Interrupt interrupt;
    TRY(const settings::Loaded loaded, load_site(context, Missing::refuse));
    const settings::Settings& settings = loaded.settings;
    importing::OldAddressList old;
    for (const std::string& file : options.files) {
        TRY_VOID(old.read(file));
    }
    const std::string& address = options.address.empty() ? settings.site.url : options.address;
    const std::size_t scheme = address.find("://");
    const std::string host = scheme == std::string::npos ? address : address.substr(scheme + 3);
    const auto paths = old.of_host(host);
    TRY(const auto library, open_library(settings, media::kWorkingPatience, media::Library::Keeping::nothing));
    TRY(const auto theme, render::Theme::load(settings));
    const auto follow = [&]() -> base::Result<std::vector<Arrival>> {
        TRY(const auto pool, store::ReadPool::open(settings, 1));
        reader::AddressAnswers answers(settings, theme, context.clock);
        Progress bar(context.err, Progress::on_terminal(), "asking", "addresses");
        TRY(auto found, Arrivals(*pool, answers, library).follow(paths, [&](std::uint64_t done) { bar.update(done, paths.size()); }));
        bar.finish();
        return found;
    };
    TRY(std::vector<Arrival> arrivals, follow());
    // The ones that readers miss most come first.
    std::ranges::sort(arrivals,
                      [](const Arrival& a, const Arrival& b) { return std::tie(b.visits, a.address) < std::tie(a.visits, b.address); });
    print_table(arrivals, old.has_visits(), context.out);
    if (old.left_out() != 0) {
        context.out << fmt::format("left out: {} (parts of pages, lines that are no address, requests that the old site refused)\n",
                                   old.left_out());
    }
    if (const std::size_t others = old.of_others(host); others != 0) {
        context.out << fmt::format("addresses of other hosts, left out: {} (those of {} were asked for; --address names another)\n", others,
                                   old.chosen_host(host));
    }
    if (!options.report.empty()) {
        TRY_VOID(write_report(arrivals, old.has_visits(), options.report));
    }
    std::uint64_t lost = 0;
    std::uint64_t known = 0;
    for (const Arrival& arrival : arrivals) {
        if (arrival.arrives) {
            continue;
        }
        known += arrival.new_place.empty() ? 0 : 1;
        if (++lost <= kPrinted) {
            context.out << line_of(arrival, old.has_visits()) << '\n';
        }
    }
    if (lost > kPrinted) {
        context.out << fmt::format("and {} more (--report FILE writes all)\n", lost - kPrinted);
    }
    if (known != 0 && options.write_redirects) {
        TRY(const std::uint64_t written, write_redirects(settings, arrivals, context));
        context.out << fmt::format("redirects written: {}\n", written);
        TRY(arrivals, follow());
        lost = static_cast<std::uint64_t>(std::ranges::count(arrivals, false, &Arrival::arrives));
    } else if (known != 0) {
        context.out << fmt::format("{} of them are at another address now; --write-redirects writes these redirects.\n", known);
    }
    if (lost == 0) {
        context.out << "Every address arrives.\n";
    }
    return lost == 0 ? kAllWell : kFailed;
}

}  // namespace

void add_addresses(CLI::App& app, Context& context) {
    CLI::App& addresses = *app.add_subcommand("addresses", "Compare the addresses of an old site with this one");
    addresses.require_subcommand(1);
    auto options = std::make_shared<CheckOptions>();
    CLI::App& check = add_command(addresses, context, "check", "Find what readers get here for each address of an old site");
    check.add_option("OLD", options->files, "Files: sitemaps, feeds, access logs or lists of addresses; may be compressed by gzip")
        ->required();
    check.add_option("--address", options->address, "The address of the old site, if it is not that of this one");
    check.add_option("--report", options->report, "Write the answer for every address to this file");
    check.add_flag("--write-redirects", options->write_redirects,
                   "Write redirects to where the content of an address is now, if that is certain");
    when_chosen(check, context, [options, &context] { return run_check(*options, context); });
}

}  // namespace stoppress::cli
