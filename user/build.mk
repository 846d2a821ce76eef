# user/build.mk: every program of user space, as a module that the kernel can load.
#
# Included by the Makefile; `make` there, or any of $(USER_MODULES). Programs share nothing but
# kernel/abi.h with the kernel, and use no SSE: its registers are not saved per thread.

BUILD ?= build
USER_BUILD := $(BUILD)/user
ABI_BUILD := $(BUILD)/abi

OBJCOPY ?= objcopy
USER_CFLAGS := -std=c11 -O2 -g -Wall -Wextra -Werror -ffreestanding -mgeneral-regs-only \
    -mno-red-zone -fno-pic -fno-pie -fno-stack-protector -fno-asynchronous-unwind-tables \
    -fno-tree-loop-distribute-patterns -fcf-protection=none -ffunction-sections \
    -iquote user/lib -iquote user/init -iquote user/tests -iquote user/hostile \
    -iquote $(ABI_BUILD) -iquote kernel
USER_LDFLAGS := -static -nostdlib -no-pie -Wl,--build-id=none -Wl,-z,noexecstack \
    -Wl,-z,norelro -Wl,--no-warn-rwx-segments -Wl,--gc-sections -T user/module.ld

USER_LIB := user/lib/crt0.c user/lib/memory.c user/lib/print.c

# The demo, and inits and peers that go with it.
USER_SRC_init := user/init/init.c user/init/family.c
USER_SRC_peer := user/init/peer.c
USER_SRC_survivor := user/init/survivor.c
USER_SRC_fault := user/init/fault.c
# The tests.
USER_SRC_wfault := user/tests/wfault.c
USER_SRC_xfault := user/tests/xfault.c
USER_SRC_helper := $(addprefix user/tests/, helper.c die.c stale.c)
USER_SRC_systest := $(addprefix user/tests/, systest.c test.c calls.c registers.S memory.c \
    spread.c range.c full.c churn.c ipc.c try.c order.c notify.c endpoints.c spawn.c kill.c \
    child.c abandoned.c)
USER_SRC_deaths := user/tests/deaths.c user/tests/test.c user/tests/full.c
USER_SRC_tlb := user/tests/tlb.c user/tests/test.c
USER_SRC_sizes := $(addprefix user/tests/, sizes.c large.c test.c full.c)
USER_SRC_parts := $(addprefix user/tests/, parts.c large.c test.c full.c)
USER_SRC_bench := user/tests/bench.c
# Programs that mean harm, and one that does not.
USER_SRC_hostile := $(addprefix user/hostile/, main.c judge.c offender.c calls.c messages.c \
    notifications.c memory.c fill.c processes.c kills.c programs.c faults.c state.c \
    instructions.c) \
    $(addprefix user/tests/, child.c large.c test.c full.c registers.S)
USER_SRC_honest := user/hostile/honest.c

USER_PROGRAMS := init peer survivor fault wfault xfault helper systest deaths tlb sizes parts \
    bench hostile honest
USER_MODULES := $(USER_PROGRAMS:%=$(USER_BUILD)/%.mod)

# What to boot together; the first of each is init. The ISO's rules, read later, depend on these.
user_modules = $(1:%=$(USER_BUILD)/%.mod)
SYSTEM_demo := $(call user_modules,init peer)
SYSTEM_survivor := $(call user_modules,survivor fault)
SYSTEM_systest := $(call user_modules,systest helper helper helper helper fault wfault xfault)
SYSTEM_deaths := $(call user_modules,deaths helper helper helper helper helper helper helper)
SYSTEM_tlb := $(call user_modules,tlb helper helper helper helper helper helper helper)
SYSTEM_sizes := $(call user_modules,sizes helper helper helper helper)
SYSTEM_parts := $(call user_modules,parts helper helper helper helper helper helper)

user_objects = $(patsubst user/%,$(USER_BUILD)/%.o,$(USER_LIB) $(USER_SRC_$(1)))

# What kernel/abi.h and those that it includes say of the calls, for C: stubs.h and names.h.
ABI_SOURCES := $(wildcard kernel/abi.h kernel/abi_*.h)
ABI_HEADERS := $(ABI_BUILD)/stubs.h $(ABI_BUILD)/names.h
$(ABI_HEADERS): $(ABI_BUILD)/%.h: $(ABI_SOURCES) tools/abi.py tools/description.py tools/stubs
	@mkdir -p $(@D)
	$(call say,ABI,$@)
	$(Q)tools/stubs $* kernel/abi.h > $@

$(USER_BUILD)/%.c.o: user/%.c user/build.mk | $(ABI_HEADERS)
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(Q)$(CC) $(USER_CFLAGS) -MMD -MP -c -o $@ $<

$(USER_BUILD)/%.S.o: user/%.S user/build.mk
	@mkdir -p $(@D)
	$(call say,AS,$@)
	$(Q)$(CC) -c -o $@ $<

# The file must be exactly the pages that its header counts.
$(USER_BUILD)/%.mod: $(USER_BUILD)/%.elf
	$(call say,MOD,$@)
	$(Q)$(OBJCOPY) -O binary $< $@
	@set -- $$(od -A n -t u8 -j 16 -N 16 $@) $$(stat -c %s $@); \
	    test $$((($$1 + $$2) * 4096)) = $$3 || { echo "$@: $$3 bytes"; rm $@; exit 1; }

define user_program
$(USER_BUILD)/$(1).elf: $(call user_objects,$(1)) user/module.ld
	$$(call say,LD,$$@)
	$$(Q)$(CC) $(USER_CFLAGS) $(USER_LDFLAGS) -o $$@ $(call user_objects,$(1))
-include $(patsubst %.o,%.d,$(filter %.c.o,$(call user_objects,$(1))))
endef
$(foreach program,$(USER_PROGRAMS),$(eval $(call user_program,$(program))))

.PHONY: user
user: $(USER_MODULES)
