/* false_lemma.c: a lemma that does not hold. Whatever follows it proves, so it stands alone. */

/*@ lemma false_lemma: \forall integer i; i * i >= 4 ==> i >= 2; */
