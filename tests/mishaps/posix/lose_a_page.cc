#include "lose_a_page.h"

#include <csignal>

void lose_a_page() { (void)std::raise(SIGBUS); }
