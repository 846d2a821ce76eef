/* traps.c: the interrupt table, and the end of a run that an exception in the kernel brings.
 *
 * Only the 32 exceptions have a gate: any other vector is a general-protection fault of whoever
 * asks for it. Interrupt controllers are masked. Exceptions of user code never come here
 * (entry.S).
 */
#include "arch.h"
#include "registers.h"
#include "x86.h"

_Static_assert(SAVE_RAX == 8 * REG_CALL && SAVE_RDI == 8 * REG_A0 && SAVE_RSI == 8 * REG_A1 &&
                   SAVE_RDX == 8 * REG_A2 && SAVE_R10 == 8 * REG_A3 && SAVE_R8 == 8 * REG_A4 &&
                   SAVE_R9 == 8 * REG_A5 && SAVE_RIP == 8 * REG_PC && SAVE_RSP == 8 * REG_SP &&
                   SAVE_RFLAGS == 8 * REG_FLAGS && SAVE_RBX == 8 * REG_REST &&
                   SAVE_SIZE == 8 * NREGS,
               "the save area is laid out as the kernel sees it");
_Static_assert(ENTER_CALL == TRAP_CALL && ENTER_FAULT == TRAP_FAULT && NO_THREAD == NIL &&
                   PAGE_SIZE == 1 << 12,
               "entry.S means what the kernel means");

#define GATE 0x8e00u /* present, interrupt gate */
#define GATE_USER 0x6000u
#define STUB_SIZE 16

struct gate {
    uint16_t low, selector, type, middle;
    uint32_t high, reserved;
};

/* What entry.S leaves on the stack. */
struct trap_frame {
    uint64_t r[NREGS];
    uint64_t vector, error, rip, cs, rflags, rsp, ss;
};

extern char trap_stubs[]; /* entry.S */
_Noreturn void trap_panic(const struct trap_frame *f);

static struct gate idt[NEXCEPTIONS];

/* Which stack of the TSS, or 0 for the current one. */
static uint16_t trap_stack(uint32_t vector)
{
    if (vector == VECTOR_DEBUG)
        return 1;
    if (vector == VECTOR_NMI)
        return 2;
    if (vector == VECTOR_DOUBLE_FAULT)
        return 3;
    return vector == VECTOR_MACHINE_CHECK ? 4 : 0;
}

/* Both controllers: vectors from 32 on, then everything masked. */
static void mask_interrupts(void)
{
    outb(0x20, 0x11);
    outb(0xa0, 0x11);
    outb(0x21, NEXCEPTIONS);
    outb(0xa1, NEXCEPTIONS + 8);
    outb(0x21, 4);
    outb(0xa1, 2);
    outb(0x21, 1);
    outb(0xa1, 1);
    outb(0x21, 0xff);
    outb(0xa1, 0xff);
}

void traps_init(void)
{
    struct table_pointer pointer = {sizeof idt - 1, (uint64_t)idt};

    for (uint32_t v = 0; v < NEXCEPTIONS; v++) {
        uint64_t stub = (uint64_t)trap_stubs + v * STUB_SIZE;
        uint32_t user = v == VECTOR_BREAKPOINT ? GATE_USER : 0;

        idt[v].low = (uint16_t)stub;
        idt[v].selector = SELECTOR_KERNEL_CODE;
        idt[v].type = (uint16_t)(GATE | user | trap_stack(v));
        idt[v].middle = (uint16_t)(stub >> 16);
        idt[v].high = (uint32_t)(stub >> 32);
    }
    mask_interrupts();
    __asm__ volatile("lidt %0" : : "m"(pointer));
}

static void print_register(const char *name, uint64_t value)
{
    console_text(name);
    console_hex(value);
}

/* The registers, then the line by which a test knows. */
void trap_panic(const struct trap_frame *f)
{
    static const char names[NREGS][5] = {
        "rax ", "rdi ", "rsi ", "rdx ", "r10 ", "r8 ",  "r9 ",  "",     "",
        "",     "rbx ", "rbp ", "r12 ", "r13 ", "r14 ", "r15 ", "rcx ", "r11 ",
    };

    console_text("\n");
    for (uint32_t i = 0; i < NREGS; i++) {
        if (names[i][0] != 0) {
            print_register(names[i], f->r[i]);
            console_text(i % 4 == 3 ? "\n" : " ");
        }
    }
    print_register("\nrip ", f->rip);
    print_register(" rsp ", f->rsp);
    print_register(" rflags ", f->rflags);
    print_register(" cs ", f->cs);
    print_register("\ncr2 ", read_cr2());
    print_register(" error ", f->error);
    console_text("\nisobar: panic: exception ");
    console_decimal(f->vector);
    print_register(f->cs & 3 ? " in user space at " : " in the kernel at ", f->rip);
    console_text("\n");
    power_fail();
}
