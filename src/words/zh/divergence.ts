/** What other readers are shown of a file, in Chinese. */
import { namesOf, rangesOf } from '../../audit/divergence-evidence.js';
import type { Divergence, ManifestObstacle } from '../../facts/divergence.js';

const OBSTACLES: Readonly<Record<ManifestObstacle, string>> = {
  encrypted: '其条目标记为已加密',
  method: '其条目所写的压缩方法无法解出其数据',
  data: '其数据解压后与条目所写的大小不符',
  document: '其数据开头不符合二进制 XML 的格式，或者提前结束',
};

/** The sentence of one difference. */
export function divergenceSentence(divergence: Divergence): string {
  return `${sentence(divergence)}（${divergence.how.join('、')}）`;
}

function sentence(divergence: Divergence): string {
  const { android, omitted } = divergence;
  if (divergence.kind === 'versions') {
    const older = `Android API ${rangesOf(divergence.olderRanges)}`;
    if (android.length === 0) return `${older} 读到 ${namesOf(divergence.older, omitted)}，较新版本则不会读到`;
    const other = divergence.older.length === 0 ? '不会读到' : `读到的是 ${namesOf(divergence.older, omitted)}`;
    return `Android API ${rangesOf(divergence.apiRanges)} 读到 ${namesOf(android, omitted)}；${older} ${other}`;
  }
  const { documented, obstacle } = divergence;
  const reader = '依照公开格式读取的工具';
  if (android.length === 0) return `${reader}会读到 ${namesOf(documented, omitted)}，而 Android 不会读到`;
  const read = `Android 读到 ${namesOf(android, omitted)}`;
  if (obstacle !== null) return `${read}；${reader}打不开清单文件，因为${OBSTACLES[obstacle]}`;
  if (documented.length === 0) return `${read}；${reader}读不到`;
  return `${read}；${reader}读到的是 ${namesOf(documented, omitted)}`;
}
