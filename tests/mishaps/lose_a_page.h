// A page of a mapped file that is no longer there, as the system tells it.
#ifndef TESTS_MISHAPS_LOSE_A_PAGE_H
#define TESTS_MISHAPS_LOSE_A_PAGE_H

void lose_a_page();

#endif
