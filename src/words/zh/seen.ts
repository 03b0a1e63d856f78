/** What was seen of an anomaly, in Chinese. */
import type { SeenDetails } from '../../bytes/seen.js';
import type { ClauseTable } from '../clauses.js';

const FIELDS = { flags: '标志', method: '压缩方法' };

export const SEEN_ZH: ClauseTable<SeenDetails> = {
  BYTES: ({ bytes }) => `${bytes} 字节`,
  MORE: ({ count }) => `另有 ${count} 项`,
  ENTRIES: ({ count, first }) => `${count} 个条目，第一个为 ${first}`,
  TWO_ENTRIES: ({ one, other }) => `${one} 与 ${other}`,
  FLAGS: ({ directory, local }) => `标志 ${directory}，本地文件头 ${local}`,
  LOCAL: ({ field, local, directory }) => `${FIELDS[field]}：本地文件头 ${local}，中央目录 ${directory}`,
  SIZES: ({ compressed, uncompressed }) => `压缩后 ${compressed}，压缩前 ${uncompressed}`,
  CRC: ({ actual, stated }) => `CRC-32 ${actual}，声明为 ${stated}`,
  END_RECORDS: ({ first, last }) => `结束记录位于 ${first} 和 ${last}`,
  SIZE_OF: ({ size, of }) => `size=${size}，文件共 ${of}`,
  SECOND_STRING_POOL: () => '第二个字符串池',
  SECOND_RESOURCE_MAP: () => '第二个资源映射',
  ELEMENT_AFTER: ({ at, end }) => `元素位于 ${at}，清单文件结束于 ${end}`,
  READ_AS: ({ id, readAs }) => `${id} 被读作 ${readAs}`,
  NAME_WITH_ID: ({ name, id }) => `${name}，id 为 ${id}`,
  NAME_IN: ({ name, namespace }) => (namespace === null ? `${name}，无命名空间` : `${name}，命名空间为 ${namespace}`),
  LENGTHS: ({ stated, actual }) => `声明 ${stated}，实际 ${actual}`,
  TYPED_AND_RAW: ({ typed, raw }) => `类型值 ${typed}，原始值 ${raw}`,
  ELEMENT_IN: ({ element, parent }) => `<${element}> 位于 <${parent}> 内`,
  DEX: ({ bytes, version }) => `${bytes} 字节，DEX 版本${version === null ? '未知' : ` ${version}`}`,
  VARIANT: ({ number, of }) => `第 ${number} 个变体，共 ${of} 个`,
  NO_PACKAGE: () => '没有 package 属性',
  NO_USES_SDK: () => '没有 <uses-sdk>',
};
