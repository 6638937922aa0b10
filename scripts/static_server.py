"""static_server.py FOLDER PORT [--compressed]: serves a folder on 127.0.0.1 (or WEIGHBRIDGE_LISTEN), on the first free port from PORT on.

Python's own http.server, with the media types browsers insist on, the folder's 404.html, and without caching, so that a rebuilt page is seen.
--compressed: gives the .br or .gz beside a file to browsers that take it, as a real host does.
"""
import functools
import http.server
import os
import sys

ENCODINGS = (("br", ".br"), ("gzip", ".gz"))


class Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    compressed = False
    extensions_map = {
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".js": "text/javascript",
        ".wasm": "application/wasm",
        ".webmanifest": "application/manifest+json",
    }

    def send_head(self):
        twin = self.twin() if self.compressed else None
        if twin is None:
            return super().send_head()
        path, encoding, file = twin
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", encoding)
        self.send_header("Content-Length", str(os.fstat(file.fileno()).st_size))
        self.send_header("Vary", "Accept-Encoding")
        self.end_headers()
        return file

    def twin(self):
        """The path asked for, the encoding and the open file of its smallest twin that the browser takes; None if there is none."""
        path = self.translate_path(self.path)
        if os.path.isdir(path):
            if not self.path.split("?")[0].endswith("/"):
                return None  # the redirect to the folder is the base class's
            path = os.path.join(path, "index.html")
        accepted = [item.split(";")[0].strip() for item in self.headers.get("Accept-Encoding", "").split(",")]
        for encoding, ending in ENCODINGS:
            if encoding in accepted and os.path.isfile(path) and os.path.isfile(path + ending):
                return path, encoding, open(path + ending, "rb")
        return None

    def send_error(self, code, message=None, explain=None):
        page = os.path.join(self.directory, "404.html")
        if code != 404 or not os.path.isfile(page):
            return super().send_error(code, message, explain)
        with open(page, "rb") as file:
            content = file.read()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

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
    options = [argument for argument in sys.argv[1:] if argument.startswith("-")]
    folder, wanted = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    if options not in ([], ["--compressed"]):
        sys.exit("usage: static_server.py FOLDER PORT [--compressed]")
    Handler.compressed = bool(options)
    address = os.environ.get("WEIGHBRIDGE_LISTEN", "127.0.0.1")
    for port in range(int(wanted), int(wanted) + 50):
        try:
            server = Server((address, port), functools.partial(Handler, directory=folder))
        except OSError:
            continue
        print(f"weighbridge: the page is at http://127.0.0.1:{port}/ (Ctrl-C ends it)", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return
    sys.exit(f"weighbridge: no free port from {wanted} to {int(wanted) + 49}")


main()
