/** A web server on loopback that gives files by ranges, and misbehaves when it is told to. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Served {
  bytes: Uint8Array;
  /** Default: a strong ETag of the bytes. */
  etag?: string | null;
  lastModified?: string | null;
}

export interface Asked {
  path: string;
  range: string | null;
  ifRange: string | null;
  /** Bytes of the body. */
  sent: number;
}

/** Answers in place of the server, when it returns true. */
export type Misbehaviour = (request: IncomingMessage, response: ServerResponse, count: number) => boolean;

export const DATE = 'Sun, 01 Nov 2026 10:00:00 GMT';

export function etagOf(bytes: Uint8Array): string {
  return `"${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}"`;
}

export class RangeServer {
  readonly files = new Map<string, Served>();
  readonly asked: Asked[] = [];
  misbehaviour: Misbehaviour = () => false;
  readonly #server;

  constructor(private readonly tls?: { key: string; cert: string }) {
    const listener = (request: IncomingMessage, response: ServerResponse): void => {
      this.#take(request, response);
    };
    this.#server = tls === undefined ? createServer(listener) : createSecureServer(tls, listener);
  }

  #take(request: IncomingMessage, response: ServerResponse): void {
    const count = this.asked.length;
    const { url = '', headers } = request;
    const asked: Asked = {
      path: url,
      range: headers.range ?? null,
      ifRange: (headers['if-range'] as string | undefined) ?? null,
      sent: 0,
    };
    this.asked.push(asked);
    if (!this.misbehaviour(request, response, count)) this.#answer(asked, response);
  }

  static async start(tls?: { key: string; cert: string }): Promise<RangeServer> {
    const server = new RangeServer(tls);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.#server.closeAllConnections();
      server.#server.close();
    });
    return server;
  }

  get origin(): string {
    return `${this.tls === undefined ? 'http' : 'https'}://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Serves a file; returns its address. */
  put(path: string, bytes: Uint8Array, more: Omit<Served, 'bytes'> = {}): string {
    this.files.set(path, { bytes, ...more });
    return `${this.origin}${path}`;
  }

  get sent(): number {
    return this.asked.reduce((sum, { sent }) => sum + sent, 0);
  }

  #answer(asked: Asked, response: ServerResponse): void {
    const file = this.files.get(asked.path);
    if (file === undefined) {
      response.writeHead(404).end('no such file');
      return;
    }
    const { bytes, etag = etagOf(bytes), lastModified = null } = file;
    if (etag !== null) response.setHeader('etag', etag);
    if (lastModified !== null) response.setHeader('last-modified', lastModified);
    const isOther = asked.ifRange !== null && asked.ifRange !== etag && asked.ifRange !== lastModified;
    const [, from = '', to = ''] = /^bytes=(\d+)-(\d+)$/.exec(asked.range ?? '') ?? [];
    if (from === '' || isOther) {
      asked.sent = bytes.length;
      response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
      return;
    }
    if (Number(from) >= bytes.length) {
      response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
      return;
    }
    const part = bytes.subarray(Number(from), Number(to) + 1);
    asked.sent = part.length;
    response.writeHead(206, {
      'content-length': part.length,
      'content-range': `bytes ${from}-${Number(from) + part.length - 1}/${bytes.length}`,
    });
    response.end(part);
  }
}
