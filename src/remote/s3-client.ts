/** The official client of S3, which those who use it install beside this program. */
import { createRequire } from 'node:module';

/** What is needed of `@aws-sdk/client-s3`, version 3. */
export interface S3Module {
  S3Client: new (settings: Record<string, unknown>) => S3Client;
  GetObjectCommand: new (input: Record<string, unknown>) => object;
  ListObjectsV2Command: new (input: Record<string, unknown>) => object;
}

export interface S3Client {
  send: (command: object, options: { abortSignal: AbortSignal }) => Promise<unknown>;
}

export interface GotObject {
  Body?: AsyncIterable<Uint8Array>;
  ContentRange?: string;
  ContentLength?: number;
  ETag?: string;
  LastModified?: Date;
}

export interface ListedObjects {
  Contents?: { Key?: string; Size?: number; LastModified?: Date }[];
  IsTruncated?: boolean;
  NextContinuationToken?: string;
}

/** The package is not installed. */
export class NoS3Client extends Error {
  override readonly name = 'NoS3Client';
}

const PACKAGE = '@aws-sdk/client-s3';
const CONNECT_MS = 10_000;
/** A server that has not answered by then is asked again by the client. */
export const REQUEST_MS = 30_000;

/**
 * Loads the package from where this program, or an executable of it, is.
 * @param base `import.meta.url`, or what stands for it
 * @throws NoS3Client
 */
export function loadS3(base: string): S3Module {
  // Under a name that no bundler looks for: the package is never part of this one.
  const load = createRequire(base);
  try {
    return load(PACKAGE) as S3Module;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') throw new NoS3Client();
    throw error;
  }
}

/**
 * A client that takes its credentials, its region and the endpoint from the environment, as all of Amazon's do. A server of
 * one's own (`AWS_ENDPOINT_URL_S3`) seldom has a name for each bucket: there the bucket is part of the path.
 */
export function clientOf({ S3Client }: S3Module, env: NodeJS.ProcessEnv = process.env): S3Client {
  const isOwn = (env['AWS_ENDPOINT_URL_S3'] ?? env['AWS_ENDPOINT_URL'] ?? '') !== '';
  return new S3Client({
    maxAttempts: 3,
    followRegionRedirects: true,
    // Checksums are of whole objects, and parts are what is read.
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout: REQUEST_MS },
    ...(isOwn ? { forcePathStyle: true } : {}),
  });
}
