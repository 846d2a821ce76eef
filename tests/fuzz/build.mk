# tests/fuzz: random runs of the library kernel against its model: as the library is built, to be
# fast; under sanitizers, to see more; with gcov's counters; and with a fuzzing engine.

FUZZ_MAINS := fuzz replay bytes shortage boots
FUZZ_C := $(filter-out $(FUZZ_MAINS:%=tests/fuzz/%.c),$(wildcard tests/fuzz/*.c)) \
    tests/host/invariant.c
FUZZ_OBJECTS := $(FUZZ_C:%.c=build/fuzz/%.o)
FUZZ_LINKED := $(FUZZ_OBJECTS) $(HOST_OBJECTS)
FUZZ_SANITIZED := $(FUZZ_C:%.c=build/tests/host/%.o) $(HOST_TEST_KERNEL) \
    $(HOST_C:%.c=build/tests/host/%.o)
FUZZ := $(FUZZ_MAINS:%=build/fuzz/%) $(FUZZ_MAINS:%=build/fuzz/%-sanitized)
# The tests of the host share headers with these.
FUZZ_CFLAGS := $(HOST_CFLAGS) -Itests/host -Ibuild/abi
build/tests/host/tests/fuzz/%.o: HOST_CFLAGS += -Itests/host -Ibuild/abi

build/fuzz/tests/%.o: tests/%.c $(BUILD_FILES)
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(Q)$(CC) $(FUZZ_CFLAGS) -MMD -MP -c $< -o $@

# Made of kernel/abi.h before the first of these is compiled (user/build.mk).
$(FUZZ_C:%.c=build/fuzz/%.o) $(FUZZ_C:%.c=build/tests/host/%.o) \
$(foreach m,$(FUZZ_MAINS),build/fuzz/tests/fuzz/$(m).o build/tests/host/tests/fuzz/$(m).o): \
    | build/abi/names.h

$(FUZZ_MAINS:%=build/fuzz/%): build/fuzz/%: build/fuzz/tests/fuzz/%.o $(FUZZ_LINKED)
	$(call say,LINK,$@)
	$(Q)$(CC) $(FUZZ_LDFLAGS) -no-pie $^ -o $@

$(FUZZ_MAINS:%=build/fuzz/%-sanitized): build/fuzz/%-sanitized: build/tests/host/tests/fuzz/%.o \
    $(FUZZ_SANITIZED)
	$(call say,LINK,$@)
	$(Q)$(CC) $(SANITIZE) $(FUZZ_LDFLAGS) -no-pie $^ -o $@

# Whoever takes frames is seen by the functions that the linker puts in front.
build/fuzz/shortage build/fuzz/shortage-sanitized build/fuzz/covered/shortage: FUZZ_LDFLAGS := \
    -Wl,--wrap=page_alloc -Wl,--wrap=superpage_take

# The kernel with gcov's counters, line by line as it is written.
COVERED := build/fuzz/covered
COVERED_OBJECTS := $(KERNEL_C:%.c=$(COVERED).objects/%.o)
$(COVERED).objects/kernel/%.o: kernel/%.c $(BUILD_FILES)
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(Q)$(CC) $(HOST_KERNEL_CFLAGS) -O0 --coverage -MMD -MP -c $< -o $@
COVERED_MAINS := $(FUZZ_MAINS:%=$(COVERED)/%)
COVERED_RUNS := $(COVERED)/fuzz $(COVERED)/boots $(COVERED)/host
$(COVERED_MAINS): $(COVERED)/%: build/fuzz/tests/fuzz/%.o $(FUZZ_OBJECTS) $(COVERED_OBJECTS) \
    $(HOST_C:%.c=build/host/%.o)
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(CC) --coverage $(FUZZ_LDFLAGS) -no-pie $^ -o $@

# Of the host's tests those with random operations on parts of the kernel that no call reaches.
COVERED_HOST := $(patsubst %,build/fuzz/tests/host/%.o,test harness reached record invariant \
    arena_test list_test page_test superpage_test)
$(COVERED_HOST): | build/abi/names.h
$(COVERED)/host: $(COVERED_HOST) $(COVERED_OBJECTS) $(HOST_C:%.c=build/host/%.o)
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(CC) --coverage -no-pie $^ -o $@

# libFuzzer is part of clang; nothing else here needs clang.
LIBFUZZER := build/fuzz/libfuzzer
LIBFUZZER_FLAGS := -fsanitize=fuzzer,address,undefined -fno-sanitize=alignment \
    -fno-sanitize-recover=all
LIBFUZZER_C := $(FUZZ_C) $(KERNEL_C) $(HOST_C)
LIBFUZZER_OBJECTS := $(LIBFUZZER_C:%.c=$(LIBFUZZER).objects/%.o)
$(LIBFUZZER).objects/kernel/%.o: kernel/%.c $(BUILD_FILES)
	@mkdir -p $(@D)
	$(call say,CLANG,$@)
	$(Q)clang $(filter-out -fno-tree%,$(HOST_KERNEL_CFLAGS)) $(LIBFUZZER_FLAGS) -MMD -MP -c $< -o $@
$(LIBFUZZER).objects/%.o: %.c $(BUILD_FILES) | build/abi/names.h
	@mkdir -p $(@D)
	$(call say,CLANG,$@)
	$(Q)clang $(FUZZ_CFLAGS) $(LIBFUZZER_FLAGS) -MMD -MP -c $< -o $@
$(LIBFUZZER): $(LIBFUZZER_OBJECTS)
	$(call say,LINK,$@)
	$(Q)clang $(LIBFUZZER_FLAGS) -no-pie $^ -o $@

fuzz-engine:
	@echo 'int LLVMFuzzerTestOneInput(void); int LLVMFuzzerTestOneInput(void) { return 0; }' | \
	    clang -x c - -fsanitize=fuzzer -o /dev/null 2>/dev/null || \
	    { echo 'fuzz: libFuzzer is not here: apt-get install clang libclang-rt-14-dev' >&2; exit 1; }

CALLS ?= 100000000
SEED ?= 1
SHARDS ?= $(shell nproc)

# The seeded bugs of proofs/mutants are compiled as the library is.
FUZZ_MUTANTS = CC='$(CC)' KERNEL_FLAGS='$(HOST_KERNEL_CFLAGS)' \
    OBJECTS='build/fuzz/tests/fuzz/fuzz.o $(FUZZ_LINKED)' tests/fuzz/mutants

.PHONY: fuzz-engine

-include $(FUZZ_OBJECTS:.o=.d) $(FUZZ_MAINS:%=build/fuzz/tests/fuzz/%.d) $(LIBFUZZER_OBJECTS:.o=.d)
