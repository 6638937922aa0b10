# Sourced by the scripts of this folder: where things are cached, how to say things, the package list.
# Not a command by itself.

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
project_root=$(cd "$here/../.." && pwd)
cache_dir=${WEIGHBRIDGE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/weighbridge}

# An interrupted program that ends in its own way (apt below sudo does) looks like one that failed: nothing goes on after Ctrl-C.
trap 'exit 130' INT TERM HUP

say() { printf 'weighbridge: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# Debian's major version, or "none" where this is no Debian (derivatives that say ID_LIKE=debian count as older).
debian_version() {
  [ -r /etc/os-release ] || { echo none; return; }
  ( . /etc/os-release
    case "$ID" in
      debian) echo "${VERSION_ID:-14}" ;;
      *) case " ${ID_LIKE:-} " in *" debian "*) echo older ;; *) echo none ;; esac ;;
    esac )
}

# package_names serve: what the page needs; package_names all: everything.
package_names() { sed 's/#.*//' "$here/packages.txt" | awk -v set="$1" 'NF && (set=="all" || $2==set) {print $1}'; }

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# need_root WHAT: asks for sudo's password now, where one is needed, or says in one sentence what is missing.
need_root() {
  [ "$(id -u)" != 0 ] || return 0
  command -v sudo >/dev/null || die "$1 needs root, and there is no sudo here. Run this again as root, or install sudo."
  sudo -n true 2>/dev/null || { [ -t 0 ] && sudo -v; } || die "$1 needs root, and sudo does not let this user become root. Run this again as a user who may."
}

# install_on_host LOG PACKAGE...: by this machine's apt; finishes what an interrupted one left.
install_on_host() {
  local log=$1
  shift
  # shellcheck disable=SC2016  # the inner shell's own
  with_retries "$log" as_root env DEBIAN_FRONTEND=noninteractive sh -c 'dpkg --configure -a && apt-get update -q -o Acquire::Retries=1 &&
    apt-get install -qy --no-install-recommends -o Acquire::Retries=1 -o DPkg::Lock::Timeout=300 "$@"' sh "$@"
}

# with_retries LOG COMMAND...: for what comes over a network: three tries more, 5, 15 and 40 seconds apart; not where the disk is
# full, or what is looked for is not to be had.
# What the command prints goes into LOG, or where it went before with "-".
with_retries() {
  local log=$1 pause
  shift
  if [ "$log" = - ]; then log=/dev/null; else : >"$log"; exec 4>>"$log"; fi
  for pause in 5 15 40 ''; do
    if [ "$log" = /dev/null ]; then "$@" </dev/null && return
    else "$@" >&4 2>&1 </dev/null && return; fi
    [ -n "$pause" ] && ! grep -qiE 'No space left on device|^no source of ' "$log" || return 1
    say "that failed; once more in $pause s"
    sleep "$pause"
  done
}

# why_failed LOG: the one sentence for a failure whose cause is known by its message; nothing where it is not.
why_failed() {
  if grep -qiE 'No space left on device|ENOSPC|Disk quota exceeded' "$1"; then echo "the disk is full: free some space and run this again"
  elif grep -qiE 'Temporary failure resolving|Could not resolve|Could not connect|Network is unreachable|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|ETIMEDOUT' "$1"
  then echo "the network cannot be reached: connect this machine and run this again; what is done is kept"
  else sed -n 's/^weighbridge: \(.* needs .*\)/\1/p' "$1" | tail -1  # a script of ours below CMake has said it
  fi
}

# die_of LOG WHAT: ends with the cause if it is known, else with the end of the log.
die_of() {
  local cause
  cause=$(why_failed "$1")
  [ -z "$cause" ] || die "$2: $cause. The whole log is $1"
  tail -5 "$1" >&2
  die "$2; the whole log is $1"
}

# need_space FOLDER MEGABYTES WHAT: one clear sentence instead of a build that dies half way.
need_space() {
  mkdir -p "$1" || die "cannot create $1"
  local free_mb
  free_mb=$(df -Pm "$1" | awk 'NR==2{print $4}')
  [ "$free_mb" -lt "$2" ] || return 0
  local elsewhere=''
  case $1/ in "$cache_dir"/*) elsewhere=", or set WEIGHBRIDGE_CACHE to a folder on another disk" ;; esac
  die "$3 needs $2 MB free under $1; only $free_mb MB are. Free some space$elsewhere."
}

# private_root serve|all: where the private Debian 13 root with these packages lives; a changed package list makes a new one.
private_root() { echo "$cache_dir/debian13-$(package_names "$1" | sha256sum | cut -c1-12)"; }

# As many compilers side by side as this machine has processors.
processors() { nproc 2>/dev/null || getconf _NPROCESSORS_ONLN; }
