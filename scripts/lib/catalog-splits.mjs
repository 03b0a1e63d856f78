/** Split rows: what else an app holds because of what it requests. */
import { SPLIT_ROW_SINCE, VENDOR_SPLIT_ROWS } from './catalog-additions.mjs';

/** The rows of platform.xml in their own order (an added permission can meet a later row), then those of vendors. */
export function buildSplitRows({ split }) {
  const rows = split.map(({ permission, targetSdkBelow, new: added, featureFlag }) => {
    const sinceApi = SPLIT_ROW_SINCE[added[0]];
    if (sinceApi === undefined) throw new Error(`no first API level is known for the split row that adds ${added[0]}`);
    return { permission, new: added, targetSdkBelow, sinceApi, ...(featureFlag === undefined ? {} : { featureFlag }) };
  });
  return [...rows, ...VENDOR_SPLIT_ROWS];
}
