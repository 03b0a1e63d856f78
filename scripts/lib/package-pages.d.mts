export function withoutDeadLinks(page: string, isThere: (href: string) => boolean): string;
