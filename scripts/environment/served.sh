# Sourced by scripts that start scripts/serve and ask what it serves. By bash alone: a bare system has no curl.

# served_port LOG: from the address that scripts/serve printed into it; nothing while it has not.
served_port() { sed -n 's|.*http://[0-9.]*:\([0-9]*\)/.*|\1|p' "$1"; }

# served PORT PATH: prints the answer with its header. To be read to its end before it is searched: a search that stops early would end the
# pipe as a failure.
served() {
  exec 5<>"/dev/tcp/127.0.0.1/$1" || return
  printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n' "$2" >&5
  tr -d '\0' <&5
  exec 5<&-
}

# is_page ANSWER: is it the page with its box?
is_page() { [[ $1 == *'<weigh-bridge'* ]]; }
