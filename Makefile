# Everything Echelle needs from a shell. `make help` lists the targets.

SWIFT ?= swift
PYTHON ?= python3
# Swift's own: the vectors of the kernels are Clang's.
CLANG ?= $(dir $(realpath $(shell command -v $(SWIFT))))clang
PREFIX ?= /usr/local
DESTDIR ?=

# The command is linked statically, which starts faster and needs no Swift on the machine it is
# installed on. Tests need the dynamic libraries, and SwiftPM would rebuild everything at each
# change from one to the other: they have a build folder of their own.
#
# C is compiled with checks of buffers and of the stack. What the program calls is bound before it
# starts, after which the table of it is read-only.
# Swift reads C's headers as if for no optimisation, without the checked functions, which differ
# between modules.
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
# What draws the figures of reports, and what tests look at them with.
DRAWING := gnuplot-nox fonts-inter
TESTING := $(DRAWING) chromium default-jre-headless libxml2-utils slurm-wlm munge \
  texlive-latex-base texlive-latex-recommended
LIBRARIES := LinearAlgebra Statistics LeastSquares Formulas Tables TrainingRuns TrainingLogs \
  Architectures ScalingLaws Studies EnergyModel Planning Documents Reporting Batch \
  Echelle

ifeq ($(shell uname -s),Darwin)
export PKG_CONFIG_PATH := $(shell brew --prefix openblas 2>/dev/null)/lib/pkgconfig:$(PKG_CONFIG_PATH)
endif

.DEFAULT_GOAL := build
.PHONY: schemas help packages build demo test check-install check-kernels check-long bench bench-growth certify requirements notebooks lint format docs install uninstall clean

help:  ## List the targets.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

packages:  ## Install the missing system packages (apt or brew), and say which.
	@.scripts/install-packages $(PACKAGES)

# Its symbols go into .build/release/echelle.debug.
build: packages  ## Build the command, optimised: .build/release/echelle.
	$(SWIFT) build $(RELEASE) --product echelle
	@.scripts/strip-program $(ECHELLE)

demo: build  ## Fit the published Chinchilla runs, plan from them, and report to .build/demo.
	@.scripts/install-packages $(DRAWING)
	$(ECHELLE) fit hoffmann2022 --report .build/demo --force
	$(ECHELLE) plan hoffmann2022 --compute 5.76e23

test: packages .build/test-venv/installed  ## Run all tests, optimised.
	@.scripts/install-packages $(TESTING)
	$(SWIFT) test -c release --disable-xctest $(DEVELOPMENT)

# The C code on its own, where the sanitizers see every byte.
check-kernels: .build/kernels/check-kernels  ## Run the C code on random and extreme inputs under the sanitizers.
	$< $(or $(ROUNDS),200000)

check-install: build  ## Check the program that was built, and that it installs and uninstalls cleanly.
	$(SWIFT) build $(RELEASE) --product generate-manual
	@Tests/check-install $(ECHELLE) .build/release/generate-manual

check-long: packages  ## Run ten million arbitrary inputs, 200 kills, and the tests under the sanitizers.
	$(SWIFT) build $(RELEASE) --product echelle-fuzz
	.build/release/echelle-fuzz --inputs 10000000
	$(MAKE) check-kernels ROUNDS=5000000
	ECHELLE_KILLS=200 $(SWIFT) test -c release --disable-xctest $(DEVELOPMENT) \
	  --filter 'BatchEnduranceTests|InterruptionTests'
	@# Leaks are not looked for: what parses the command's options is still there when it ends.
	ASAN_OPTIONS=detect_leaks=0 $(SWIFT) test --disable-xctest --sanitize address --scratch-path .build/address
	TSAN_OPTIONS=suppressions=$(CURDIR)/Tests/thread-sanitizer.txt \
	  $(SWIFT) test --disable-xctest --sanitize thread --scratch-path .build/thread

bench: build .build/benchmarks-venv/installed .build/benchmarks/ceres  ## Measure Echelle and its rivals.
	$(SWIFT) build $(RELEASE) --product echelle-benchmark
	.build/benchmarks-venv/bin/python Benchmarks/run.py

bench-growth: build  ## Measure how batches, curves and large tables grow.
	python3 Benchmarks/growth.py $(ECHELLE)

certify: build .build/certify-venv/installed  ## Count digits of NIST's certified values, beside rivals.
	.build/certify-venv/bin/python Benchmarks/certify/certify.py $(if $(PROBLEMS),--problems $(PROBLEMS))

notebooks: build .build/test-venv/installed  ## Renew notebooks-export/ with this build.
	@.scripts/install-packages $(DRAWING)
	.build/test-venv/bin/python .scripts/export-notebooks $(ECHELLE) notebooks-export

schemas: packages  ## Write the JSON Schemas of the documents anew from their types.
	ECHELLE_RENEW_SCHEMAS=1 $(SWIFT) test --disable-xctest --filter DocumentSchemaTests

lint:  ## Check the format of every Swift source.
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests Benchmarks

format:  ## Format every Swift source in place.
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests Benchmarks

docs: packages  ## Write the libraries' documentation to .build/documentation.
	mkdir -p .build/documentation
	$(SWIFT) package $(DEVELOPMENT) --allow-writing-to-directory .build/documentation \
	  generate-documentation $(addprefix --target ,$(LIBRARIES)) --warnings-as-errors \
	  --enable-experimental-combined-documentation --output-path .build/documentation
	install -d .build/documentation/schemas
	install -m 644 $(SCHEMAS)/*.json .build/documentation/schemas

# The manual's own tool is built with the command's flags: the plugin of the same name would
# rebuild the command with others, and leave that build in place of this one.
install: build  ## Install under PREFIX: the command, completions, manual, datasets and schemas.
	$(SWIFT) build $(RELEASE) --product generate-manual
	@.scripts/install $(ECHELLE) .build/release/generate-manual "$(DESTDIR)$(PREFIX)"

uninstall:  ## Remove what install put under PREFIX.
	@.scripts/uninstall "$(DESTDIR)$(PREFIX)"

clean:  ## Remove everything that was built.
	rm -rf .build

requirements:  ## Lock the Python packages again, in newer versions where they allow it.
	.scripts/lock-requirements --upgrade Tests/requirements.in Benchmarks/requirements.in \
	  Benchmarks/certify/requirements.in

# A virtual environment per purpose, renewed when its list of packages changes.
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
