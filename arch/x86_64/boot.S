/* boot.S: from the Multiboot2 loader, in 32-bit mode with paging off, to x86_start() in the
 * higher half.
 *
 * The page tables it starts with are constants, finished by memory.c: the first 4 GiB of the
 * direct map, and 2 MiB around the kernel image, which are also mapped where they physically are
 * until memory_init() ends that. A processor that lacks long mode or NX is refused here, because
 * the tables of the kernel need both.
 */
#include "registers.h"

#define PHYSICAL(symbol) (symbol - IMAGE_BASE)
#define MULTIBOOT_HEADER 0xe85250d6
#define HEADER_SIZE (header_end - header)
#define TABLE 0x23                    /* present, writable, accessed */
#define LARGE 0xe3                    /* the same, dirty, 2 MiB */
#define LARGE_DATA 0x80000000000001e3 /* the same, global, never executed */

    .section .multiboot, "a"
    .balign 8
header:
    .long MULTIBOOT_HEADER, 0, HEADER_SIZE, -(MULTIBOOT_HEADER + HEADER_SIZE)
    .short 6, 0                       /* modules on page boundaries */
    .long 8
    .short 0, 0
    .long 8
header_end:

    .section .boot, "ax"
    .code32
    .globl boot_start
boot_start:
    cli
    cld
    mov %eax, %edi                    /* the two arguments of x86_start() */
    mov %ebx, %esi
    mov $PHYSICAL(boot_stack_top), %esp
    mov $0x80000000, %eax
    cpuid
    cmp $0x80000001, %eax
    jb boot_refuse
    mov $0x80000001, %eax
    cpuid
    and $0x20100000, %edx             /* long mode and NX */
    cmp $0x20100000, %edx
    jne boot_refuse

    mov $0x20, %eax                   /* PAE */
    mov %eax, %cr4
    mov $PHYSICAL(boot_root), %eax
    mov %eax, %cr3
    mov $0xc0000080, %ecx             /* EFER: long mode, NX, SYSCALL */
    mov $0x901, %eax
    xor %edx, %edx
    wrmsr
    mov $0x80010001, %eax             /* paging, write protection, protected mode */
    mov %eax, %cr0
    lgdt boot_gdt_pointer
    ljmp $SELECTOR_KERNEL_CODE, $boot_long

    .code64
boot_long:
    xor %eax, %eax
    mov %eax, %ds
    mov %eax, %es
    mov %eax, %fs
    mov %eax, %gs
    mov %eax, %ss
    mov $boot_stack_top, %rsp
    mov $x86_start, %rax
    call *%rax

    /* Say why on the first serial port, as the loader left it, and end as power_fail() does. */
    .code32
boot_refuse:
    mov $boot_refusal, %esi
1:  mov $0x3fd, %edx
    in (%dx), %al
    test $0x20, %al
    jz 1b
    mov $0x3f8, %edx
    lodsb
    out %al, (%dx)
    cmp $10, %al
    jne 1b
2:  mov $0x3fd, %edx
    in (%dx), %al
    test $0x40, %al
    jz 2b
    mov $1, %al
    out %al, $0xf4
3:  hlt
    jmp 3b

boot_refusal:
    .ascii "isobar: refused: the processor has no 64-bit mode, or no NX\r\n"
    .balign 4
boot_gdt_pointer:
    .short GDT_ENTRIES * 8 - 1
    .long PHYSICAL(gdt)

    .section .tables, "aw"
    .balign 4096
    .globl boot_root, boot_direct, boot_array, boot_array_directory, boot_image
    .globl boot_image_directory, boot_image_table
boot_root:
    .quad PHYSICAL(boot_image) + TABLE
    .fill 255, 8, 0
    .quad PHYSICAL(boot_direct) + TABLE
    .quad 0
    .quad PHYSICAL(boot_array) + TABLE
    .fill 252, 8, 0
    .quad PHYSICAL(boot_image) + TABLE

    /* 2 MiB pages here even where 1 GiB pages exist: device memory lies among this memory, and a
     * page must not span both. */
boot_direct:
    .quad PHYSICAL(boot_low) + TABLE, PHYSICAL(boot_low) + TABLE + 0x1000
    .quad PHYSICAL(boot_low) + TABLE + 0x2000, PHYSICAL(boot_low) + TABLE + 0x3000
    .fill 508, 8, 0
boot_low:
    .set address, 0
    .rept 2048
    .quad address + LARGE_DATA
    .set address, address + 0x200000
    .endr

boot_image:
    .quad PHYSICAL(boot_image_directory) + TABLE
    .fill 509, 8, 0
    .quad PHYSICAL(boot_image_directory) + TABLE, 0
boot_image_directory:
    .quad LARGE
    .fill 511, 8, 0
boot_array:
    .quad PHYSICAL(boot_array_directory) + TABLE
    .fill 511, 8, 0
boot_array_directory:
    .fill 512, 8, 0
boot_image_table:
    .fill 512, 8, 0

    /* Each stack has an unmapped page below it (memory.c). */
    .section .stacks, "aw", @nobits
    .balign 4096
    .globl boot_stack_top, debug_stack_top, nmi_stack_top
    .globl double_fault_stack_top, machine_check_stack_top
    .skip 4096 + STACK_SIZE
boot_stack_top:
    .skip 4096 + TRAP_STACK_SIZE
debug_stack_top:
    .skip 4096 + TRAP_STACK_SIZE
nmi_stack_top:
    .skip 4096 + TRAP_STACK_SIZE
double_fault_stack_top:
    .skip 4096 + TRAP_STACK_SIZE
machine_check_stack_top:

    .section .note.GNU-stack, "", @progbits
