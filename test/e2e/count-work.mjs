/**
 * Loaded before the command line and its worker processes: writes down what is read of files, inflated, parsed and decoded,
 * a line of JSON each, to the file that PERMAUDIT_WORK_LOG names. At once: a worker is ended without a word.
 */
import crypto from 'node:crypto';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import zlib from 'node:zlib';

const { openSync, readSync, writeSync } = fs;
const { inflateRawSync } = zlib;
const { createHash, createPublicKey, X509Certificate } = crypto;
const { parse } = JSON;
const log = openSync(process.env.PERMAUDIT_WORK_LOG, 'a');
const paths = new Map();

function tell(kind, told) {
  writeSync(log, `${JSON.stringify({ pid: process.pid, kind, ...told })}\n`);
}

fs.openSync = (path, ...rest) => {
  const fd = openSync(path, ...rest);
  paths.set(fd, String(path));
  return fd;
};
fs.readSync = (fd, buffer, ...rest) => {
  const bytes = readSync(fd, buffer, ...rest);
  const path = paths.get(fd) ?? '';
  // Node.js reads its modules by this function as well, some versions of it.
  if (path.endsWith('.apk')) tell('read', { path, at: rest[2], bytes });
  return bytes;
};
zlib.inflateRawSync = (input, options) => {
  try {
    const result = inflateRawSync(input, options);
    tell('inflate', { from: input.length, to: result.buffer.length });
    return result;
  } catch (error) {
    tell('inflate', { from: input.length, to: null });
    throw error;
  }
};
JSON.parse = (text, reviver) => {
  tell('json', { letters: String(text).length, digest: createHash('sha256').update(String(text)).digest('hex') });
  return parse(text, reviver);
};
crypto.X509Certificate = class extends X509Certificate {
  constructor(bytes) {
    super(bytes);
    tell('certificate', {});
  }
};
crypto.createPublicKey = (key) => {
  tell('key', {});
  return createPublicKey(key);
};
syncBuiltinESMExports();
