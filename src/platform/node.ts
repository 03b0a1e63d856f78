/** The side of Node.js. */
export { decodeCertificate, decodePublicKey, isSignatureOf, keyOf } from './node-certificates.js';
export {
  asText,
  base64Of,
  crc32,
  createDigest,
  hexOf,
  indexOf,
  inflateRaw,
  isUtf8,
  lastIndexOf,
  uninitialised,
  utf16Of,
  utf8Length,
  utf8Of,
} from './node-bytes.js';
export { baseName, openFile } from './node-files.js';
export { loadProtobuf, loadValidators, loadXmlParser, readDataFile, readDataLines } from './node-package.js';
