# arch/host: the kernel as a library, whole and in parts, and its installation.
#
# The window base stays clear of AddressSanitizer's shadow memory (0x7fff8000 .. 0x10007fff7fff).

HOST_WINDOW_BASE := 0x200000000000ul
SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
# Windows of a page-aligned type start inside the page: alignment is the one check that cannot hold.
SANITIZE += -fno-sanitize=alignment

HOST_DEFINES := -DISOBAR_WINDOW_BASE=$(HOST_WINDOW_BASE) -Ikernel -Iarch/host
HOST_KERNEL_CFLAGS := $(KERNEL_CFLAGS) $(HOST_DEFINES)
HOST_CFLAGS := $(WARNINGS) -std=c11 -D_GNU_SOURCE -O2 -g -fno-strict-aliasing -fno-pie \
    $(HOST_DEFINES)

HOST_C := $(sort $(wildcard arch/host/*.c))

# The parts, each with what it stands on, what it has, and what it is. `calls` has the rest.
COMPONENTS := host page arena list paging objects tlb calls
REQUIRES_page := host
REQUIRES_arena := page
REQUIRES_list := page
REQUIRES_paging := page
REQUIRES_objects := list paging
REQUIRES_tlb := objects
REQUIRES_calls := tlb
FILES_host := $(addprefix arch/host/,library machine mmu window)
FILES_page := $(addprefix kernel/,frame chain cut block merge page superpage zero)
FILES_arena := kernel/arena
FILES_list := kernel/list
FILES_paging := $(addprefix kernel/,pte table split split_walk walk user_page paging large \
                large_walk large_page destroy)
FILES_objects := $(addprefix kernel/,thread family process endpoint handoff ipc)
FILES_tlb := kernel/tlb
FILES_calls := $(filter-out $(foreach c,$(COMPONENTS),$(FILES_$(c))),$(KERNEL_C:.c=) $(HOST_C:.c=))
TEXT_host := memory behind the windows, hypercalls, a software MMU
TEXT_page := the frame allocator, superpages included
TEXT_arena := slots smaller than a page
TEXT_list := FIFO lists of threads
TEXT_paging := page tables
TEXT_objects := threads, processes, endpoints
TEXT_tlb := what CPUs remember of page tables
TEXT_calls := booting, traps, system calls

HOST_OBJECTS := $(foreach c,$(COMPONENTS),$(FILES_$(c):%=build/host/%.o))
LIBRARIES := $(COMPONENTS:%=build/host/libisobar-%.a) build/host/libisobar.a

build/host/kernel/%.o: kernel/%.c $(BUILD_FILES)
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(Q)$(CC) $(HOST_KERNEL_CFLAGS) -MMD -MP -c $< -o $@

build/host/arch/%.o: arch/%.c $(BUILD_FILES)
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(Q)$(CC) $(HOST_CFLAGS) -MMD -MP -c $< -o $@

# The whole keeps the kernel's names to itself: only isobar_* can meet those of a program.
build/host/isobar.o: $(HOST_OBJECTS)
	$(Q)$(LD) -r -o $@ $^
	$(Q)$(OBJCOPY) --wildcard --keep-global-symbol='isobar_*' $@

build/host/libisobar.a: build/host/isobar.o

define component
build/host/libisobar-$(1).a: $(FILES_$(1):%=build/host/%.o)
endef
$(foreach c,$(COMPONENTS),$(eval $(call component,$(c))))

# An archive is made anew: one that is updated keeps members that have gone.
$(LIBRARIES):
	$(call say,AR,$@)
	$(Q)rm -f $@
	$(Q)$(AR) rcs $@ $^

PREFIX ?= /usr/local
VERSION := 0.1
DEST = $(DESTDIR)$(abspath $(PREFIX))
HEADERS := $(filter-out %_lemmas.h,$(wildcard kernel/*.h)) arch/host/host.h \
    arch/host/isobar/isobar.h
CALL_HEADERS := $(wildcard kernel/syscall/*.h)
EXAMPLES := $(wildcard docs/examples/*.c)
INCLUDE_DIR := include/isobar
EXAMPLE_DIR := share/doc/isobar/examples
PACKAGES := isobar $(COMPONENTS:%=isobar-%)
# Whoever includes a header with windows in it must be compiled as the kernel is in this respect.
WINDOW_CFLAGS := -DISOBAR_WINDOW_BASE=$${window_base} -fno-strict-aliasing

# The description of package $(1): requires $(2), further flags $(3), what it is $(4).
define pkgconfig
@sed -e 's|@PREFIX@|$(abspath $(PREFIX))|' -e 's|@BASE@|$(HOST_WINDOW_BASE)|' -e 's|@NAME@|$(1)|' \
    -e 's|@VERSION@|$(VERSION)|' -e 's|@REQUIRES@|$(2)|' -e 's|@CFLAGS@|$(3)|' \
    -e 's|@TEXT@|$(4)|' arch/host/isobar.pc.in > $(DEST)/lib/pkgconfig/$(1).pc

endef

install: setup-build $(LIBRARIES) ## the library, its parts, headers and examples, to PREFIX
	@install -d $(addprefix $(DEST)/,lib/pkgconfig $(INCLUDE_DIR)/syscall $(EXAMPLE_DIR))
	@install -m 644 $(LIBRARIES) $(DEST)/lib
	@install -m 644 $(HEADERS) $(DEST)/$(INCLUDE_DIR)
	@install -m 644 $(CALL_HEADERS) $(DEST)/$(INCLUDE_DIR)/syscall
	@install -m 644 $(EXAMPLES) $(DEST)/$(EXAMPLE_DIR)
	$(call pkgconfig,isobar,,,the kernel as a library)
	$(foreach c,$(COMPONENTS),$(call \
	    pkgconfig,isobar-$(c),$(REQUIRES_$(c):%=isobar-%),$(WINDOW_CFLAGS),$(TEXT_$(c))))
	$(call say,INSTALL,$(DEST))

uninstall: ## what `make install` with the same PREFIX and DESTDIR put there
	@rm -f $(addprefix $(DEST)/lib/,$(notdir $(LIBRARIES))) $(PACKAGES:%=$(DEST)/lib/pkgconfig/%.pc) \
	    $(addprefix $(DEST)/$(INCLUDE_DIR)/,$(notdir $(HEADERS)) $(CALL_HEADERS:kernel/%=%)) \
	    $(addprefix $(DEST)/$(EXAMPLE_DIR)/,$(notdir $(EXAMPLES)))
	@for d in $(addprefix $(DEST)/,$(INCLUDE_DIR)/syscall $(INCLUDE_DIR) $(EXAMPLE_DIR) \
	    $(dir $(EXAMPLE_DIR))); do [ ! -d $$d ] || rmdir --ignore-fail-on-non-empty $$d; done

.PHONY: install uninstall

-include $(HOST_OBJECTS:.o=.d)
