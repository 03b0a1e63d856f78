/** The part of SARIF 2.1.0 that permaudit writes. */

export type SarifLevel = 'error' | 'warning' | 'note' | 'none';

export interface Message {
  text: string;
  markdown?: string;
}

export interface ReportingDescriptor {
  id: string;
  name: string;
  shortDescription: Message;
  fullDescription: Message;
  help: Message;
  helpUri?: string;
  defaultConfiguration: { level: SarifLevel };
  properties: { tags: string[]; precision: string; 'security-severity': string };
}

export interface ArtifactLocation {
  uri: string;
  uriBaseId: '%SRCROOT%';
  index?: number;
}

/** Columns count UTF-16 code units from 1; `endColumn` is the one after the last. */
export interface Region {
  startLine: number;
  startColumn?: number;
  endLine?: number;
  endColumn?: number;
}

export interface Location {
  physicalLocation?: { artifactLocation: ArtifactLocation; region?: Region };
  logicalLocations?: { name: string; fullyQualifiedName: string; kind: string }[];
}

export interface Result {
  ruleId: string;
  ruleIndex: number;
  level: SarifLevel;
  message: Message;
  locations: Location[];
  partialFingerprints: Record<string, string>;
  suppressions?: { kind: 'external'; status: 'accepted'; justification: string }[];
  properties: Record<string, unknown>;
}

export interface Notification {
  descriptor: { id: string };
  level: SarifLevel;
  message: Message;
  locations?: Location[];
}

export interface Run {
  tool: {
    driver: {
      name: string;
      version: string;
      semanticVersion: string;
      informationUri?: string;
      rules: ReportingDescriptor[];
      properties: Record<string, unknown>;
    };
  };
  automationDetails: { id: string; description: Message };
  invocations: { executionSuccessful: boolean; toolExecutionNotifications: Notification[] }[];
  originalUriBaseIds: Record<string, { description: Message }>;
  artifacts: {
    location: ArtifactLocation;
    length?: number;
    mimeType?: string;
    roles: string[];
    hashes?: Record<string, string>;
  }[];
  columnKind: 'utf16CodeUnits';
  results: Result[];
  properties: Record<string, unknown>;
}

export interface SarifLog {
  $schema: string;
  version: '2.1.0';
  runs: Run[];
}
