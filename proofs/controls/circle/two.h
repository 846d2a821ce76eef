/* two.h: a lemma that is false, and that two.c proves from the other. */
#ifndef CIRCLE_TWO_H
#define CIRCLE_TWO_H

/*@ lemma two: 1 == 2; */

#endif
