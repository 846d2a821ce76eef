/* one.h: a lemma that is false, and that one.c proves from the other. */
#ifndef CIRCLE_ONE_H
#define CIRCLE_ONE_H

/*@ lemma one: 1 == 2; */

#endif
