export declare function executableModules(): Promise<string[]>;
export declare function bundleExecutable(folder: string): Promise<Record<string, string>>;
