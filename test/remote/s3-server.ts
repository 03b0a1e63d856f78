/** As much of S3 on loopback as the official client needs to list and to read objects, path style. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { DATE, etagOf } from './range-server.js';

const MODIFIED = '2026-11-01T10:00:00.000Z';

export interface S3Asked {
  method: string;
  path: string;
  range: string | null;
  ifMatch: string | null;
  /** Who asks: the access key of the signature. */
  by: string;
}

export class S3Server {
  /** By bucket and key: `bucket/a/b.apk`. */
  readonly objects = new Map<string, Uint8Array>();
  readonly asked: S3Asked[] = [];
  /** Keys of one page of a listing. */
  page = 1000;
  misbehaviour: (request: IncomingMessage, response: ServerResponse) => boolean = () => false;
  readonly #server = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    this.asked.push({
      method,
      path: url,
      range: headers.range ?? null,
      ifMatch: headers['if-match'] ?? null,
      by: /Credential=([^/]*)\//.exec(headers.authorization ?? '')?.[1] ?? '',
    });
    if (!this.misbehaviour(request, response)) this.#answer(request, response);
  });

  static async start(): Promise<S3Server> {
    const server = new S3Server();
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.#server.closeAllConnections();
      server.#server.close();
    });
    return server;
  }

  /** What points the client here. */
  get env(): Record<string, string> {
    return {
      AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'AKTESTS',
      AWS_SECRET_ACCESS_KEY: 'hunter2',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    };
  }

  static refuse(response: ServerResponse, status: number, code: string, message = 'no'): void {
    response.writeHead(status, { 'content-type': 'application/xml' });
    response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`);
  }

  #answer({ url = '', headers }: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(url, 'http://s3');
    const [, bucket = '', key = ''] = /^\/([^/]+)\/?(.*)$/.exec(pathname) ?? [];
    if (![...this.objects.keys()].some((name) => name.startsWith(`${bucket}/`))) {
      S3Server.refuse(response, 404, 'NoSuchBucket');
      return;
    }
    if (searchParams.get('list-type') === '2') {
      this.#list(bucket, searchParams, response);
      return;
    }
    const bytes = this.objects.get(`${bucket}/${decodeURIComponent(key)}`);
    if (bytes === undefined) S3Server.refuse(response, 404, 'NoSuchKey');
    else if (headers['if-match'] !== undefined && headers['if-match'] !== etagOf(bytes)) {
      S3Server.refuse(response, 412, 'PreconditionFailed');
    } else this.#get(bytes, headers.range ?? '', response);
  }

  #get(bytes: Uint8Array, range: string, response: ServerResponse): void {
    const [, from = '', to = ''] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? [];
    if (Number(from) >= bytes.length) {
      S3Server.refuse(response, 416, 'InvalidRange');
      return;
    }
    const part = bytes.subarray(Number(from), Number(to) + 1);
    response.writeHead(206, {
      etag: etagOf(bytes),
      'last-modified': DATE,
      'content-length': part.length,
      'content-range': `bytes ${from}-${Number(from) + part.length - 1}/${bytes.length}`,
    });
    response.end(part);
  }

  #list(bucket: string, query: URLSearchParams, response: ServerResponse): void {
    const prefix = query.get('prefix') ?? '';
    const keys = [...this.objects.keys()]
      .filter((name) => name.startsWith(`${bucket}/${prefix}`))
      .map((name) => name.slice(bucket.length + 1))
      .sort();
    const from = Number(query.get('continuation-token') ?? 0);
    const to = from + this.page;
    const contents = keys.slice(from, to).map((key) => {
      const { length = 0 } = this.objects.get(`${bucket}/${key}`) ?? {};
      const encoded = encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+');
      return `<Contents><Key>${encoded}</Key><Size>${length}</Size><LastModified>${MODIFIED}</LastModified></Contents>`;
    });
    const next = to < keys.length ? `<NextContinuationToken>${to}</NextContinuationToken>` : '';
    response.writeHead(200, { 'content-type': 'application/xml' });
    response.end(
      `<?xml version="1.0"?><ListBucketResult><Name>${bucket}</Name><EncodingType>url</EncodingType>` +
        `<IsTruncated>${next !== ''}</IsTruncated>${next}${contents.join('')}</ListBucketResult>`,
    );
  }
}
