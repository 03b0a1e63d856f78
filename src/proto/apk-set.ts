/** `toc.pb` of bundletool's APK sets: `BuildApksResult` of commands.proto (bundletool, android.bundle). */
import { ProtoDocument, WIRE, type ProtoField } from './message.js';

const RESULT = { VARIANT: 1, PACKAGE_NAME: 4 } as const;
const VARIANT = { APK_SET: 2, NUMBER: 3 } as const;
const APK_SET = { MODULE_METADATA: 1, APK_DESCRIPTION: 2 } as const;
const MODULE = { NAME: 1, DELIVERY_TYPE: 6 } as const;
const APK = { PATH: 2, SPLIT: 3, STANDALONE: 4 } as const;

/** An APK of the set. Path and module name are attacker-controlled text. */
export interface TocApk {
  path: string;
  module: string;
  /** `DeliveryType`: 1 install time, 2 on demand, 3 fast follow, 0 not stated. */
  delivery: number;
  kind: 'split' | 'standalone' | 'other';
}

/** APKs of one variant go together; APKs of different variants never do. */
export interface TocVariant {
  number: number;
  apks: TocApk[];
}

export interface ApkSetToc {
  packageName: string;
  variants: TocVariant[];
}

/**
 * Reads a table of contents.
 * @throws PermauditError `PROTO_CORRUPT`
 */
export function readApkSetToc(bytes: Uint8Array, path: string): ApkSetToc {
  const document = new ProtoDocument(bytes, path);
  const toc: ApkSetToc = { packageName: '', variants: [] };
  for (const field of document.fields(0, document.size)) {
    if (field.wireType !== WIRE.LENGTH) continue;
    if (field.number === RESULT.PACKAGE_NAME) toc.packageName = document.string(field);
    else if (field.number === RESULT.VARIANT) toc.variants.push(readVariant(document, field));
  }
  return toc;
}

function readVariant(document: ProtoDocument, message: ProtoField): TocVariant {
  const variant: TocVariant = { number: 0, apks: [] };
  for (const field of document.fields(message.start, message.end)) {
    if (field.number === VARIANT.NUMBER) variant.number = field.value;
    else if (field.number === VARIANT.APK_SET && field.wireType === WIRE.LENGTH) {
      for (const apk of readModule(document, field)) variant.apks.push(apk);
    }
  }
  return variant;
}

function readModule(document: ProtoDocument, message: ProtoField): TocApk[] {
  const apks: TocApk[] = [];
  let module = '';
  let delivery = 0;
  for (const field of document.fields(message.start, message.end)) {
    if (field.wireType !== WIRE.LENGTH) continue;
    if (field.number === APK_SET.APK_DESCRIPTION) apks.push(readApk(document, field));
    else if (field.number === APK_SET.MODULE_METADATA) {
      for (const part of document.fields(field.start, field.end)) {
        if (part.number === MODULE.NAME && part.wireType === WIRE.LENGTH) module = document.string(part);
        else if (part.number === MODULE.DELIVERY_TYPE) delivery = part.value;
      }
    }
  }
  return apks.map((apk) => ({ ...apk, module, delivery }));
}

function readApk(document: ProtoDocument, message: ProtoField): TocApk {
  const apk: TocApk = { path: '', module: '', delivery: 0, kind: 'other' };
  for (const field of document.fields(message.start, message.end)) {
    if (field.wireType !== WIRE.LENGTH) continue;
    if (field.number === APK.PATH) apk.path = document.string(field);
    else if (field.number === APK.SPLIT) apk.kind = 'split';
    else if (field.number === APK.STANDALONE) apk.kind = 'standalone';
  }
  return apk;
}
