# SPDX-License-Identifier: GPL-3.0-or-later
# The front door. Each target installs what it is missing (Debian and npm packages, once), builds what changed, and goes.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-builtin-rules
.DEFAULT_GOAL := build
.PHONY: ci-prepare build run test test-asan test-tsan test-gcc crash faults faults-full lint format bench bench-large bench-peers fuzz deb fresh-test clean help

FUZZ_SECONDS ?= 60
ROUNDS ?= 200
CTEST_ARGUMENTS ?=
# Many tests wait rather than work: two more than there are cores.
# ASAN=all, TSAN=all: every test under that sanitizer, also those that tests/left_out_of_asan.txt and left_out_of_tsan.txt leave out.
ASAN ?=
TSAN ?=
ctest = tools/run-tests build/$(1) -j $$(($$(nproc) + 2)) $(2) $(CTEST_ARGUMENTS)
installed = build/installed

build: ## Build the program: build/release/stoppress
build: build/release/build.ninja
	ninja -C build/release --quiet stoppress

run: ## Build, and start a demo site on http://127.0.0.1:8080
run: build
	tools/run-demo

test: ## Build and run the tests: unit, HTTP, crash, nodes, browser, quick faults
test: build/release/tests-configured $(installed)/browser
	ninja -C build/release --quiet
	$(call ctest,release)

test-asan: ## The tests under AddressSanitizer and UndefinedBehaviorSanitizer, but the browser's and tests/left_out_of_asan.txt; ASAN=all: these too
test-asan: build/asan/build.ninja
	cmake -S . -B build/asan -DSTOPPRESS_ASAN_ALL=$(if $(filter all,$(ASAN)),ON,OFF) >/dev/null
	ninja -C build/asan --quiet
	$(call ctest,asan,-LE browser)

test-tsan: ## The same under ThreadSanitizer, but for tests/left_out_of_tsan.txt; TSAN=all: all of them
test-tsan: build/tsan/build.ninja
	cmake -S . -B build/tsan -DSTOPPRESS_TSAN_ALL=$(if $(filter all,$(TSAN)),ON,OFF) >/dev/null
	ninja -C build/tsan --quiet
	$(call ctest,tsan,-LE browser)

test-gcc: ## The unit tests as GCC 12 compiles them
test-gcc: build/gcc/build.ninja
	ninja -C build/gcc --quiet
	$(call ctest,gcc,-L unit)

crash: ## Kill the program in the middle of everything ROUNDS times (200), and hold what is left against a model
crash: build
	STOPPRESS_BINARY=$(CURDIR)/build/release/stoppress STOPPRESS_SOURCE=$(CURDIR) PYTHONPATH=tests/support \
	  /usr/bin/python3 -B tests/crash/rounds.py --rounds $(ROUNDS) $(if $(SEED),--seed $(SEED))

faults: ## Full disks, power cuts, jumping clocks, floods …: the quick form of each; as root it skips none
faults: build $(installed)/faults
	tests/faults/run

faults-full: ## The same with hundreds of cuts and kills and 10,000 connections: about half an hour
faults-full: build $(installed)/faults
	tests/faults/run --full

lint: ## Check format, names, layers, SQL's place, file lengths and clang-tidy
lint: build/lint/build.ninja
	tools/lint/run

format: ## Format all C++ sources
format: $(installed)/lint
	git ls-files --cached --others --exclude-standard '*.cpp' '*.hpp' | xargs clang-format-19 -i

bench: ## Measure against nginx and h2o, side by side; prints the table of ratios
bench: build $(installed)/bench
	bench/run

bench-large: ## Measure what a site costs from 1,000 to 1,000,000 stories (about 10 minutes, 10 GB)
bench-large: build $(installed)/bench
	bench/large

# With STOPPRESS_BINARY set, that program is measured, and nothing is built.
bench-peers: ## Measure beside WordPress, Ghost and Hugo, same stories; a quarter of an hour
bench-peers: $(if $(STOPPRESS_BINARY),,build) $(installed)/peers
	bench/peers/run

fuzz: ## Run each fuzz target for FUZZ_SECONDS (60)
fuzz: build/fuzz/build.ninja
	ninja -C build/fuzz --quiet
	tools/fuzz $(FUZZ_SECONDS)

deb: ## Build the Debian package: build/stoppress_VERSION_ARCH.deb
deb: build $(installed)/deb
	tools/make-deb

fresh-test: ## Prove `make run` and `make test` in a bare Debian 12 (needs root and a mirror)
fresh-test: $(installed)/fresh
	tests/fresh/run

# For .ci/run: everything that is installed, one after the other, and then configured, so that its steps can run beside each other.
ci-prepare:
	$(MAKE) --no-print-directory $(addprefix $(installed)/,build test lint browser)
	$(MAKE) --no-print-directory -j4 build/lint/build.ninja build/asan/build.ninja build/tsan/build.ninja build/release/tests-configured

# built-asan, built-tsan, built-release: all of a preset that is configured.
built-%:
	ninja -C build/$* --quiet

clean: ## Remove what was built; installed packages stay
	rm -rf build

help: ## This list
	@grep -E '^[a-z-]+: ##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+): ## (.*)/\1\t\2/' | expand -t 14

$(installed)/%: tools/packages/%.txt
	tools/install-packages $*
	mkdir -p $(@D) && touch $@

$(installed)/browser: tests/browser/package-lock.json | $(installed)/build
	tools/install-npm-packages tests/browser
	mkdir -p $(@D) && touch $@

# A changed preset takes effect only when CMake is told to read it again; the tests stay as they were chosen.
build/release/build.ninja: CMakePresets.json | $(installed)/build
	cmake --preset release $(if $(wildcard build/release/tests-configured),,-DSTOPPRESS_TESTS=OFF)
	touch $@

build/release/tests-configured: CMakePresets.json $(installed)/build $(installed)/test
	cmake --preset release -DSTOPPRESS_TESTS=ON
	touch $@

build/lint/build.ninja: CMakePresets.json | $(installed)/build $(installed)/test $(installed)/lint
	cmake --preset lint
	touch $@

build/fuzz/build.ninja: CMakePresets.json | $(installed)/build $(installed)/fuzz
	cmake --preset fuzz
	touch $@

build/%/build.ninja: CMakePresets.json | $(installed)/build $(installed)/test
	cmake --preset $*
	touch $@
