/**
 * Runs in a thread of a worker process: speaks to servers, while the thread of the readers, which know no waiting but for
 * bytes, stands still.
 */
import { workerData } from 'node:worker_threads';
import { PermauditError } from '../bytes/errors.js';
import { parseAddress } from './address.js';
import type { Answer, Question, ThreadSetup } from './questions.js';
import type { RangeReader } from './ranges.js';
import { clientOf, loadS3, type S3Client, type S3Module } from './s3-client.js';
import { S3Reader } from './s3.js';
import { WebReader } from './web.js';

const { port, given, base } = workerData as ThreadSetup;
const count = new Int32Array(given);
let s3: { commands: S3Module; client: S3Client } | null = null;
let file: RangeReader | null = null;

function readerOf(text: string): RangeReader {
  const address = parseAddress(text);
  if (address.kind === 'web') return new WebReader(address.url);
  if (s3 === null) {
    const commands = loadS3(base);
    s3 = { commands, client: clientOf(commands) };
  }
  return new S3Reader(s3, address);
}

async function answerTo(question: Question): Promise<Answer> {
  const ended = new AbortController();
  const timer = setTimeout(() => {
    ended.abort();
  }, question.limitMs);
  try {
    if (question.ask === 'open') {
      file = readerOf(question.address);
      return { is: 'opened', opened: await file.open(question.length, ended.signal) };
    }
    if (file === null) throw new Error('no file is open');
    return { is: 'bytes', bytes: await file.range(question.offset, question.length, ended.signal) };
  } catch (error) {
    if (error instanceof PermauditError) return { is: 'refused', told: error.told };
    return { is: 'failed', message: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}

port.on('message', (question: Question) => {
  void answerTo(question).then((answer) => {
    port.postMessage(answer);
    Atomics.add(count, 0, 1);
    Atomics.notify(count, 0);
  });
});
