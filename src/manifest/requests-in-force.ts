/**
 * Which of several requests of one permission counts on each version. ParsingPackageUtils.parseUsesPermission passes over
 * a request whose limits or device features do not fit, keeps the first that is left and ignores the later ones.
 */
import { intersectRange, type ApiRange } from '../bytes/api-range.js';
import type { PermissionTerms, RequestedPermission } from '../facts/facts.js';
import { activeRange } from './requested-permissions.js';

/** Android 12 reads `usesPermissionFlags`. */
const API_FLAGS = 31;
/** Android 15 takes maxSdkVersion="0" as a limit: such a request ends with Android 14. */
const LAST_WITHOUT_ZERO = 34;

/** The requests that count on some devices of a stretch of versions: the first whose features the device has. */
export interface InForce {
  readonly apiRange: ApiRange;
  readonly requests: readonly RequestedPermission[];
}

/** Whether some devices do not take it: those without a feature, or of another language, screen or density. */
const isConditional = ({ requiredFeatures, requiredNotFeatures, devices }: RequestedPermission): boolean =>
  requiredFeatures.length + requiredNotFeatures.length > 0 || devices !== undefined;

/**
 * The requests in force over a range of versions that read the manifest alike, oldest first; versions on which none is
 * are left out.
 * @param requests of one name, in manifest order
 */
export function requestsInForce(requests: readonly RequestedPermission[], [from, to]: ApiRange): InForce[] {
  const [only] = requests;
  if (only !== undefined && requests.length === 1) {
    return activeRange(only, from, to).map((apiRange) => ({ apiRange, requests }));
  }
  const spans: { apiRange: [number, number]; requests: RequestedPermission[] }[] = [];
  for (let api = from; api <= to; api++) {
    const counting: RequestedPermission[] = [];
    for (const request of requests) {
      if (activeRange(request, api, api).length === 0) continue;
      counting.push(request);
      if (!isConditional(request)) break;
    }
    const last = spans[spans.length - 1];
    if (counting.length === 0) continue;
    if (last?.apiRange[1] === api - 1 && isSame(last.requests, counting)) last.apiRange[1] = api;
    else spans.push({ apiRange: [api, api], requests: counting });
  }
  return spans;
}

function isSame(some: readonly RequestedPermission[], others: readonly RequestedPermission[]): boolean {
  return some.length === others.length && some.every((request, index) => request === others[index]);
}

/** What limits a permission over all its versions. */
export type Limits = Pick<
  RequestedPermission,
  'maxSdkVersion' | 'minSdkVersion' | 'requiredFeatures' | 'requiredNotFeatures' | 'neverForLocation'
>;

/**
 * The limits that hold wherever the permission is asked for: of several requests in force the loosest. A promise counts
 * where all make it that a version which reads it takes; a feature where all need it.
 */
export function limitsOf(spans: readonly InForce[]): Limits {
  const all = [...new Set(spans.flatMap(({ requests }) => requests))];
  const withFlags = spans.filter(({ apiRange }) => apiRange[1] >= API_FLAGS);
  const promising = (withFlags.length > 0 ? withFlags : spans).flatMap(({ requests }) => requests);
  return {
    maxSdkVersion: loosest(
      all,
      ({ maxSdkVersion: max }) => max,
      (max) => (max === 0 ? LAST_WITHOUT_ZERO : max),
    ),
    minSdkVersion: loosest(
      all,
      ({ minSdkVersion: min }) => min,
      (min) => -min,
    ),
    ...neededByAll(all),
    neverForLocation: promising.length > 0 && promising.every((request) => request.neverForLocation),
  };
}

function loosest(
  requests: readonly RequestedPermission[],
  limitOf: (request: RequestedPermission) => number | null,
  reach: (limit: number) => number,
): number | null {
  let found: number | null = null;
  for (const request of requests) {
    const limit = limitOf(request);
    if (limit === null) return null;
    if (found === null || reach(limit) > reach(found)) found = limit;
  }
  return found;
}

function neededByAll(
  requests: readonly RequestedPermission[],
): Pick<Limits, 'requiredFeatures' | 'requiredNotFeatures'> {
  const shared = (of: (request: RequestedPermission) => readonly string[]): string[] => {
    const [first = [], ...others] = requests.map((request) => of(request));
    let left = new Set(first);
    for (const list of others) {
      if (left.size === 0) break;
      left = new Set(list.filter((feature) => left.has(feature)));
    }
    return [...left];
  };
  return {
    requiredFeatures: shared(({ requiredFeatures }) => requiredFeatures),
    requiredNotFeatures: shared(({ requiredNotFeatures }) => requiredNotFeatures),
  };
}

/**
 * The terms on each stretch of versions, oldest first, within the ranges on which the permission exists; null where they
 * are the same throughout.
 */
export function termsOf(spans: readonly InForce[], ranges: readonly ApiRange[]): PermissionTerms[] | null {
  const terms: { key: string; apiRange: [number, number]; of: Omit<PermissionTerms, 'apiRange'> }[] = [];
  const parts = spans.flatMap((span) =>
    ranges.flatMap((range) => {
      const apiRange = intersectRange(span.apiRange, range);
      return apiRange === null ? [] : [{ apiRange, requests: span.requests }];
    }),
  );
  for (const { apiRange, requests } of parts.sort((a, b) => a.apiRange[0] - b.apiRange[0])) {
    const of = {
      ...neededByAll(requests),
      neverForLocation: requests.every(({ neverForLocation }) => neverForLocation),
    };
    const key = JSON.stringify(of);
    const last = terms[terms.length - 1];
    if (last?.key === key && last.apiRange[1] === apiRange[0] - 1) last.apiRange[1] = apiRange[1];
    else terms.push({ key, apiRange: [...apiRange], of });
  }
  if (new Set(terms.map(({ key }) => key)).size < 2) return null;
  return terms.map(({ apiRange, of }) => ({ apiRange, ...of }));
}
