/* multiboot.c: the Multiboot2 information, tag by tag, into boot_info.
 *
 * It takes the loader's word for nothing but the total size: a tag, or an entry of the memory map,
 * that does not fit in what holds it, or a missing end tag, counts as truncated. Ranges beyond the
 * room in boot_info are counted, not stored. No hardware is touched: it runs in host tests as well.
 */
#include "arch.h"

enum { TAG_END = 0, TAG_MODULE = 3, TAG_MEMORY = 6 };
enum { TAG_HEADER = 8, MODULE_HEADER = 16, MEMORY_HEADER = 16, MEMORY_ENTRY = 24 };

static uint32_t word(const uint8_t *at)
{
    return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static uint64_t long_word(const uint8_t *at)
{
    return word(at) | (uint64_t)word(at + 4) << 32;
}

/* Type, size, start, end; then a command line that nobody reads. */
static void read_module(const uint8_t *tag, uint32_t size)
{
    if (size < MODULE_HEADER || word(tag + 12) < word(tag + 8)) {
        boot_info.truncated = 1;
        return;
    }
    if (boot_info.nmodules < BOOT_MAX_MODULES) {
        boot_info.module[boot_info.nmodules].base = word(tag + 8);
        boot_info.module[boot_info.nmodules].size = word(tag + 12) - word(tag + 8);
        boot_info.module[boot_info.nmodules].kind = 0;
    }
    boot_info.nmodules++;
}

/* Type, size, size and version of an entry; then entries of base, size, kind. */
static void read_memory(const uint8_t *tag, uint32_t size)
{
    uint32_t step = size < MEMORY_HEADER ? 0 : word(tag + 8);

    if (step < MEMORY_ENTRY || (size - MEMORY_HEADER) % step != 0) {
        boot_info.truncated = 1;
        return;
    }
    for (uint32_t at = MEMORY_HEADER; at < size; at += step) {
        if (boot_info.nranges < BOOT_MAX_RANGES) {
            struct boot_range *range = &boot_info.range[boot_info.nranges];

            range->base = long_word(tag + at);
            range->size = long_word(tag + at + 8);
            range->kind = word(tag + at + 16);
        }
        boot_info.nranges++;
    }
}

void multiboot_read(const uint8_t *info)
{
    uint32_t total = word(info), at = TAG_HEADER;

    while (at <= total && total - at >= TAG_HEADER) {
        uint32_t type = word(info + at), size = word(info + at + 4);

        if (size < TAG_HEADER || size > total - at)
            break;
        if (type == TAG_END)
            return;
        if (type == TAG_MODULE)
            read_module(info + at, size);
        if (type == TAG_MEMORY)
            read_memory(info + at, size);
        if (size > total - at - 7)
            break;
        at += (size + 7) / 8 * 8;
    }
    boot_info.truncated = 1;
}
