export declare const NODE_VERSION: string;
export declare const SYSTEMS: readonly string[];
export declare const HOST: string | null;
export declare class NoBinary extends Error {}
export declare function nodeBinary(system: string, folder: string, cache?: string): string;
export declare function nodeLicence(folder: string): string;
