// SPDX-License-Identifier: GPL-3.0-or-later
// stoppress generate: a synthetic site, for benchmarks and trying things out.
// Flow:   SyntheticSite (on a thread of its own) -> batches -> store::BulkLoad
#include <deque>
#include <memory>
#include <ostream>
#include <thread>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "base/threads/mutex.hpp"
#include "cli/commands.hpp"
#include "cli/generate/synthetic_story.hpp"
#include "cli/interrupt.hpp"
#include "cli/newsroom_settings.hpp"
#include "cli/progress.hpp"
#include "store/bulk/bulk_load.hpp"

namespace stoppress::cli {
namespace {

using base::Result;

constexpr std::int64_t kMaxStories = 100'000'000;  // what fits a disk of the day
constexpr std::int64_t kBatch = 256;
constexpr std::size_t kBatchesWaiting = 16;  // some 16 MiB

struct GenerateOptions {
    std::int64_t stories = 0;
    std::uint64_t seed = 1;
};

using Batch = std::vector<store::BulkStory>;

/// Makes stories ahead of their use, on a thread of its own.
class Producer {
public:
    Producer(const SyntheticSite& site, std::int64_t stories) : thread_([this, &site, stories] { produce(site, stories); }) {}
    Producer(const Producer&) = delete;
    Producer& operator=(const Producer&) = delete;
    Producer(Producer&&) = delete;
    Producer& operator=(Producer&&) = delete;
    ~Producer() {
        {
            const base::Lock guard(mutex_);
            stopping_ = true;
        }
        changed_.notify_all();
        thread_.join();
    }

    /// The next stories; none at the end.
    Batch take() {
        base::Lock guard(mutex_);
        changed_.wait(guard, [this]() REQUIRES(mutex_) { return !waiting_.empty() || finished_; });
        if (waiting_.empty()) {
            return {};
        }
        auto batch = std::move(waiting_.front());
        waiting_.pop_front();
        changed_.notify_all();
        return batch;
    }

private:
    void produce(const SyntheticSite& site, std::int64_t stories) {
        for (std::int64_t from = 0; from < stories; from += kBatch) {
            Batch batch;
            for (auto number = from; number < std::min(from + kBatch, stories); ++number) {
                batch.push_back(site.story(number));
            }
            base::Lock guard(mutex_);
            changed_.wait(guard, [this]() REQUIRES(mutex_) { return waiting_.size() < kBatchesWaiting || stopping_; });
            if (stopping_) {
                return;
            }
            waiting_.push_back(std::move(batch));
            changed_.notify_all();
        }
        const base::Lock guard(mutex_);
        finished_ = true;
        changed_.notify_all();
    }

    base::Mutex mutex_{};
    base::Condition changed_{};
    std::deque<Batch> waiting_ GUARDED_BY(mutex_){};
    bool finished_ GUARDED_BY(mutex_) = false;
    bool stopping_ GUARDED_BY(mutex_) = false;
    std::thread thread_;
};

Result<void> load_entries(store::BulkLoad& load) {
    for (const auto& section : SyntheticSite::sections()) {
        TRY_VOID(load.add_section(section));
    }
    for (const auto& topic : SyntheticSite::topics()) {
        TRY_VOID(load.add_topic(topic));
    }
    for (const auto& author : SyntheticSite::authors()) {
        TRY_VOID(load.add_author(author));
    }
    return {};
}

/// Whether it was completed; false if it was interrupted.
Result<bool> load_stories(store::BulkLoad& load, const GenerateOptions& options, Interrupt& interrupt, Progress& bar) {
    const SyntheticSite site(options.seed, options.stories);
    Producer producer(site, options.stories);
    std::uint64_t done = 0;
    for (auto batch = producer.take(); !batch.empty(); batch = producer.take()) {
        for (const auto& story : batch) {
            TRY_VOID(load.add_story(story));
        }
        done += batch.size();
        bar.update(done, static_cast<std::uint64_t>(options.stories));
        if (interrupt.requested()) {
            return false;
        }
    }
    return true;
}

Result<int> generate(const GenerateOptions& options, const Context& context) {
    Interrupt interrupt;
    TRY(const settings::Loaded loaded, load_with_newsroom(context, Missing::create, Upgrade::first));
    TRY(const auto load, store::BulkLoad::begin(loaded.settings, context.clock));
    const auto began = std::chrono::steady_clock::now();
    TRY_VOID(load_entries(*load));
    Progress bar(context.err, Progress::on_terminal(), "making", "stories");
    TRY(const bool whole, load_stories(*load, options, interrupt, bar));
    bar.finish();
    if (!whole) {
        context.err << "stoppress: interrupted; nothing was kept. Run the command again.\n";
        return kFailed;
    }
    TRY_VOID(load->finish());
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    context.out << fmt::format("{} stories generated in {:.1f} s ({:.0f} per second)\n", options.stories, took.count(),
                               static_cast<double>(options.stories) / std::max(took.count(), 0.001));
    return kAllWell;
}

}  // namespace

void add_generate(CLI::App& app, Context& context) {
    auto options = std::make_shared<GenerateOptions>();
    CLI::App& command = add_command(app, context, "generate", "Generate a new site with synthetic stories, for benchmarks");
    command.add_option("--stories", options->stories, "The number of stories")->required()->check(CLI::Range(std::int64_t{1}, kMaxStories));
    command.add_option("--seed", options->seed, "The same seed generates the same stories")->capture_default_str();
    when_chosen(command, context, [options, &context] { return generate(*options, context); });
}

}  // namespace stoppress::cli
