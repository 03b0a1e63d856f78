import type { CodeKnowledge } from './knowledge.js';
export function ownKnowledge(): CodeKnowledge {
  return { apiMap: { permissions: {} }, sdkOf: () => null };
}
