/** Where on the page the findings about each data type stand. */
import type { Audit } from '../../audit/types.js';
import { groupFindings } from '../view/group-findings.js';

/** The id of the part about each data type, by the id of the data type. */
export function findingPlaces({ findings }: Pick<Audit, 'findings'>): Map<string, string> {
  const groups = groupFindings(findings);
  return new Map(groups.map((group, index) => [group.findings[0]?.dataType ?? '', `data-${index + 1}`]));
}
