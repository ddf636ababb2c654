"""A server on this machine for the tests of downloads.

It serves the file that is its first argument, writes its port on standard output, and ends when its
standard input does. The first part of a path says how it behaves. The file that is its second
argument gets the requests, one a line: the path and the range that was asked for.
"""

import http.server
import os
import sys
import threading
import time

content = open(sys.argv[1], "rb").read()
requests = []


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        requests.append(f"{self.path} {self.headers.get('Range', '-')}")
        with open(sys.argv[2], "a") as log:
            print(requests[-1], file=log)
        behaviour = self.path.split("/")[1]
        count = sum(line.startswith(self.path + " ") for line in requests)
        if behaviour == "redirect":
            return self.send(302, b"moved", {"Location": "/good/runs.csv"})
        if behaviour == "missing":
            return self.send(404, b"no such file")
        if behaviour == "busy" and count <= 2:
            return self.send(503, b"busy")
        if behaviour == "endless":
            return self.endless()
        if behaviour == "other":
            return self.send(200, b"N,D,loss\n1,2,3\n")
        start = 0
        if behaviour != "norange" and "Range" in self.headers:
            start = int(self.headers["Range"].removeprefix("bytes=").removesuffix("-"))
            if start >= len(content):
                return self.send(416, b"", {"Content-Range": f"bytes */{len(content)}"})
        breaks = behaviour == "broken" and count == 1 or behaviour == "always-broken"
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(content) - start))
        if start:
            self.send_header(
                "Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}"
            )
        self.end_headers()
        half = (len(content) - start) // 2
        if breaks:
            self.wfile.write(content[start : start + half])
            self.close_connection = True
        elif behaviour == "stalled" and count == 1:
            self.wfile.write(content[start : start + half])
            self.wfile.flush()
            time.sleep(60)
            self.close_connection = True
        elif behaviour == "slow":
            size = max(1, len(content) // 40)
            for place in range(start, len(content), size):
                self.wfile.write(content[place : place + size])
                self.wfile.flush()
                time.sleep(0.02)
        else:
            self.wfile.write(content[start:])

    def endless(self):
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"1000\r\n" + b"x" * 0x1000 + b"\r\n")
        except OSError:
            self.close_connection = True

    def send(self, status, body, headers={}):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *arguments):
        pass  # A client may go away at any time.


server = Server(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
os._exit(0)
