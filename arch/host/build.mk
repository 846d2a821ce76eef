# arch/host: the kernel as a library, build/host/libisobar.a, and its checked twin for tests/host.
#
# The window base stays clear of AddressSanitizer's shadow memory (0x7fff8000 .. 0x10007fff7fff).

HOST_WINDOW_BASE := 0x200000000000ul
SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
# Windows of a page-aligned type start inside the page: alignment is the one check that cannot hold.
SANITIZE += -fno-sanitize=alignment

HOST_DEFINES := -DISOBAR_WINDOW_BASE=$(HOST_WINDOW_BASE) -Ikernel -Iarch/host
HOST_KERNEL_CFLAGS := $(KERNEL_CFLAGS) $(HOST_DEFINES)
HOST_CFLAGS := $(WARNINGS) -std=c11 -D_GNU_SOURCE -O2 -g -fno-strict-aliasing -fno-pie $(HOST_DEFINES)

HOST_C := $(sort $(wildcard arch/host/*.c))
HOST_OBJECTS := $(KERNEL_C:%.c=build/host/%.o) $(HOST_C:%.c=build/host/%.o)

build/host/kernel/%.o: kernel/%.c $(BUILD_FILES)
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(Q)$(CC) $(HOST_KERNEL_CFLAGS) -MMD -MP -c $< -o $@

build/host/arch/%.o: arch/%.c $(BUILD_FILES)
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(Q)$(CC) $(HOST_CFLAGS) -MMD -MP -c $< -o $@

build/host/libisobar.a: $(HOST_OBJECTS)
	$(call say,AR,$@)
	$(Q)$(AR) rcs $@ $^

-include $(HOST_OBJECTS:.o=.d)
