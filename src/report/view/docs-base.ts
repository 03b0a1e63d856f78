/** The one place that says where the pages of the rules are. */

/** An http or https address without a slash at its end, below which `LEND-SMS-READ.md` is; null while they have no home. */
export const DOCS_BASE: string | null = null;
