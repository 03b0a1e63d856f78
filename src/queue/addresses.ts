/** Apps that are named by their addresses: files of web servers, and objects of S3. */
import { packageBase } from '../batch/entry.js';
import type { Target } from '../batch/types.js';
import { PermauditError } from '../bytes/errors.js';
import {
  AddressError,
  checkS3,
  isAddress,
  NoS3Client,
  objectsOf,
  parseAddress,
  type Address,
  type AddressProblem,
} from '../remote/index.js';
import { toReadingError } from '../facts/reading-error.js';
import { ENGLISH } from '../words/messages.js';
import { QueueError } from './database.js';

export type { Address } from '../remote/index.js';

const PROBLEMS: Readonly<Record<AddressProblem, string>> = {
  long: 'an address has too many characters',
  control: 'an address has control characters in it',
  unreadable: 'an address cannot be read as one',
  user: 'an address has a user or a password in it',
  signed: 'an address has a signature or a token in it',
  bucket: 'the bucket of an s3:// address has no valid name',
  key: 'the key of an s3:// address has too many bytes',
};

function hintOf(problem: AddressProblem): string {
  return problem === 'user' || problem === 'signed'
    ? 'an address stands in the database and in reports: credentials come from the environment of the workers'
    : 'name it as https://host/app.apk or s3://bucket/app.apk';
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** What was named, with addresses apart from paths. A path of a list need not be text; an address is. */
export function addressesAmong<Path extends string | Buffer>(
  named: readonly Path[],
): { addresses: string[]; paths: Path[] } {
  const texts = named.map((one) => (typeof one === 'string' ? one : one.toString('latin1')));
  return {
    addresses: named.filter((_, index) => isAddress(texts[index] ?? '')).map(asText),
    paths: named.filter((_, index) => !isAddress(texts[index] ?? '')),
  };
}

/** @throws QueueError */
function asText(named: string | Buffer): string {
  if (typeof named === 'string') return named;
  try {
    return decoder.decode(named);
  } catch (error) {
    if (error instanceof TypeError) throw new QueueError('an address of a list is not UTF-8');
    throw error;
  }
}

/**
 * Takes addresses apart, before anything is done with them.
 * @throws QueueError; its message repeats no password
 */
export function checkAddresses(texts: readonly string[]): Address[] {
  const addresses = texts.map((text) => {
    try {
      return parseAddress(text);
    } catch (error) {
      if (!(error instanceof AddressError)) throw error;
      const { problem, host } = error;
      throw new QueueError(`${PROBLEMS[problem]}${host === '' ? '' : ` (${host})`}`, hintOf(problem));
    }
  });
  if (addresses.some(({ kind }) => kind === 's3')) orQueueError(checkS3Here);
  return addresses;
}

/** Whether this machine can open it. @throws QueueError */
export function checkRemote({ file, remote }: Target): void {
  if (remote === true && /^s3:/i.test(file)) orQueueError(checkS3Here);
}

function checkS3Here(): void {
  checkS3(packageBase(import.meta.url));
}

function orQueueError(check: () => void): void {
  try {
    check();
  } catch (error) {
    throw asQueueError(error);
  }
}

function asQueueError(error: unknown): unknown {
  if (error instanceof NoS3Client) {
    return new QueueError(
      'an s3:// address needs the package @aws-sdk/client-s3, which is not installed',
      'npm install @aws-sdk/client-s3@3',
    );
  }
  return error instanceof PermauditError ? new QueueError(`s3: ${ENGLISH.error(toReadingError(error))}`) : error;
}

/**
 * The files that addresses stand for, each once; those that are under a prefix by what S3 says. Left are those whose keys cannot
 * be written as addresses.
 * @throws QueueError
 */
export async function targetsOf(
  addresses: readonly Address[],
  signal: AbortSignal,
): Promise<{ targets: Target[]; left: string[] }> {
  const targets = new Map<string, Target>();
  const left: string[] = [];
  const add = (file: string, size: number | null, modified: string | null): void => {
    if (!targets.has(file)) targets.set(file, { path: Buffer.from(file), file, size, modified, remote: true });
  };
  for (const address of addresses) {
    if (address.kind === 'web' || !address.isPrefix) {
      add(address.text, null, null);
      continue;
    }
    try {
      for await (const { text, size, modified } of objectsOf(address, packageBase(import.meta.url), signal)) {
        if (isWritable(text)) add(text, size, modified);
        else left.push(text);
      }
    } catch (error) {
      if (signal.aborted) break;
      throw asQueueError(error);
    }
  }
  return { targets: [...targets.values()], left };
}

/** Keys may hold what no address may. */
function isWritable(text: string): boolean {
  try {
    return parseAddress(text).text === text;
  } catch (error) {
    if (error instanceof AddressError) return false;
    throw error;
  }
}
