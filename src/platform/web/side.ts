/** The side of a web worker: the bundle for the web takes it in place of `../node.ts`. */
export { decodeCertificate, decodePublicKey, isSignatureOf, keyOf } from './certificates.js';
export { crc32ByTable as crc32 } from '../crc-table.js';
export { createDigest } from './digests.js';
export { inflateRaw } from './inflate.js';
export {
  asText,
  base64Of,
  hexOf,
  indexOf,
  isUtf8,
  lastIndexOf,
  uninitialised,
  utf16Of,
  utf8Length,
  utf8Of,
} from './bytes.js';
export { baseName, openFile } from './files.js';
export { loadProtobuf, loadValidators, loadXmlParser, readDataFile, readDataLines } from './package.js';
