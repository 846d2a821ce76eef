# tests/differential: the player that scripts are shipped with, a kernel that watches it, and the
# host's side. All kernels are of the objects that build/isobar.elf and the library are of.

DIFFERENTIAL := build/differential
DIFFERENTIAL_FILES := $(BUILD_FILES) tests/differential/build.mk
DIFFERENTIAL_INCLUDES := -Itests/differential -Itests/fuzz
SHARED_C := tests/differential/stage.c tests/differential/tell.c tests/differential/state.c
DIFFERENTIAL_HOST_C := $(SHARED_C) $(addprefix tests/differential/,host.c steps.c limits.c)
DIFFERENTIAL_HOST_OBJECTS := $(DIFFERENTIAL_HOST_C:%.c=$(DIFFERENTIAL)/host.objects/%.o) \
    $(addprefix build/fuzz/tests/fuzz/,generate.o meet.o pc.o script.o setup.o source.o)
WATCH_C := $(SHARED_C) tests/differential/watch.c tests/fuzz/setup.c
WATCH_OBJECTS := $(WATCH_C:%.c=$(DIFFERENTIAL)/watch.objects/%.o)
WATCHED := memory_init kernel_init kernel_enter machine_putc machine_log
PLAYER_OBJECTS := $(addprefix $(DIFFERENTIAL)/player.objects/,player.S.o player.c.o) \
    $(USER_BUILD)/lib/memory.c.o
DIFFERENTIAL_BUILT := $(addprefix $(DIFFERENTIAL)/,host isobar.elf unflushed.elf player.mod)

$(DIFFERENTIAL)/host.objects/%.o: %.c $(DIFFERENTIAL_FILES)
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(Q)$(CC) $(FUZZ_CFLAGS) $(DIFFERENTIAL_INCLUDES) -MMD -MP -c $< -o $@

$(DIFFERENTIAL)/host: $(DIFFERENTIAL_HOST_OBJECTS) $(HOST_OBJECTS)
	$(call say,LINK,$@)
	$(Q)$(CC) -no-pie $^ -o $@

$(DIFFERENTIAL)/watch.objects/%.o: %.c $(DIFFERENTIAL_FILES)
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(Q)$(CC) $(X86_CFLAGS) $(DIFFERENTIAL_INCLUDES) -MMD -MP -c $< -o $@

$(DIFFERENTIAL)/isobar.elf: $(X86_OBJECTS) $(WATCH_OBJECTS) arch/x86_64/linker.ld
	$(call say,LD,$@)
	$(Q)$(LD) $(X86_LDFLAGS) $(WATCHED:%=--wrap=%) -o $@ $(X86_OBJECTS) $(WATCH_OBJECTS)

# A control: what this kernel does wrong must be seen.
$(DIFFERENTIAL)/unflushed.elf: $(X86_OBJECTS) $(WATCH_OBJECTS) $(DIFFERENTIAL)/unflushed.o \
    arch/x86_64/linker.ld
	$(call say,LD,$@)
	$(Q)$(LD) $(X86_LDFLAGS) $(WATCHED:%=--wrap=%) --wrap=machine_flush -o $@ $(X86_OBJECTS) \
	    $(WATCH_OBJECTS) $(DIFFERENTIAL)/unflushed.o

$(DIFFERENTIAL)/unflushed.o: tests/differential/unflushed.S $(DIFFERENTIAL_FILES)
	@mkdir -p $(@D)
	$(call say,AS,$@)
	$(Q)$(CC) $(X86_AFLAGS) -c $< -o $@

$(DIFFERENTIAL)/player.objects/%.o: tests/differential/% $(DIFFERENTIAL_FILES) user/build.mk
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(Q)$(CC) $(USER_CFLAGS) $(DIFFERENTIAL_INCLUDES) -Wa,--fatal-warnings -MMD -MP -c $< -o $@

$(DIFFERENTIAL)/player.elf: $(PLAYER_OBJECTS) user/module.ld
	$(call say,LD,$@)
	$(Q)$(CC) $(USER_CFLAGS) $(USER_LDFLAGS) -o $@ $(PLAYER_OBJECTS)

$(DIFFERENTIAL)/player.mod: $(DIFFERENTIAL)/player.elf
	$(call say,MOD,$@)
	$(Q)$(OBJCOPY) -O binary $< $@

COUNT ?= 30
SHRINK ?= 120

-include $(DIFFERENTIAL_HOST_OBJECTS:.o=.d) $(WATCH_OBJECTS:.o=.d) $(PLAYER_OBJECTS:.o=.d)
