/* watch.c: what the kernel of a real machine is linked with to run scripts: the functions that the
 * linker puts in front of five of its own (build.mk). Every other object is the kernel's.
 *
 * It gives the kernel a script's machine instead of the one that the loader found, says what the
 * players tell it and what the kernel logs, and ends the run with the state. Between these the
 * kernel runs as it would without.
 */
#include "arch.h"
#include "machine.h"
#include "play.h"
#include "registers.h"
#include "stage.h"
#include "tell.h"
#include "thread.h"

/* Images wait here until the kernel boots; what arch/ takes lies above. */
#define WAITING (STAGE_MOST * (uint64_t)PAGE_SIZE)
#define WAITING_END (WAITING + BOOT_MAX_MODULES * PLAYER_STRIDE * (uint64_t)PAGE_SIZE)

#define SAVED(offset) ((offset) / sizeof(uint64_t))

void __real_memory_init(void);
uint32_t __real_kernel_init(void);
pfn_t __real_kernel_enter(uint32_t cpu, uint32_t trap, uint64_t code, uint64_t address);
void __wrap_memory_init(void);
uint32_t __wrap_kernel_init(void);
pfn_t __wrap_kernel_enter(uint32_t cpu, uint32_t trap, uint64_t code, uint64_t address);
void __wrap_machine_putc(uint32_t c);
void __wrap_machine_log(uint32_t event, pfn_t t, uint64_t a, uint64_t b);

static const uint64_t *image[BOOT_MAX_MODULES];
static uint32_t pages; /* of each image */

void write_text(const char *text)
{
    console_text(text);
}

void write_number(uint64_t value)
{
    console_decimal(value);
}

void write_hex(uint64_t value)
{
    console_hex(value);
}

/* The words of the entry that boots. */
static const uint64_t *machine(void)
{
    const uint64_t *data = image[0] + image[0][MOD_TEXT] * TABLE_ENTRIES;

    return data + 1;
}

static void keep_image(uint32_t i)
{
    const struct boot_range *m = &boot_info.module[i];
    uint64_t to = WAITING + i * PLAYER_STRIDE * (uint64_t)PAGE_SIZE;
    const uint64_t *from = DIRECT(const uint64_t, m->base);

    if (m->size > PLAYER_STRIDE * PAGE_SIZE ||
        (m->base < WAITING_END && m->base + m->size > WAITING))
        power_refuse("a player is too large, or the loader put it where players wait");
    for (uint64_t n = 0; n < m->size / sizeof(uint64_t); n++)
        DIRECT(uint64_t, to)[n] = from[n];
    image[i] = DIRECT(const uint64_t, to);
    pages = (uint32_t)(m->size / PAGE_SIZE);
}

/* Nothing is placed below the end of what waits: a range in use says so, while memory is. */
void __wrap_memory_init(void)
{
    if (boot_info.nmodules == 0 || boot_info.nmodules > BOOT_MAX_MODULES)
        power_refuse("there are no players, or too many");
    for (uint32_t i = 0; i < boot_info.nmodules; i++)
        keep_image(i);
    boot_info.used[0].base = (IMAGE_FRAME + IMAGE_FRAMES) * (uint64_t)PAGE_SIZE;
    boot_info.used[0].size = WAITING_END - boot_info.used[0].base;
    boot_info.nused = 1;
    __real_memory_init();
}

uint32_t __wrap_kernel_init(void)
{
    uint32_t reason;

    if (machine()[MACHINE_MODULES] != boot_info.nmodules || !stage_possible(machine()))
        power_refuse("the players' machine is not possible");
    stage_fill(machine(), image, pages);
    reason = __real_kernel_init();
    if (reason == BOOT_OK) {
        stage_finish(machine());
        tell_booted();
    }
    return reason;
}

_Noreturn static void end(void)
{
    tell_state();
    console_text("isobar: the script is at its end; powering off\n");
    power_off();
}

/* Whether a call was for the watching kernel, which has done it. */
static int said(pfn_t t, const uint64_t *r)
{
    const uint64_t *rest = &r[REG_REST];

    if (r[REG_CALL] == PLAY_SAY)
        tell_result(rest[1], t, rest[0], &r[REG_A0], rest[2]);
    else if (r[REG_CALL] == PLAY_SEE)
        tell_seen(r[REG_A0], t, r[REG_A1], r[REG_A2], r[REG_A3]);
    else if (r[REG_CALL] == PLAY_END)
        end();
    else
        return 0;
    return 1;
}

pfn_t __wrap_kernel_enter(uint32_t cpu, uint32_t trap, uint64_t code, uint64_t address)
{
    pfn_t t = current[cpu];
    uint64_t *r, sign;

    if (t == NIL)
        return __real_kernel_enter(cpu, trap, code, address);
    r = regs_window[t].r;
    if (trap == TRAP_CALL && said(t, r))
        return t;
    sign = r[SAVED(SAVE_R15)];
    if (trap == TRAP_FAULT && sign == PLAY_PROBE && code == VECTOR_PAGE_FAULT &&
        address == r[REG_A0]) {
        r[REG_PC] = r[SAVED(SAVE_R14)];
        r[SAVED(SAVE_R15)] = 0;
        return t;
    }
    if (trap == TRAP_FAULT && sign == PLAY_FAULT) {
        code = r[REG_A0];
        address = r[REG_A1];
    }
    return __real_kernel_enter(cpu, trap, code, address);
}

/* Not as it is: lines stay lines, whatever a script writes. */
void __wrap_machine_putc(uint32_t c)
{
    tell_character(current[0], c);
}

/* A machine on which nothing can go on is told of before it ends. */
void __wrap_machine_log(uint32_t event, pfn_t t, uint64_t a, uint64_t b)
{
    tell_event(event, t, a, b);
    if (event == EV_IDLE || event == EV_CLOCK)
        end();
}
