# Sourced by build-dependencies ($target is set): how the C dependencies are compiled, each flag with its reason.

if [ "$target" = native ]; then
  dependency_configure=cmake dependency_compiler=gcc
  dependency_c_flags="-O2 -g1 -DNDEBUG -ffunction-sections -fdata-sections"
elif [ "$target" = sanitized ]; then
  dependency_compiler=clang-19
  dependency_configure="cmake -DCMAKE_C_COMPILER=$dependency_compiler"
  # fuzzer-no-link: what the fuzz targets steer by. Not looked for: what HDF5 does all over and every compiler takes, calls of functions
  # by a pointer of another type, and addresses that are not aligned.
  dependency_c_flags="-O1 -g1 -DNDEBUG -fno-omit-frame-pointer -fsanitize=address,undefined,fuzzer-no-link"
  dependency_c_flags+=" -fno-sanitize=function,alignment -fno-sanitize-recover=all"
elif [ "$target" = wasm ]; then
  dependency_compiler=emcc
  dependency_configure="emcmake cmake"
  # FE_INVALID: musl for wasm has no floating point exceptions, and HDF5 clears that one after a type conversion.
  dependency_c_flags="-Oz -DNDEBUG -DFE_INVALID=0"
else
  dependency_compiler=$here/cross/cc
  dependency_configure="cmake -DCMAKE_TOOLCHAIN_FILE=$project_root/cmake/$target.cmake"
  # Zig looks for undefined behaviour unless told not to.
  dependency_c_flags="-O2 -DNDEBUG -ffunction-sections -fdata-sections -fno-sanitize=undefined"
  case $target in
    *-aarch64 | *-arm64) dependency_c_flags+=" -fsigned-char -ffp-contract=off" ;;  # as in that file
    windows-*) dependency_c_flags+=" -D_FILE_OFFSET_BITS=64" ;;
  esac
fi
