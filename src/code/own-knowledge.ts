import { apiMap, sdkOf } from '../knowledge/index.js';
import type { CodeKnowledge } from './knowledge.js';

/** The API map and the SDK catalogue of this package, read on first use. */
export function ownKnowledge(): CodeKnowledge {
  return { apiMap: apiMap(), sdkOf };
}
