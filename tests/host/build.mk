# tests/host: unit tests of the kernel's unchanged sources in a process, under sanitizers; with those
# of the library (tests/library), which tests/library/run runs on what is installed too.
#
# The kernel's objects are joined into one and its data sections renamed, so that the harness can
# see, save and restore everything the kernel remembers outside its windows.

HOST_TEST := build/tests/host/run
HOST_TEST_C := $(filter-out %/alias.c %/alone.c,$(wildcard tests/host/*.c tests/library/*.c)) $(HOST_C)
HOST_TEST_OBJECTS := $(HOST_TEST_C:%.c=build/tests/host/%.o)
HOST_TEST_KERNEL := $(KERNEL_C:%.c=build/tests/host/%.o)
ALIAS_OBJECTS := $(addprefix build/tests/host/alias-,sound.o typed.o extern.o)

build/tests/host/kernel/%.o: kernel/%.c $(BUILD_FILES)
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(Q)$(CC) $(HOST_KERNEL_CFLAGS) $(SANITIZE) -MMD -MP -c $< -o $@

build/tests/host/kernel.o: $(HOST_TEST_KERNEL)
	$(Q)$(LD) -r -o $@.joined $^
	$(Q)$(OBJCOPY) --rename-section .bss=kernel_bss --rename-section .data=kernel_data $@.joined $@

# Made of kernel/abi.h (user/build.mk).
build/tests/host/tests/host/reached.o: HOST_CFLAGS += -Ibuild/abi
build/tests/host/tests/host/reached.o: | build/abi/names.h

build/tests/host/tests/%.o: tests/%.c $(BUILD_FILES)
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(Q)$(CC) $(HOST_CFLAGS) $(SANITIZE) -MMD -MP -c $< -o $@

build/tests/host/arch/%.o: arch/%.c $(BUILD_FILES)
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(Q)$(CC) $(HOST_CFLAGS) $(SANITIZE) -MMD -MP -c $< -o $@

# The same function three times: as the kernel is built, and in the two ways that miscompile.
build/tests/host/alias-sound.o: tests/host/alias.c kernel/window.h $(BUILD_FILES)
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(Q)$(CC) $(HOST_KERNEL_CFLAGS) -DALIAS=alias_sound -c $< -o $@

build/tests/host/alias-typed.o: tests/host/alias.c kernel/window.h $(BUILD_FILES)
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(Q)$(CC) $(HOST_KERNEL_CFLAGS) -fstrict-aliasing -DALIAS=alias_typed -c $< -o $@

build/tests/host/alias-extern.o: tests/host/alias.c kernel/window.h $(BUILD_FILES)
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(Q)$(CC) $(HOST_KERNEL_CFLAGS) -DALIAS=alias_extern -DALIAS_EXTERN -c $< -o $@

$(HOST_TEST): $(HOST_TEST_OBJECTS) build/tests/host/kernel.o $(ALIAS_OBJECTS)
	$(call say,LINK,$@)
	$(Q)$(CC) $(SANITIZE) -no-pie $^ -o $@ \
	    -Wl,--defsym=alias_flag_array=alias_memory -Wl,--defsym=alias_word_array=alias_memory

-include $(HOST_TEST_OBJECTS:.o=.d) $(HOST_TEST_KERNEL:.o=.d)
