export declare function withoutCertificate(bytes: Buffer): Buffer;
