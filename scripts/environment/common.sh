# Sourced by the scripts of this folder: where things are cached, how to say things, the package list.
# Not a command by itself.

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
project_root=$(cd "$here/../.." && pwd)
cache_dir=${WEIGHBRIDGE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/weighbridge}

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

package_names() { sed 's/#.*//' "$here/packages.txt" | awk 'NF{print $1}'; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else die "this step needs root: run as root, or install sudo. The step was: $*"; fi
}

# need_space FOLDER MEGABYTES WHAT: one clear sentence instead of a build that dies half way.
need_space() {
  mkdir -p "$1" || die "cannot create $1"
  local free_mb
  free_mb=$(df -Pm "$1" | awk 'NR==2{print $4}')
  [ "$free_mb" -ge "$2" ] || die "$3 needs $2 MB free under $1; only $free_mb MB are. Free some space, or set WEIGHBRIDGE_CACHE to a folder on another disk."
}

# Where the private Debian 13 root lives; a changed package list makes a new one.
private_root() { echo "$cache_dir/debian13-$(package_names | sha256sum | cut -c1-12)"; }
