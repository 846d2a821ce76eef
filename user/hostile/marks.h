/* marks.h: memory that a process fills once, and in which no other may ever change a word. */
#ifndef ISOBAR_MARKS_H
#define ISOBAR_MARKS_H

#include <stdint.h>

enum { MARKS = 2048 };
static uint64_t marks[MARKS];

static inline void marks_make(void)
{
    for (uint64_t i = 0; i < MARKS; i++)
        marks[i] = ~i * 0x9e3779b97f4a7c15ul;
}

static inline uint64_t marks_changed(void)
{
    uint64_t n = 0;

    for (uint64_t i = 0; i < MARKS; i++)
        n += ((volatile uint64_t *)marks)[i] != ~i * 0x9e3779b97f4a7c15ul;
    return n;
}

#endif
