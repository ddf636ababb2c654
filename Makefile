# Build, test, document and install Echelle. `make help` lists the targets.

SWIFT ?= swift
PYTHON ?= python3
# The Clang that comes with Swift: the kernels use its vector extensions.
CLANG ?= $(dir $(realpath $(shell command -v $(SWIFT))))clang
PREFIX ?= /usr/local
DESTDIR ?=

# The command is linked statically: it starts faster and does not need Swift where it is installed.
# Tests need the dynamic libraries and use their own build folder, because SwiftPM would rebuild
# everything at each switch between the two.
#
# C is compiled with buffer and stack checks. All symbols are bound at start, after which the
# relocation table is read-only (full RELRO).
# Swift imports the C headers without optimisation, because the fortified functions differ between
# modules.
RELEASE := -c release \
  $(addprefix -Xcc ,-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -fstack-protector-strong) \
  $(addprefix -Xswiftc ,-Xcc -U__OPTIMIZE__)
ifeq ($(shell uname -s),Linux)
RELEASE += --static-swift-stdlib --disable-local-rpath $(addprefix -Xlinker ,-z relro -z now)
endif
DEVELOPMENT := --scratch-path .build/development

ECHELLE := .build/release/echelle
SCHEMAS := Sources/Reporting/Documentation.docc/Schemas
PACKAGES := libopenblas-dev zlib1g-dev pkg-config
# Packages that draw the figures of reports, and packages that the tests inspect them with.
DRAWING := gnuplot-nox fonts-inter
TESTING := $(DRAWING) chromium default-jre-headless libxml2-utils slurm-wlm munge \
  texlive-latex-base texlive-latex-recommended
LIBRARIES := LinearAlgebra Statistics LeastSquares Formulas Tables TrainingRuns TrainingLogs \
  Architectures ScalingLaws Studies EnergyModel Planning Diagnostics Documents Reporting Batch \
  Echelle

ifeq ($(shell uname -s),Darwin)
export PKG_CONFIG_PATH := $(shell brew --prefix openblas 2>/dev/null)/lib/pkgconfig:$(PKG_CONFIG_PATH)
endif

.DEFAULT_GOAL := build
.PHONY: schemas help packages build demo test check-install check-kernels check-long bench bench-growth calibration coverage certify requirements notebooks lint format docs install uninstall clean

help:  ## List the targets.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

packages:  ## Install missing system packages (apt or brew) and list them.
	@.scripts/install-packages $(PACKAGES)

# Debug symbols go into .build/release/echelle.debug.
build: packages  ## Build the optimised command, .build/release/echelle.
	$(SWIFT) build $(RELEASE) --product echelle
	@.scripts/strip-program $(ECHELLE)

demo: build  ## Fit the published Chinchilla runs, write a report to .build/demo, and plan a run.
	@.scripts/install-packages $(DRAWING)
	$(ECHELLE) fit hoffmann2022 --report .build/demo --force
	$(ECHELLE) plan hoffmann2022 --compute 5.76e23

test: packages .build/test-venv/installed  ## Run all tests in an optimised build.
	@.scripts/install-packages $(TESTING)
	$(SWIFT) test -c release --disable-xctest $(DEVELOPMENT)

# The C code on its own, so that the sanitizers instrument all of it.
check-kernels: .build/kernels/check-kernels  ## Run the C code on random and extreme inputs under the sanitizers.
	$< $(or $(ROUNDS),200000)

check-install: build  ## Check the built command, and that it installs and uninstalls cleanly.
	$(SWIFT) build $(RELEASE) --product generate-manual
	@Tests/check-install $(ECHELLE) .build/release/generate-manual

check-long: packages  ## Run ten million fuzz inputs, 200 kills, and the tests under the sanitizers.
	$(SWIFT) build $(RELEASE) --product echelle-fuzz
	.build/release/echelle-fuzz --inputs 10000000
	$(MAKE) check-kernels ROUNDS=5000000
	ECHELLE_KILLS=200 $(SWIFT) test -c release --disable-xctest $(DEVELOPMENT) \
	  --filter 'BatchEnduranceTests|InterruptionTests'
	@# Leak detection is off: the option parser is still allocated when the command exits.
	ASAN_OPTIONS=detect_leaks=0 $(SWIFT) test --disable-xctest --sanitize address --scratch-path .build/address
	TSAN_OPTIONS=suppressions=$(CURDIR)/Tests/thread-sanitizer.txt \
	  $(SWIFT) test --disable-xctest --sanitize thread --scratch-path .build/thread

bench: build .build/benchmarks-venv/installed .build/benchmarks/ceres  ## Benchmark Echelle against other programs.
	$(SWIFT) build $(RELEASE) --product echelle-benchmark
	.build/benchmarks-venv/bin/python Benchmarks/run.py

bench-growth: build  ## Measure how time grows with batches, curves and large tables.
	python3 Benchmarks/growth.py $(ECHELLE)

calibration: build  ## Measure how often intervals of forecasts hold, on the described sweeps.
	$(ECHELLE) calibration

coverage: build  ## Measure how often intervals contain the truth, on designs with a known law.
	$(PYTHON) Benchmarks/coverage.py $(ECHELLE)

certify: build .build/certify-venv/installed  ## Count the correct digits of NIST's certified values, against other programs.
	.build/certify-venv/bin/python Benchmarks/certify/certify.py $(if $(PROBLEMS),--problems $(PROBLEMS))

notebooks: build .build/test-venv/installed  ## Regenerate notebooks-export/ with this build.
	@.scripts/install-packages $(DRAWING)
	.build/test-venv/bin/python .scripts/export-notebooks $(ECHELLE) notebooks-export

schemas: packages  ## Regenerate the JSON Schemas of the documents from their types.
	ECHELLE_RENEW_SCHEMAS=1 $(SWIFT) test --disable-xctest --filter DocumentSchemaTests

lint:  ## Check the format of every Swift source.
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests Benchmarks

format:  ## Format every Swift source in place.
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests Benchmarks

docs: packages  ## Build the libraries' documentation in .build/documentation.
	mkdir -p .build/documentation
	$(SWIFT) package $(DEVELOPMENT) --allow-writing-to-directory .build/documentation \
	  generate-documentation $(addprefix --target ,$(LIBRARIES)) --warnings-as-errors \
	  --enable-experimental-combined-documentation --output-path .build/documentation
	install -d .build/documentation/schemas
	install -m 644 $(SCHEMAS)/*.json .build/documentation/schemas

# The manual generator is built with the command's flags: the plugin of the same name would rebuild
# the command with other flags and replace this build.
install: build  ## Install the command, completions, manual, datasets and schemas under PREFIX.
	$(SWIFT) build $(RELEASE) --product generate-manual
	@.scripts/install $(ECHELLE) .build/release/generate-manual "$(DESTDIR)$(PREFIX)"

uninstall:  ## Remove what `make install` put under PREFIX.
	@.scripts/uninstall "$(DESTDIR)$(PREFIX)"

clean:  ## Remove all build products.
	rm -rf .build

requirements:  ## Upgrade the locked versions of the Python packages.
	.scripts/lock-requirements --upgrade Tests/requirements.in Benchmarks/requirements.in \
	  Benchmarks/certify/requirements.in

# One virtual environment per purpose, rebuilt when its list of packages changes.
.build/test-venv/installed: Tests/requirements.txt
	.scripts/make-virtual-environment $(PYTHON) .build/test-venv $<
	touch $@

.build/benchmarks-venv/installed: Benchmarks/requirements.txt
	.scripts/make-virtual-environment $(PYTHON) .build/benchmarks-venv $<
	touch $@

.build/certify-venv/installed: Benchmarks/certify/requirements.txt
	.scripts/make-virtual-environment $(PYTHON) .build/certify-venv $<
	touch $@

.build/kernels/check-kernels: $(wildcard Tests/Kernels/*) $(wildcard Sources/CKernels/*.[ch]) \
    $(wildcard Sources/CKernels/include/*) $(wildcard Sources/CPlatform/*.c Sources/CPlatform/include/*)
	mkdir -p $(@D)
	$(CLANG) -std=gnu17 -g -O1 -Wall -Wextra -Werror -fsanitize=address,undefined \
	  -fno-sanitize-recover=all -I Sources/CKernels/include -I Sources/CPlatform/include \
	  $(filter %.c,$^) -fuse-ld=lld -lm -o $@

.build/benchmarks/ceres: Benchmarks/rivals/ceres.cpp
	@.scripts/install-packages g++ pkg-config libceres-dev
	mkdir -p $(@D)
	$(CXX) -std=c++17 -O3 $< -o $@ $$(pkg-config --cflags --libs eigen3 libglog) -lceres
