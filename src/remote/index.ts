/** The one way into this folder: files of servers, and what is under a prefix. */
import type { RemoteSource } from '../bytes/byte-source.js';
import type { S3Address } from './address.js';
import { RemoteFile } from './remote-file.js';
import { RemoteThread, type ThreadOptions } from './thread-client.js';
import { clientOf, loadS3 } from './s3-client.js';
import { listPrefix, type S3Listed } from './s3.js';

export { AddressError, isAddress, parseAddress, type Address, type AddressProblem } from './address.js';
export { NoS3Client } from './s3-client.js';
export type { S3Listed } from './s3.js';

/** Beside which the program of the thread lies. */
export const THREAD = import.meta.url;

/** How files of servers are opened, one after the other. @throws PermauditError */
export function remoteOpener(options: ThreadOptions): (address: string, timeMs: number) => RemoteSource {
  const thread = new RemoteThread(options);
  return (address, timeMs) => new RemoteFile(thread, address, timeMs);
}

/** Whether there is a client of S3. @throws NoS3Client */
export function checkS3(base: string): void {
  loadS3(base);
}

/** The objects of a prefix that are called as apps are. @throws PermauditError, NoS3Client */
export function objectsOf(address: S3Address, base: string, signal: AbortSignal): AsyncIterable<S3Listed> {
  const commands = loadS3(base);
  return listPrefix({ commands, client: clientOf(commands) }, address, signal);
}
