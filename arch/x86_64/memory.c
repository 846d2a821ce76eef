/* memory.c: the boot page tables, finished, and the memory behind the frame array.
 *
 * The result is the kernel half of every address space: direct map, frame array, image. What it
 * takes lies in available memory, clear of the image, the modules and everything reserved, and is
 * listed in boot_info for the kernel to check. If there is no room the kernel is told of no frame
 * array, and refuses to boot.
 */
#include "arch.h"
#include "registers.h"
#include "x86.h"

#define SMALL 4096ul
#define LARGE 0x200000ul
#define HUGE 0x40000000ul
#define IMAGE_START 0x100000ul /* nothing is placed below: firmware may still use it */
#define CPUID_HUGE 0x4000000u

/* boot.S */
extern uint64_t boot_root[512], boot_direct[512], boot_image[512], boot_image_directory[512];
extern uint64_t boot_image_table[512], boot_array_directory[512];
extern char boot_stack_top[], debug_stack_top[], nmi_stack_top[];
extern char double_fault_stack_top[], machine_check_stack_top[];
/* linker.ld */
extern char image_begin[], text_begin[], text_end[], rodata_end[], image_end[];

static uint64_t physical(const void *image)
{
    return (uint64_t)image - IMAGE_BASE;
}

static uint64_t round_up(uint64_t a, uint64_t unit)
{
    return (a + unit - 1) / unit * unit;
}

static void use(uint64_t base, uint64_t size)
{
    boot_info.used[boot_info.nused].base = base;
    boot_info.used[boot_info.nused].size = size;
    boot_info.nused++;
}

/* The end of the range if it overlaps at .. at + size, else 0. */
static uint64_t blocks(const struct boot_range *range, uint64_t at, uint64_t size)
{
    uint64_t end = range->base + range->size;

    if (end < range->base)
        end = UINT64_MAX;
    return range->base < at + size && at < end ? end : 0;
}

/* The end of something in use or reserved that overlaps at .. at + size, or 0 if it is clear. */
static uint64_t blocked(uint64_t at, uint64_t size)
{
    uint64_t end = 0;

    for (uint32_t i = 0; i < boot_info.nranges && end == 0; i++)
        if (boot_info.range[i].kind != RANGE_AVAILABLE)
            end = blocks(&boot_info.range[i], at, size);
    for (uint32_t i = 0; i < boot_info.nused && end == 0; i++)
        end = blocks(&boot_info.used[i], at, size);
    for (uint32_t i = 0; i < boot_info.nmodules && i < BOOT_MAX_MODULES && end == 0; i++)
        end = blocks(&boot_info.module[i], at, size);
    return end;
}

/* Find room for size bytes, aligned, in memory that is mapped already; 0 if there is none. The map
 * is as the loader left it, so it may be unsorted and overlap; it is known to fit in boot_info. */
static uint64_t place(uint64_t size, uint64_t alignment)
{
    for (uint32_t i = 0; i < boot_info.nranges; i++) {
        uint64_t base = boot_info.range[i].base, end = base + boot_info.range[i].size;
        uint64_t at = base < IMAGE_START ? IMAGE_START : base;

        if (boot_info.range[i].kind != RANGE_AVAILABLE || end < base)
            continue;
        if (end > DIRECT_BOOT)
            end = DIRECT_BOOT;
        for (at = round_up(at, alignment); at < end && size <= end - at;) {
            uint64_t past = blocked(at, size);

            if (past == 0)
                return at;
            if (past >= end)
                break;
            at = round_up(past, alignment);
        }
    }
    return 0;
}

/* Map the image page by page: code to run, constants to read, the rest to write, and nothing
 * below each stack, so that one which overflows does not run on. The image is no longer mapped
 * where it physically is. */
static void protect_image(void)
{
    uint64_t end = physical(image_end);

    for (uint64_t at = physical(text_begin); at < end; at += SMALL) {
        uint64_t rights = PTE_DATA;

        if (at < physical(text_end))
            rights = PTE_CODE;
        else if (at < physical(rodata_end))
            rights = PTE_CONST;
        boot_image_table[at / SMALL] = at | rights;
    }
    boot_image_table[(physical(boot_stack_top) - STACK_SIZE) / SMALL - 1] = 0;
    boot_image_table[(physical(debug_stack_top) - TRAP_STACK_SIZE) / SMALL - 1] = 0;
    boot_image_table[(physical(nmi_stack_top) - TRAP_STACK_SIZE) / SMALL - 1] = 0;
    boot_image_table[(physical(double_fault_stack_top) - TRAP_STACK_SIZE) / SMALL - 1] = 0;
    boot_image_table[(physical(machine_check_stack_top) - TRAP_STACK_SIZE) / SMALL - 1] = 0;
    boot_image_directory[0] = physical(boot_image_table) | PTE_TABLE;
    boot_image[0] = 0;
    boot_root[0] = 0;
    write_cr3(physical(boot_root));
}

/* Map `count` GiB from `first` on, with one entry each where the processor can, else with one
 * table each; returns whether there was room. */
static int map_direct(uint64_t first, uint64_t count)
{
    uint64_t tables;

    if (cpuid(0x80000001).d & CPUID_HUGE) {
        for (uint64_t i = first; i < first + count; i++)
            boot_direct[i] = i * HUGE | PTE_DATA | PTE_PS;
        return 1;
    }
    tables = place(count * SMALL, SMALL);
    if (tables == 0)
        return 0;
    use(tables, count * SMALL);
    for (uint64_t i = 0; i < count * 512; i++)
        DIRECT(uint64_t, tables)[i] = (first * HUGE + i * LARGE) | PTE_DATA | PTE_PS;
    for (uint64_t i = 0; i < count; i++)
        boot_direct[first + i] = (tables + i * SMALL) | PTE_TABLE;
    return 1;
}

/* The array is mapped by large pages that lie wholly in available memory, but uses of the last one
 * only what it fills. */
static int map_array(uint64_t size)
{
    uint64_t base = place(round_up(size, LARGE), LARGE);

    if (base == 0)
        return 0;
    use(base, round_up(size, SMALL));
    for (uint64_t i = 0; i < round_up(size, LARGE) / LARGE; i++)
        boot_array_directory[i] = (base + i * LARGE) | PTE_DATA | PTE_PS;
    return 1;
}

void memory_init(void)
{
    uint32_t frames = boot_frames();
    uint64_t size = frames * SMALL, mapped = DIRECT_BOOT / HUGE;

    protect_image();
    use(physical(image_begin), image_end - image_begin);
    for (uint32_t i = 0; i < USER_ENTRIES; i++)
        boot_info.kernel_half[i] = boot_root[USER_ENTRIES + i];
    if (frames == 0)
        return;
    if (size > DIRECT_BOOT && !map_direct(mapped, round_up(size, HUGE) / HUGE - mapped))
        return;
    if (map_array(frames * sizeof(struct page)))
        boot_info.frames = frames;
    boot_info.huge = cpuid(0x80000001).d & CPUID_HUGE;
}
