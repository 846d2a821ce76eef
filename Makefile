# The front door. `make help` lists what it opens; the rules that build live beside what they build
# (arch/*/build.mk, user/build.mk, tests/host/build.mk). V=1 shows commands.

CC := gcc
OBJCOPY := objcopy
BUILD := build
ISO := build/isobar.iso
Q := $(if $(V),,@)
say = @printf '  %-7s %s\n' $(1) $(2)

WARNINGS := -Wall -Wextra -Werror
# What the proof relies on the compiler not to do; proofs/ledger says why, tests/host/alias.c tries.
SOUND_CFLAGS := -fno-strict-aliasing -mgeneral-regs-only -mno-red-zone -fno-pic -fno-pie
KERNEL_CFLAGS := -std=c11 -O2 -g $(WARNINGS) -ffreestanding $(SOUND_CFLAGS) -mcmodel=kernel \
    -fno-stack-protector -fno-asynchronous-unwind-tables -fno-tree-loop-distribute-patterns \
    -ffunction-sections
KERNEL_C := $(sort $(wildcard kernel/*.c kernel/syscall/*.c))
BUILD_FILES := $(wildcard Makefile arch/*/build.mk tests/host/build.mk tests/fuzz/build.mk)

all: build
include $(BUILD_FILES:Makefile=)
include user/build.mk
include tests/differential/build.mk
.DEFAULT_GOAL := all
.DELETE_ON_ERROR:

# `make prove-lab 1`: the number is an argument, so as a target it does nothing.
LAB_TARGETS := prove-lab run-lab
ifneq ($(filter $(LAB_TARGETS),$(firstword $(MAKECMDGOALS))),)
LAB := $(word 2,$(MAKECMDGOALS))
ifneq ($(LAB),)
.PHONY: $(LAB)
$(LAB):
	@:
endif
endif
need_lab = $(if $(LAB),,$(error which lab? for example: make $@ 1))

##@ Run
run: setup-build setup-boot $(ISO) ## boot the demo in QEMU (Ctrl-C ends it)
	@tools/qemu $(ISO)
debug: setup-build setup-boot $(ISO) ## boot it in QEMU, halted, with gdb attached
	@tools/debug $(ISO) $(BUILD)/isobar.elf
bochs: setup-build setup-boot $(ISO) ## boot it in Bochs
	@tools/bochs $(ISO)
bochs-debug: setup-build setup-boot $(ISO) ## boot it in Bochs' debugger, with symbols
	@tools/bochs --debug $(ISO)

##@ Build
EVERYTHING := $(ISO) $(USER_MODULES) $(LIBRARIES)
build: setup-build setup-boot $(EVERYTHING) ## kernel, user space, disc image, library
docs: setup-docs ## the site, in build/docs/index.html
	@docs/build $(BUILD)/docs
compile_commands.json: setup-build ## how each file is compiled, for editors
	@$(MAKE) -Bn --no-print-directory build $(HOST_TEST) | tools/compile-commands > $@
format: setup-format ## lay the C sources out by .clang-format
	@clang-format -i $(FORMAT_C)
format-check: setup-format ## what `make format` would change, and what it cannot: long annotations
	@clang-format --dry-run --Werror $(FORMAT_C)
	@awk 'length > 100 { print FILENAME ":" FNR ": over 100 columns"; n = 1 } END { exit n }' $(FORMAT_C)
clean: ## remove everything that make made
	rm -rf $(BUILD) compile_commands.json

##@ Test
test: setup ## everything below; ends with `N passed, N failed`
	+@MAKE='$(MAKE)' tests/run build format-check test-abi test-host test-library test-fuzz \
	    test-boot test-differential bench test-labs prove prove-mutants-sample manifest docs
test-abi: setup-build ## kernel/abi.h as it is described, and bad descriptions
	@tests/abi/run
test-host: setup-build $(HOST_TEST) ## the kernel's sources in a process, under sanitizers
	@rm -f build/tests/reached
	@ISOBAR_REACHED=build/tests/reached $(HOST_TEST)
test-library: setup-build setup-library $(LIBRARIES) ## the library as installed
	+@MAKE='$(MAKE)' tests/library/run
test-fuzz: setup-build $(FUZZ) ## 1000000 random calls against a model; every allocation fails
	+@MAKE='$(MAKE)' tests/fuzz/run
test-boot: setup-build setup-boot $(EVERYTHING) ## boot tests in QEMU and in Bochs
	@tests/boot/run
test-differential: setup-build setup-boot $(DIFFERENTIAL_BUILT) ## the same calls here, in QEMU and in Bochs
	@tests/differential/run --controls --seeds 26,27,29
bench: setup-build setup-boot $(EVERYTHING) ## exact instruction counts under QEMU, against limits
	@tests/bench/run
test-labs: setup-prove ## every state of every lab: starter, solution, cheats, mutants
	@tests/labs/run

##@ Fuzz
soak: setup-build build/fuzz/fuzz ## random calls for long, in several shards (CALLS=n, SEED=n, SHARDS=n)
	@build/fuzz/fuzz -v -n $(CALLS) -s $(SEED) -j $(SHARDS)
fuzz: setup-build fuzz-engine $(LIBFUZZER) ## libFuzzer, until it is stopped (FLAGS=its options)
	@mkdir -p build/fuzz/found
	@$(LIBFUZZER) -rss_limit_mb=0 -max_len=8192 -len_control=0 $(FLAGS) \
	    build/fuzz/found tests/fuzz/corpus/bytes
differential: setup-build setup-boot $(DIFFERENTIAL_BUILT) ## random calls here and on both machines (COUNT=n, SEED=n, SHRINK=seconds)
	@tests/differential/run --shrink $(SHRINK) --seeds $(SEED)-$$(($(SEED) + $(COUNT) - 1))
coverage: setup-build $(COVERED_RUNS) ## lines and branches of kernel/ that random testing reaches
	@tests/fuzz/coverage
fuzz-mutants: setup-build build/fuzz/fuzz ## which seeded bugs do random calls find? (SECONDS=n each)
	@$(FUZZ_MUTANTS) $(if $(SECONDS),-t $(SECONDS)) $(NAMES)

##@ Prove
prove: setup-prove ## the gate: all goals, floors, ledger (F=file, FN=function, S=subsystem: only that)
	@proofs/prove $(if $(F),F=$(F)) $(if $(FN),FN=$(FN)) $(if $(S),S=$(S))
prove-cold: setup-prove ## the same from an empty cache
	@proofs/prove --cold
manifest: $(ISO) ## is the image built from the very sources that `make prove` proved?
	@proofs/manifest check
prove-mutants: setup-prove ## seeded bugs that the proof must reject
	@proofs/prove --mutants
prove-mutants-sample: setup-prove ## one of them for each subsystem
	@proofs/prove --mutants sample

##@ Learn
prove-lab: setup-prove ## grade a lab: make prove-lab 1 (or prove-lab-1)
	$(need_lab)@labs/grade $(LAB)
run-lab: setup-boot setup-build ## boot the kernel with your lab in place: make run-lab 1
	$(need_lab)@labs/run $(LAB)

##@ Set up
setup: ## install every Debian package that something here needs
	@tools/setup
help: ## this list
	@awk -f tools/help.awk $(MAKEFILE_LIST)

prove-lab-%: setup-prove
	@labs/grade $*
run-lab-%: setup-boot setup-build
	@labs/run $*
setup-%:
	@tools/setup $*

FORMAT_C = $(shell find kernel arch user tests docs -name '*.[ch]')

.PHONY: all run debug bochs bochs-debug build docs format format-check clean test test-abi \
    test-host test-library test-fuzz test-boot test-differential bench test-labs soak fuzz \
    differential coverage fuzz-mutants prove prove-cold manifest prove-mutants \
    prove-mutants-sample prove-lab run-lab setup help compile_commands.json
