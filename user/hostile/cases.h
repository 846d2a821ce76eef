/* cases.h: every hostile case: its name, what becomes of the offender (hostile.h), what the kernel
 * says of its fault, as a regular expression, and what it attempts.
 *
 * The one list of them: the program takes its table from here, the boot test what to expect, and
 * the documentation its own table. The attempts are the functions of these names.
 */
#ifndef ISOBAR_HOSTILE_CASES_H
#define ISOBAR_HOSTILE_CASES_H

/* Calls: numbers, slots, endpoints. */
#define HOSTILE_CALLS(X)                                                                           \
    X(number_powers, LIVES, "",                                                                    \
      "every power of two as a call, the number below and the one above")                          \
    X(number_high_bits, LIVES, "", "the number of each call with one higher bit set")              \
    X(number_random, LIVES, "", "20000 random numbers of up to 64 bits")                           \
    X(number_registers, LIVES, "",                                                                 \
      "a refused call with a pattern in all registers, looking for a change")                      \
    X(garbage_first, ENDS, "", "20000 calls with random arguments, then the end")                  \
    X(garbage_second, ENDS, "", "20000 others")                                                    \
    X(slot_beyond, LIVES, "", "slots from 16 on, and real ones with a higher bit set")             \
    X(slot_negative, LIVES, "", "the last 600 numbers below 2^64 as slots")                        \
    X(slot_empty, LIVES, "", "all calls on slots that were never filled")                          \
    X(slot_closed, LIVES, "", "all calls on slots that were filled and closed")                    \
    X(slot_taken, LIVES, "", "1000 endpoints for the slot by which the judge calls")               \
    X(create_all, LIVES, "", "an endpoint in every slot, and closing them out of order")           \
    X(create_and_end, ENDS, "", "the end with an endpoint in every slot")                          \
    X(putc_all, LIVES, "", "every byte on the console, with higher bits set")                      \
    X(create_churn, LIVES, "", "3000 endpoints one after the other")                               \
    X(create_full, LIVES, "", "endpoints until no frame is left")

/* Messages and notifications. */
#define HOSTILE_MESSAGES(X)                                                                        \
    X(reply_twice, LIVES, "", "100 replies to a caller that has its reply")                        \
    X(reply_recv_nobody, LIVES, "", "a reply to nobody, with a receive that would wait")           \
    X(refused_while_owing, LIVES, "", "refused calls while the judge waits for a reply")           \
    X(forget_caller, FORGETS, "", "another receive instead of the reply")                          \
    X(yield_while_owing, LIVES, "", "1000 yields before the reply")                                \
    X(try_nobody, LIVES, "", "3000 tries at an endpoint where nobody is")                          \
    X(call_judge, CALLS, "", "a call to its own client")                                           \
    X(send_judge, SENDS, "", "a send to its own client")                                           \
    X(call_forgotten, DROPPED, "", "a call to a server that receives again instead of replying")   \
    X(call_self, WAITS, "", "a call to itself")                                                    \
    X(send_self, WAITS, "", "a send to itself")                                                    \
    X(recv_self, WAITS, "", "a receive that nobody else can send to")                              \
    X(call_closed, WAITS, "", "a call whose only possible receiver closes its slot")               \
    X(recv_closed, WAITS, "", "a receive whose only possible sender closes its slot")              \
    X(close_and_make, WAITS, "", "another endpoint in the slot by which the judge calls")          \
    X(close_and_reply, LEAVES, "", "its end of the endpoint closed, then the reply, then the end") \
    X(close_and_end, ENDS, "",                                                                     \
      "its end of the endpoint closed, then the end instead of the reply")                         \
    X(exit_owing, ENDS, "", "the end instead of the reply")                                        \
    X(exit_answered, LEAVES, "", "the end right after the reply")                                  \
    X(fault_answered, LEAVES, "page fault at 0x0", "a fault right after the reply")                \
    X(notify_nothing, LIVES, "", "200 rounds of notifications by all slots that name nothing")     \
    X(notify_itself, LIVES, "", "bits for itself: each alone, many at once, some lost")            \
    X(notify_while_owing, LIVES, "", "1000 notifications of itself before the reply")              \
    X(notify_and_forget, FORGETS, "", "its own bits taken instead of the reply")                   \
    X(notify_judge, TELLS, "", "bits for its own client, and then a call to it")                   \
    X(notify_flood, LIVES, "", "a child that notifies all the time, where another calls it")

/* Calls on memory: addresses, sizes, rights, counts. */
#define HOSTILE_MEMORY(X)                                                                          \
    X(address_null, LIVES, "", "every address of page 0")                                          \
    X(address_unaligned, LIVES, "", "every address that is not aligned to its page, of each size") \
    X(address_kernel, LIVES, "", "addresses all over the kernel half")                             \
    X(address_non_canonical, LIVES, "", "each bit from 2^47 on in an address")                     \
    X(address_end, LIVES, "", "pages that the end of user space cuts, and the last of all")        \
    X(size_none, LIVES, "", "sizes with any higher bit set")                                       \
    X(rights_none, LIVES, "", "rights with any higher bit set")                                    \
    X(count_absurd, LIVES, "", "counts of pages that go beyond user space or wrap around")         \
    X(count_largest, LIVES, "", "the largest counts that do not")                                  \
    X(range_holes, LIVES, "", "ranges with holes, and with pages in the way")                      \
    X(map_over_self, LIVES, "", "pages over its own code and stack, of each size")                 \
    X(unmap_twice, LIVES, "", "pages that are gone already")                                       \
    X(size_mistaken, LIVES, "", "small pages taken for large ones, and large ones for small")

/* Memory to its last frame. */
#define HOSTILE_FILL(X)                                                                            \
    X(fill_refused, LIVES, "", "everything that takes a frame, with none left")                    \
    X(fill_exit, ENDS, "", "the end with all frames taken")                                        \
    X(fill_fault, ENDS, "page fault at 0x0", "a fault with all frames taken")                      \
    X(fill_large_exit, ENDS, "", "the same with pages of 2 MiB")                                   \
    X(fill_sparse_exit, ENDS, "", "the same with as many tables as it can")                        \
    X(parts_exit, ENDS, "", "the end with 2 MiB in parts")                                         \
    X(fill_zero, LIVES, "", "a look at all free memory for what somebody left there")              \
    X(fill_fragments, LIVES, "", "a large page when no run of frames is free")                     \
    X(fill_split, LIVES, "", "part of a large page when no frame is free for the table")           \
    X(fill_messages, CALLS, "", "a call with all frames taken")

/* Processes that it makes. */
#define HOSTILE_PROCESSES(X)                                                                       \
    X(process_slots, LIVES, "", "a process for slots that name nothing, with any higher bit set")  \
    X(process_starts, LIVES, "", "starts and stacks behind user space and where no address is")    \
    X(process_addresses, LIVES, "", "pages from and to every address that may not be")             \
    X(process_counts, LIVES, "", "counts of pages that go beyond user space or wrap around")       \
    X(process_pages, LIVES, "", "pages that are not there, and every part of a large one")         \
    X(process_garbage, LIVES, "", "3000 processes with random arguments")                          \
    X(process_null, LIVES, "page fault at 0x0", "a process that starts at 0")                      \
    X(process_last_byte, LIVES, "page fault at 0x7ffffffff000",                                    \
      "a process that starts at the last byte of user space")                                      \
    X(process_in_data, LIVES, "page fault at 0x7fffffffe000",                                      \
      "a process that starts in a page of data")                                                   \
    X(process_twice, LIVES, "page fault at 0x0", "a page given away twice")                        \
    X(process_page_read, ENDS, "page fault at 0x30000000", "a read of a page given away")          \
    X(process_page_write, ENDS, "page fault at 0x3003f000", "a write to the last of 64 of them")   \
    X(process_own_code, ENDS, "page fault at 0x40....", "its own code given away while it runs")   \
    X(process_own_stack, ENDS, "page fault at 0x6fffffff....", "its own stack given away")         \
    X(process_outlives, ENDS, "", "the end before its child, which goes on")                       \
    X(process_closed, WAITS, "", "a child that waits where nobody else can come")                  \
    X(process_relay, LIVES, "page fault at 0x300000..",                                            \
      "50 generations, each of which gives the next the page that it runs on")                     \
    X(process_bomb, LIVES, "", "a process that makes two, each of which makes two, 12 times over") \
    X(process_crowd, ENDS, "", "the end with as many children as it can have, and no frame left")  \
    X(process_full, LIVES, "", "a process with too few frames, by each number of them")

/* Processes that it kills. */
#define HOSTILE_KILLS(X)                                                                           \
    X(kill_numbers, LIVES, "", "every number that no child has, and real ones with a higher bit")  \
    X(kill_twice, LIVES, "", "a child that is gone already")                                       \
    X(kill_kin, LIVES, "", "the children of its child, and its parent by a child")                 \
    X(kill_full, LIVES, "", "a 17th child, while 16 live and when they have ended")                \
    X(kill_closed, LIVES, "", "a child that waits where nobody else can come")                     \
    X(kill_owing, KILLS, "", "a child that owes the judge a reply")                                \
    X(kill_owing_blocked, KILLS, "", "the same while it waits itself")                             \
    X(kill_bomb, LIVES, "", "processes that make and kill others all the time")                    \
    X(kill_filled, LIVES, "", "a child that has all memory")                                       \
    X(kill_contents, LIVES, "", "a look for what a child held that was killed")                    \
    X(kill_and_end, ENDS, "", "the end with all numbers taken, half of them by who has ended")

/* Reads, writes and jumps. */
#define HOSTILE_FAULTS(X)                                                                          \
    X(null_read, ENDS, "page fault at 0x0", "a read at 0")                                         \
    X(null_write, ENDS, "page fault at 0x0", "a write at 0")                                       \
    X(null_jump, ENDS, "page fault at 0x0", "a jump to 0")                                         \
    X(kernel_read, ENDS, "page fault at 0xffff800000100000",                                       \
      "a read of memory where the kernel has all of it")                                           \
    X(kernel_write, ENDS, "page fault at 0xffff800000100000", "a write there")                     \
    X(kernel_jump, ENDS, "page fault at 0xffffffff80101000", "a jump into the kernel")             \
    X(image_read, ENDS, "page fault at 0xffffffff80101000", "a read of the kernel's code")         \
    X(image_write, ENDS, "page fault at 0xffffffff80101000", "a write to it")                      \
    X(top_read, ENDS, "page fault at 0xfffffffffffffff8", "a read of the last word of all")        \
    X(end_read, ENDS, "page fault at 0x7ffffffff000", "a read right behind user space")            \
    X(non_canonical_read, ENDS, "general protection fault", "a read at an address that is none")   \
    X(non_canonical_write, ENDS, "general protection fault", "a write at 2^47")                    \
    X(non_canonical_jump, ENDS, "general protection fault", "a jump to an address that is none")   \
    X(read_across, ENDS, "page fault at 0x30001000",                                               \
      "a read of a word whose second half is not mapped")                                          \
    X(write_across, ENDS, "page fault at 0x30001000",                                              \
      "a write of a word whose second half is read-only")                                          \
    X(execute_across, ENDS, "page fault at 0x30001000",                                            \
      "an instruction whose second half is not mapped")                                            \
    X(fill_downwards, ENDS, "page fault at 0x2ffffff8",                                            \
      "a string instruction that runs down and off its page")                                      \
    X(read_only_write, ENDS, "page fault at 0x30000000", "a write to a read-only page")            \
    X(code_page_write, ENDS, "page fault at 0x30000000", "a write to a page of code")              \
    X(data_execute, ENDS, "page fault at 0x30000000", "a jump to a page of data")                  \
    X(stack_execute, ENDS, "page fault at 0x6fffffff....", "a jump to the stack")                  \
    X(own_code_write, ENDS, "page fault at 0x400000", "a write to its own code")                   \
    X(own_code_writable, ENDS, "page fault at 0x40....",                                           \
      "its own code made writable while it runs")                                                  \
    X(own_code_unmapped, ENDS, "page fault at 0x40....", "its own code unmapped while it runs")    \
    X(own_stack_unmapped, ENDS, "page fault at 0x6fffffff....", "its own stack unmapped")          \
    X(own_stack_read_only, ENDS, "page fault at 0x6fffffff....", "its own stack made read-only")   \
    X(stack_overflow, ENDS, "page fault at 0x6fffffffbff8", "pushes until the stack ends")         \
    X(written_code, LIVES, "", "code that is written, run, and asked to be both at once")          \
    X(stale_read, ENDS, "page fault at 0x30000000",                                                \
      "a read of a page that has just gone, its frame being elsewhere")                            \
    X(stale_contents, LIVES, "", "a look for what the last page at the address held")              \
    X(stale_write, ENDS, "page fault at 0x30000000",                                               \
      "a write to a page that has just become read-only")                                          \
    X(stale_execute, ENDS, "page fault at 0x30000000", "a jump to code that has just become data") \
    X(stale_range, ENDS, "page fault at 0x3001f000",                                               \
      "a write to the middle of a range that has just gone")                                       \
    X(stale_large, ENDS, "page fault at 0x2000001ff000",                                           \
      "a write to a large page of which a small one is left")                                      \
    X(stale_part, ENDS, "page fault at 0x200000063000",                                            \
      "a write to a part of a large page that has just become code")

/* Flags, stack pointers, segments. */
#define HOSTILE_STATE(X)                                                                           \
    X(flag_direction, LIVES, "", "calls with the direction flag set")                              \
    X(flag_nested, LIVES, "", "calls with the nested-task flag set")                               \
    X(flag_alignment, LIVES, "", "calls with the alignment-check flag set")                        \
    X(flags_all, LIVES, "", "calls with all flags set that a program can set")                     \
    X(fault_with_flags, ENDS, "invalid opcode", "a fault with all these flags set")                \
    X(flag_privilege, LIVES, "", "the I/O privilege and interrupt flags, set by popf")             \
    X(step, ENDS, "debug exception", "a single step")                                              \
    X(step_into_call, ENDS, "debug exception", "a single step into the kernel")                    \
    X(step_held_back, ENDS, "debug exception",                                                     \
      "the same, held back by a load of ss until the kernel runs")                                 \
    X(step_held_back_trap, ENDS, "(breakpoint|debug exception)", "the same with a breakpoint")     \
    X(stack_null, LIVES, "", "a call with the stack at 0")                                         \
    X(stack_odd, LIVES, "", "calls with the stack at odd addresses")                               \
    X(stack_kernel, LIVES, "", "calls with the stack in the kernel")                               \
    X(stack_non_canonical, LIVES, "", "calls with the stack where no address is")                  \
    X(stack_kernel_fault, ENDS, "invalid opcode", "a fault with the stack in the kernel")          \
    X(stack_kernel_step, ENDS, "debug exception", "a single step with the stack in the kernel")    \
    X(stack_null_push, ENDS, "page fault at 0xfffffffffffffff8", "a push with the stack at 0")     \
    X(stack_non_canonical_push, ENDS, "(stack fault|general protection fault)",                    \
      "a push where no address is")                                                                \
    X(call_at_end, ENDS, "page fault at 0x7ffffffff000",                                           \
      "a call that returns to behind user space")                                                  \
    X(return_non_canonical, ENDS, "general protection fault",                                      \
      "a return to an address that is none")                                                       \
    X(segments, LIVES, "", "a call with other segments loaded")                                    \
    X(segment_kernel, ENDS, "general protection fault", "a load of the kernel's data segment")     \
    X(segment_task, ENDS, "general protection fault", "a load of the task segment")                \
    X(segment_local, ENDS, "general protection fault", "a load of a segment of its own table")     \
    X(segment_stack_null, ENDS, "general protection fault", "a load of no stack segment")          \
    X(far_kernel, ENDS, "(general protection fault|page fault at 0x6fffffff....)",                 \
      "a far return to the kernel's code segment")                                                 \
    X(far_kernel_requested, ENDS, "(general protection fault|page fault at 0x6fffffff....)",       \
      "the same, as if with the rights of user space")                                             \
    X(far_32_bit, ENDS, "(general protection fault|page fault at 0x6fffffff....)",                 \
      "a far return to 32-bit mode")                                                               \
    X(return_kernel, ENDS, "(general protection fault|page fault at 0x6fffffff....)",              \
      "a return from an interrupt to the kernel")                                                  \
    X(return_privileged, ENDS, "",                                                                 \
      "a return from an interrupt to itself, with the kernel's flags")                             \
    X(return_nested, ENDS, "general protection fault", "a return from a nested task")

/* Instructions. */
#define HOSTILE_INSTRUCTIONS(X)                                                                    \
    X(cli, ENDS, "general protection fault", "interrupts off")                                     \
    X(sti, ENDS, "general protection fault", "interrupts on")                                      \
    X(hlt, ENDS, "general protection fault", "the processor halted")                               \
    X(in_port, ENDS, "general protection fault", "a read of the keyboard's port")                  \
    X(out_power, ENDS, "general protection fault", "the machine powered off")                      \
    X(out_exit, ENDS, "general protection fault", "the emulator ended by its debug port")          \
    X(out_reset, ENDS, "general protection fault", "the machine reset")                            \
    X(out_string, ENDS, "general protection fault", "bytes to the serial port")                    \
    X(read_cr0, ENDS, "general protection fault", "a read of cr0")                                 \
    X(write_cr0, ENDS, "general protection fault", "paging off")                                   \
    X(read_cr3, ENDS, "general protection fault", "a read of cr3")                                 \
    X(write_cr3, ENDS, "general protection fault", "page tables of its own")                       \
    X(write_cr4, ENDS, "general protection fault", "all protection of the kernel off")             \
    X(write_cr8, ENDS, "general protection fault", "a write to cr8")                               \
    X(read_dr7, ENDS, "general protection fault", "a read of a debug register")                    \
    X(write_dr7, ENDS, "general protection fault", "a write to a debug register")                  \
    X(rdmsr, ENDS, "general protection fault", "a read of where calls enter the kernel")           \
    X(wrmsr, ENDS, "general protection fault", "a write of where calls enter the kernel")          \
    X(rdpmc, ENDS, "general protection fault", "a read of a performance counter")                  \
    X(clts, ENDS, "general protection fault", "the floating-point unit on")                        \
    X(lmsw, ENDS, "general protection fault", "a write to the lower part of cr0")                  \
    X(xgetbv, ENDS, "invalid opcode", "a read of the extended state mask")                         \
    X(wrfsbase, ENDS, "invalid opcode", "a write to a segment base")                               \
    X(sgdt, ENDS, "", "a look where the segments are; its own end if the processor lets it")       \
    X(lgdt, ENDS, "general protection fault", "segments of its own")                               \
    X(lidt, ENDS, "general protection fault", "interrupt handlers of its own")                     \
    X(lldt, ENDS, "general protection fault", "local segments of its own")                         \
    X(ltr, ENDS, "general protection fault", "a task of its own")                                  \
    X(invlpg, ENDS, "general protection fault", "a translation forgotten")                         \
    X(wbinvd, ENDS, "general protection fault", "the caches emptied")                              \
    X(swapgs, ENDS, "general protection fault", "the kernel's segment base")                       \
    X(sysret, ENDS, "general protection fault", "the kernel's way back to user space")             \
    X(sysexit, ENDS, "(general protection fault|invalid opcode)", "another way back")              \
    X(sysenter, ENDS, "(general protection fault|invalid opcode)", "another way into the kernel")  \
    X(int_breakpoint, ENDS, "breakpoint", "the interrupt of a debugger")                           \
    X(int_debug, ENDS, "(debug exception|invalid opcode)",                                         \
      "the interrupt of an in-circuit emulator")                                                   \
    X(int_nmi, ENDS, "general protection fault", "the interrupt that cannot be masked")            \
    X(int_double_fault, ENDS, "general protection fault", "a double fault by itself")              \
    X(int_page_fault, ENDS, "general protection fault", "a page fault by itself")                  \
    X(int_timer, ENDS, "general protection fault", "the interrupt of a timer")                     \
    X(int_linux, ENDS, "general protection fault", "the interrupt that is a call elsewhere")       \
    X(int_last, ENDS, "general protection fault", "the last interrupt of all")                     \
    X(undefined, ENDS, "invalid opcode", "an instruction that is none")                            \
    X(locked, ENDS, "invalid opcode", "a lock on an instruction that takes none")                  \
    X(too_long, ENDS, "general protection fault", "an instruction of 16 bytes")                    \
    X(divide_by_zero, ENDS, "divide error", "a division by zero")                                  \
    X(divide_overflow, ENDS, "divide error", "a division whose result is too large")               \
    X(monitor, ENDS, "invalid opcode", "a watch on memory")                                        \
    X(x87, ENDS, "no floating-point unit", "a number for the floating-point unit")                 \
    X(fxsave, ENDS, "no floating-point unit", "the state of the floating-point unit")              \
    X(fwait, ENDS, "no floating-point unit", "a wait for the floating-point unit")                 \
    X(mmx, ENDS, "(invalid opcode|no floating-point unit)", "an MMX register")                     \
    X(sse, ENDS, "(invalid opcode|no floating-point unit)", "an SSE register")                     \
    X(avx, ENDS, "(invalid opcode|no floating-point unit)", "the AVX registers")

/* Pages of 1 GiB. */
#define HOSTILE_HUGE(X)                                                                            \
    X(huge_exit, ENDS, "", "the end with all memory in pages of 1 GiB, and the rest taken")        \
    X(huge_split, LIVES, "", "parts of 1 GiB when frames are free for fewer tables than it takes") \
    X(huge_parts_exit, ENDS, "", "the end with 1 GiB in parts of all sizes")                       \
    X(huge_stale, ENDS, "page fault at 0x20003ffff000",                                            \
      "a write to 1 GiB that has just gone, by an old translation")

#define HOSTILE_CASES(X)                                                                           \
    HOSTILE_CALLS(X)                                                                               \
    HOSTILE_MESSAGES(X)                                                                            \
    HOSTILE_MEMORY(X)                                                                              \
    HOSTILE_FILL(X)                                                                                \
    HOSTILE_PROCESSES(X)                                                                           \
    HOSTILE_KILLS(X)                                                                               \
    HOSTILE_FAULTS(X)                                                                              \
    HOSTILE_STATE(X)                                                                               \
    HOSTILE_INSTRUCTIONS(X)                                                                        \
    HOSTILE_HUGE(X)

#endif
