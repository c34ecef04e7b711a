// SPDX-License-Identifier: GPL-3.0-or-later
// stoppress serve: builds every part in the order of the flows, serves until told to stop, and takes them down backwards.
#include <unistd.h>

#include <csignal>

#include <algorithm>
#include <memory>
#include <mutex>
#include <ostream>
#include <thread>

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/media_library.hpp"
#include "cli/site_handler.hpp"
#include "cli/site_previews.hpp"
#include "http/server.hpp"
#include "newsroom/live_numbers.hpp"
#include "newsroom/scheduler.hpp"
#include "newsroom/upload.hpp"
#include "press/desk.hpp"
#include "reader/printer.hpp"
#include "render/theme_reloader.hpp"
#include "store/change_follower.hpp"
#include "store/credentials.hpp"

namespace stoppress::cli {
namespace {

using base::Result;

/// What commits and rankings are passed on to: readership and the desk, from when they stand until they are taken down.
class DeskRelay final : public newsroom::Visibility {
public:
    void attach(press::Desk* desk) {
        const std::scoped_lock lock{mutex_};
        desk_ = desk;
        if (desk_ != nullptr) {
            desk_->ranked(ranking_);
        }
    }
    void attach(readership::Readership* readership) {
        const std::scoped_lock lock{mutex_};
        readership_ = readership;
    }
    void committed(base::ChangeNumber number) {
        const std::scoped_lock lock{mutex_};
        if (readership_ != nullptr) {
            readership_->committed();
        }
        if (desk_ != nullptr) {
            desk_->committed(number);
        }
    }
    void ranked(std::shared_ptr<const readership::Ranking> ranking) {
        const std::scoped_lock lock{mutex_};
        ranking_ = std::move(ranking);
        if (desk_ != nullptr) {
            desk_->ranked(ranking_);
        }
    }
    std::shared_ptr<const readership::Ranking> ranking() {
        const std::scoped_lock lock{mutex_};
        return ranking_;
    }
    void when_visible(base::ChangeNumber number, std::move_only_function<void()> visible) override {
        {
            const std::scoped_lock lock{mutex_};
            if (desk_ != nullptr) {
                desk_->when_visible(number, std::move(visible));
                return;
            }
        }
        visible();
    }

private:
    std::mutex mutex_;
    // These three are used under mutex_.
    press::Desk* desk_ = nullptr;
    readership::Readership* readership_ = nullptr;
    std::shared_ptr<const readership::Ranking> ranking_;
};

/// Runs `work` when it goes out of scope.
class AtEnd {
public:
    explicit AtEnd(std::function<void()> work) : work_(std::move(work)) {}
    AtEnd(const AtEnd&) = delete;
    AtEnd& operator=(const AtEnd&) = delete;
    AtEnd(AtEnd&&) = delete;
    AtEnd& operator=(AtEnd&&) = delete;
    ~AtEnd() { work_(); }

private:
    std::function<void()> work_;
};

/// SIGTERM, SIGINT and SIGHUP wait for await_end() from now on, in every thread that is started later.
sigset_t hold_signals_back() {
    sigset_t held{};
    sigemptyset(&held);
    sigaddset(&held, SIGTERM);
    sigaddset(&held, SIGINT);
    sigaddset(&held, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &held, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    return held;
}

void reread_certificate(http::Server& server) {
    if (!server.has_tls()) {
        spdlog::info("there is no certificate to read again: what has changed in the settings needs a restart");
        return;
    }
    if (const auto renewed = server.renew_tls(); !renewed.has_value()) {
        spdlog::error("the certificate stays as it was: {} Put certificate and key in place, then reload again.", renewed.error().message);
        return;
    }
    spdlog::info("the certificate was read again; new connections get it");
}

/// Until SIGTERM or SIGINT. SIGHUP has the certificate read again; without one, at a terminal, it says that the terminal is gone.
void await_end(const sigset_t& held, http::Server& server) {
    const bool at_terminal = ::isatty(STDIN_FILENO) == 1;
    int signal = 0;
    while (true) {
        if (sigwait(&held, &signal) != 0) {
            continue;
        }
        if (signal != SIGHUP || (at_terminal && !server.has_tls())) {
            break;
        }
        reread_certificate(server);
    }
    spdlog::info("stopping: finishing what is in flight");
}

void begin_logging(const settings::Settings& settings) {
    // Standard output is for the ready line alone.
    auto logger = spdlog::stderr_logger_mt("stoppress");
    logger->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
    logger->set_level(spdlog::level::from_str(settings.log.level));
    spdlog::set_default_logger(std::move(logger));
}

std::size_t loop_count(const settings::Settings& settings) {
    return settings.server.threads > 0 ? static_cast<std::size_t>(settings.server.threads)
                                       : std::max(1U, std::thread::hardware_concurrency());
}

constexpr std::size_t kLaneThreads = 2;  // of each lane of reading; more would only compete with the loops for the cores

http::ServerOptions server_options(const settings::Settings& settings) {
    http::ServerOptions options;
    options.listen = settings.server.listen;
    options.hosts = settings.server.hosts;
    options.trusted_proxies = settings.server.trusted_proxies;
    if (!settings.tls.certificate.empty()) {
        options.tls_certificate = settings.folder / settings.tls.certificate;
        options.tls_key = settings.folder / settings.tls.key;
    }
    options.limits.connections = static_cast<std::size_t>(settings.server.max_connections);
    options.limits.connections_per_address = static_cast<std::size_t>(settings.server.max_connections_per_address);
    options.on_error = [](std::string_view message) { spdlog::error("{}", message); };
    return options;
}

Result<int> serve(const Context& context) {
    const auto held = hold_signals_back();
    TRY(const auto loaded, load_site(context, Missing::create));
    const auto& settings = loaded.settings;
    settings::Live live{loaded};
    begin_logging(settings);

    // Before the writer, whose jobs remove files: it ends only when the last of them is done.
    TRY(const auto library, open_library(settings, media::kServingPatience));
    TRY(const auto writer, store::Writer::open(settings, context.clock));
    // Three lanes for reading, each with threads, connections and a limit of its own, so that none waits for another: readers (cold
    // pages, and the API for callers without a good credential), newsroom, and the server's own work.
    TRY(const auto readers_lane, store::ReadPool::open(settings, kLaneThreads));
    TRY(const auto newsroom_lane, store::ReadPool::open(settings, kLaneThreads));
    TRY(const auto internal_lane, store::ReadPool::open(settings, kLaneThreads));
    TRY(const auto credentials, store::Credentials::open(settings, context.clock));
    TRY(auto theme, render::Theme::load(settings));

    http::Loops loops{loop_count(settings), [](std::string_view message) { spdlog::error("{}", message); }};
    DeskRelay relay;
    writer->on_commit([&relay](base::ChangeNumber number) { relay.committed(number); });
    const reader::Printer printer{context.clock};
    press::Press press{loops, *readers_lane, static_cast<std::size_t>(settings.press.cache_bytes),
                       [&printer](store::ReadSnapshot& snapshot, const press::Front& front, const std::string& key) {
                           return printer.print(snapshot, front, key);
                       }};
    std::unique_ptr<readership::Readership> readership;
    std::unique_ptr<press::Desk> desk;
    // Whatever way this function ends: the last batch is committed and its beacons answered while the loops still run, and nobody is
    // told of a ranking by then.
    const AtEnd take_down{[&] {
        writer->stop_waiting();
        relay.attach(static_cast<readership::Readership*>(nullptr));
        readership.reset();
        relay.attach(static_cast<press::Desk*>(nullptr));
        desk.reset();
        loops.stop();
    }};
    TRY(readership,
        readership::Readership::open(settings, context.clock, *writer, *internal_lane, loops.count(),
                                     [&relay](std::shared_ptr<const readership::Ranking> ranking) { relay.ranked(std::move(ranking)); }));
    relay.attach(readership.get());
    loops.start();
    TRY(desk, press::Desk::open(live, *internal_lane, press, theme, relay.ranking()));
    relay.attach(desk.get());
    const store::ChangeFollower follower{settings, [&relay](base::ChangeNumber number) { relay.committed(number); }};

    reader::Pictures pictures{library, loops.count()};
    media::Workshop workshop{library};
    // What a run that was ended had no time for. Where it cannot be done now it is tried again with the next upload.
    writer->submit(newsroom::job_to_drop_files(library), [](const Result<void>& dropped, base::ChangeNumber) {
        if (!dropped.has_value()) {
            spdlog::error("files that are of no use any more: {}", dropped.error().message);
        }
    });
    render::ThemeShelf shelf;
    reader::Reader reader{settings, press, pictures, *readership, shelf, context.clock};
    TRY(auto metrics_from, http::Networks::parse(settings.server.metrics_from));
    std::unique_ptr<http::Server> server;
    const auto readiness = [&] {
        const auto saving = writer->trouble();
        return reader::Readiness{
            .store = saving.empty() ? follower.trouble() : saving, .pages = desk->trouble(), .pictures = pictures.readable()};
    };
    const auto measures = [&] {
        return reader::Measures{
            .http = server->totals(),
            .views = readership->totals(),
            .pages = press.size(),
            .change = press.shown(),
            .statements = readers_lane->statements_run() + newsroom_lane->statements_run() + internal_lane->statements_run(),
            .readiness = readiness()};
    };
    reader::Health health{std::move(metrics_from), measures, readiness};
    newsroom::Door door;
    newsroom::Presence presence;
    newsroom::LiveNumbers live_numbers{*readership, *internal_lane};
    newsroom::Upkeep upkeep{*writer, *internal_lane, *credentials};
    SitePreviews previews{context.clock, press, live, shelf};
    newsroom::Api api{*readers_lane,
                      {.settings = settings,
                       .live = live,
                       .clock = context.clock,
                       .writer = *writer,
                       .pool = *newsroom_lane,
                       .credentials = *credentials,
                       .readership = *readership,
                       .visibility = relay,
                       .door = door,
                       .presence = presence,
                       .previews = previews,
                       .workshop = workshop,
                       .live_numbers = live_numbers,
                       .upkeep = upkeep}};
    SiteHandler handler{reader, health, api};
    TRY(server, http::Server::create(loops, server_options(settings), handler));
    {
        newsroom::Scheduler scheduler{*writer, *internal_lane, context.clock};
        const render::ThemeReloader reloader{[&live] { return live.current(); },
                                             [&](std::shared_ptr<const render::Theme> fresh) { desk->retheme(std::move(fresh)); }};
        server->start();
        context.out << "ready " << server->address() << std::endl;
        await_end(held, *server);
        server->stop();
    }
    return kAllWell;
}

}  // namespace

void add_serve(CLI::App& app, Context& context) {
    CLI::App& command = add_command(app, context, "serve", "Serve the site to readers and the newsroom");
    add_setting_flag(command, context, "--listen", "server.listen", "Where to listen, HOST:PORT (server.listen); port 0 takes a free one");
    add_setting_flag(command, context, "--threads", "server.threads", "How many loops serve (server.threads); 0: one per core");
    when_chosen(command, context, [&context] { return serve(context); });
}

}  // namespace stoppress::cli
