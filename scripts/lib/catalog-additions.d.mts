export const ADDED_IN_API_36: readonly string[];
