"""static_server.py FOLDER PORT: serves a folder on 127.0.0.1 (or WEIGHBRIDGE_LISTEN), on the first free port from PORT on.

Python's own http.server, with the two media types browsers insist on and without caching, so that a rebuilt page is seen.
"""
import functools
import http.server
import os
import sys


class Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    extensions_map = {
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".js": "text/javascript",
        ".wasm": "application/wasm",
        ".webmanifest": "application/manifest+json",
    }

    def end_headers(self):
        self.send_header("Cache-Control", "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format, *args):
        pass  # the address stays the last line on the screen


class Server(http.server.ThreadingHTTPServer):
    # Two servers on one port would each get half of the requests; where it is taken, the next one is tried.
    allow_reuse_port = False
    daemon_threads = True


def main():
    folder, wanted = sys.argv[1], int(sys.argv[2])
    address = os.environ.get("WEIGHBRIDGE_LISTEN", "127.0.0.1")
    for port in range(wanted, wanted + 50):
        try:
            server = Server((address, port), functools.partial(Handler, directory=folder))
        except OSError:
            continue
        print(f"weighbridge: the page is at http://127.0.0.1:{port}/ (Ctrl-C ends it)", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return
    sys.exit(f"weighbridge: no free port from {wanted} to {wanted + 49}")


main()
