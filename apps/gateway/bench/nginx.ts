import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

const config = (folder: string, server: string) => `daemon off;
master_process off;
worker_rlimit_nofile 4096;
pid ${folder}/pid;
error_log stderr crit;
events { worker_connections 2048; }
http {
  access_log off;
  default_type application/json;
  keepalive_requests 1000000;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
${server}
}
`

const written = (server: (folder: string) => string): string => {
  const folder = mkdtempSync(join(tmpdir(), "codearts-nginx-"))
  const path = join(folder, "nginx.conf")
  writeFileSync(path, config(folder, server(folder)))
  return path
}

/** An nginx that answers every request with the same bytes. */
export const answering = (port: number, body: string): string =>
  written((folder) => {
    writeFileSync(join(folder, "answer"), body)
    return `  server {
    listen 127.0.0.1:${port};
    location / { return 200 '${body}'; }
  }`
  })

/** An nginx that passes every request on. */
export const passing = (port: number, upstreamPort: number): string =>
  written(
    () => `  upstream answering { server 127.0.0.1:${upstreamPort}; keepalive 64; keepalive_requests 1000000; }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://answering;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $http_host;
    }
  }`
  )
