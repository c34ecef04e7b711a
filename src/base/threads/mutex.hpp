// SPDX-License-Identifier: GPL-3.0-or-later
// std::mutex and std::condition_variable as Clang's -Wthread-safety can check them: a member declared with GUARDED_BY(mutex_) is used only
// while a Lock of that mutex exists, and a function declared with REQUIRES(mutex_) is called only then. Other compilers ignore the attributes.
// Source: Clang's documentation, "Thread Safety Analysis".
// Thread: any.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <utility>

#ifdef __clang__
#define STOPPRESS_THREAD_SAFETY(attribute) __attribute__((attribute))
#else
#define STOPPRESS_THREAD_SAFETY(attribute)
#endif

/// Of a member: it is read and written only under this mutex.
#define GUARDED_BY(mutex) STOPPRESS_THREAD_SAFETY(guarded_by(mutex))
/// Of a function or a lambda: its caller holds this mutex.
#define REQUIRES(mutex) STOPPRESS_THREAD_SAFETY(requires_capability(mutex))

namespace stoppress::base {

/// Locked with Lock.
class STOPPRESS_THREAD_SAFETY(capability("mutex")) Mutex {
public:
    /// For a thread that must not wait: whether the mutex was free and is held now. A Lock made with std::adopt_lock releases it.
    [[nodiscard]] bool try_lock() STOPPRESS_THREAD_SAFETY(try_acquire_capability(true)) { return mutex_.try_lock(); }

private:
    friend class Lock;
    std::mutex mutex_;
};

/// Holds a mutex until it is destroyed.
class STOPPRESS_THREAD_SAFETY(scoped_lockable) Lock {
public:
    explicit Lock(Mutex& mutex) STOPPRESS_THREAD_SAFETY(acquire_capability(mutex)) : lock_(mutex.mutex_) {}
    Lock(Mutex& mutex, std::adopt_lock_t held) STOPPRESS_THREAD_SAFETY(requires_capability(mutex)) : lock_(mutex.mutex_, held) {}
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;
    Lock(Lock&&) = delete;
    Lock& operator=(Lock&&) = delete;
    ~Lock() STOPPRESS_THREAD_SAFETY(release_capability()) = default;

    void unlock() STOPPRESS_THREAD_SAFETY(release_capability()) { lock_.unlock(); }
    void lock() STOPPRESS_THREAD_SAFETY(acquire_capability()) { lock_.lock(); }

private:
    friend class Condition;
    friend class StoppableCondition;
    std::unique_lock<std::mutex> lock_;
};

/// Conditions are lambdas declared with REQUIRES; they are called while the lock is held.
class Condition {
public:
    void notify_one() { condition_.notify_one(); }
    void notify_all() { condition_.notify_all(); }

    template <class Predicate>
    void wait(Lock& lock, Predicate predicate) {
        condition_.wait(lock.lock_, std::move(predicate));
    }
    /// Whether the condition held before `patience` was over.
    template <class Predicate>
    bool wait_for(Lock& lock, std::chrono::steady_clock::duration patience, Predicate predicate) {
        return condition_.wait_for(lock.lock_, patience, std::move(predicate));
    }
    template <class Predicate>
    bool wait_until(Lock& lock, std::chrono::steady_clock::time_point until, Predicate predicate) {
        return condition_.wait_until(lock.lock_, until, std::move(predicate));
    }

private:
    std::condition_variable condition_;
};

/// The same for threads that a stop token ends: a request to stop ends the wait.
class StoppableCondition {
public:
    void notify_one() { condition_.notify_one(); }
    void notify_all() { condition_.notify_all(); }

    template <class Predicate>
    void wait(Lock& lock, Predicate predicate) {
        condition_.wait(lock.lock_, std::move(predicate));
    }
    /// Whether the condition held, and not only a stop was requested.
    template <class Predicate>
    bool wait(Lock& lock, const std::stop_token& stop, Predicate predicate) {
        return condition_.wait(lock.lock_, stop, std::move(predicate));
    }
    template <class Predicate>
    bool wait_for(Lock& lock, const std::stop_token& stop, std::chrono::steady_clock::duration patience, Predicate predicate) {
        return condition_.wait_for(lock.lock_, stop, patience, std::move(predicate));
    }
    template <class Predicate>
    bool wait_until(Lock& lock, const std::stop_token& stop, std::chrono::steady_clock::time_point until, Predicate predicate) {
        return condition_.wait_until(lock.lock_, stop, until, std::move(predicate));
    }

private:
    std::condition_variable_any condition_;
};

}  // namespace stoppress::base
