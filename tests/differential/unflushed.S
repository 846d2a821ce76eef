/* unflushed.S: a machine that does not forget a translation when the kernel says so: a control. */
        .globl  __wrap_machine_flush
__wrap_machine_flush:
        ret

        .section .note.GNU-stack, "", @progbits
