# Sourced by build-dependencies ($target is set): how the C dependencies are compiled, each flag with its reason.

if [ "$target" = native ]; then
  dependency_configure=cmake
  dependency_c_flags="-O2 -g1 -DNDEBUG -ffunction-sections -fdata-sections"
else
  dependency_configure="emcmake cmake"
  # FE_INVALID: musl for wasm has no floating point exceptions, and HDF5 clears that one after a type conversion.
  dependency_c_flags="-Oz -DNDEBUG -DFE_INVALID=0"
fi
