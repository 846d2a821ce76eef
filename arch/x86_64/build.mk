# arch/x86_64: the bootable kernel, build/isobar.elf, and the disc that GRUB starts it from.
#
# MODULES are the programs on the disc, init first; a test that needs others calls tools/mkiso.

X86_WINDOW_BASE := 0xffff800000000000
X86_DEFINES := -DISOBAR_WINDOW_BASE=$(X86_WINDOW_BASE)ul -Ikernel -Iarch/x86_64
X86_CFLAGS := $(KERNEL_CFLAGS) $(X86_DEFINES) -fcallgraph-info=su
X86_AFLAGS := -g -Wa,--fatal-warnings -DISOBAR_WINDOW_BASE=$(X86_WINDOW_BASE) -Iarch/x86_64
X86_LDFLAGS := -static -nostdlib --gc-sections --build-id=none --fatal-warnings \
    -z max-page-size=4096 -z noexecstack -T arch/x86_64/linker.ld

X86_C := $(sort $(wildcard arch/x86_64/*.c))
X86_S := $(sort $(wildcard arch/x86_64/*.S))
X86_OBJECTS := $(KERNEL_C:%.c=build/x86_64/%.o) $(X86_C:%.c=build/x86_64/%.o) \
    $(X86_S:%.S=build/x86_64/%.o)

X86_CALLS := $(patsubst %.o,%.ci,$(filter-out $(X86_S:%.S=build/x86_64/%.o),$(X86_OBJECTS)))

# STACK_SIZE and TRAP_STACK_SIZE (registers.h) less the frame that entry.S makes, and for the first
# less a second trap on top of it: an exception in the kernel prints on the stack that it finds.
X86_TRAP_STACK := 3840
X86_STACK := 12288

MODULES ?= build/user/init.mod build/user/peer.mod

build/x86_64/%.o: %.c $(BUILD_FILES)
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(Q)$(CC) $(X86_CFLAGS) -MMD -MP -c $< -o $@

build/x86_64/%.o: %.S $(BUILD_FILES)
	@mkdir -p $(@D)
	$(call say,AS,$@)
	$(Q)$(CC) $(X86_AFLAGS) -MMD -MP -c $< -o $@

build/isobar.elf: $(X86_OBJECTS) arch/x86_64/linker.ld tools/stack
	$(call say,LD,$@)
	$(Q)$(LD) $(X86_LDFLAGS) -o $@ $(X86_OBJECTS)
	$(Q)tools/stack $(X86_STACK) 'x86_start kernel_enter power_off' $(X86_CALLS)
	$(Q)tools/stack $(X86_TRAP_STACK) trap_panic $(X86_CALLS)

build/isobar.iso: build/isobar.elf $(MODULES) build/modules arch/x86_64/grub.cfg tools/mkiso
	$(call say,ISO,$@)
	$(Q)tools/mkiso $@ build/isobar.elf $(MODULES)

# What MODULES was: the disc is made anew when it names others.
build/modules: always
	@mkdir -p $(@D)
	@echo '$(MODULES)' | cmp -s - $@ || echo '$(MODULES)' > $@

# The boot tests start other programs too.
test-boot: user

.PHONY: always

-include $(X86_OBJECTS:.o=.d)
