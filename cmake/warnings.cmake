# wb_warnings: linked by all of our own code, never by dependencies.
add_library(wb_warnings INTERFACE)
target_compile_options(wb_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wnon-virtual-dtor
  $<$<BOOL:${WEIGHBRIDGE_WERROR}>:-Werror>
  # Aggregates with default member initialisers are meant to be written {.a = 1}.
  -Wno-missing-field-initializers)
