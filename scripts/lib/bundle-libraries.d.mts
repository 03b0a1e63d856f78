import type { Plugin, RolldownOutput } from 'rolldown';

export declare function libraryOf(id: string): string | null;
export declare function librariesApart(within: readonly string[]): Plugin;
export declare const librariesWithin: Plugin;
export declare function bundleLibraries(out: string): Promise<RolldownOutput['output'][number][]>;
