/** Data types: every permission in exactly one, every dangerous or special one in some. */
import { opens, report, type CheckContext } from './check-context.js';
import { isWildcard, namesPermission } from './permission-names.js';

function checkCatalogNames(context: CheckContext): void {
  if (context.catalog.length === 0) return;
  const names = new Set(context.catalog.map((permission) => permission.name));
  for (const dataType of context.assembly.dataTypes) {
    for (const name of dataType.permissions) {
      if (isWildcard(name)) continue;
      if (name.startsWith('android.permission.') && !names.has(name)) {
        report(context, 'RULE_UNKNOWN_PERMISSION', dataType, `${name} is not in the catalogue`, ['permissions']);
      }
    }
  }
}

function checkCoverage(context: CheckContext): void {
  const { heldInBase } = context.assembly;
  const first = context.assembly.dataTypes[0];
  if (first === undefined) return;
  for (const { name, kind, special, gone } of context.catalog) {
    const sensitive = (kind === 'dangerous' || special === true) && gone === undefined;
    // The base rulebook has answered for what it leaves out; an extension answers for what it takes out.
    if (heldInBase !== null && !namesPermission(heldInBase, name)) continue;
    if (sensitive && context.ownerOf(name) === undefined && !context.assembly.notHeldByStoreApps.has(name)) {
      report(context, 'RULE_PERMISSION_NOWHERE', first, `${name} belongs to no data type`);
    }
  }
}

/** Checks `RULE_PERMISSION_TWICE`, `RULE_PERMISSION_NOWHERE` and names against the catalogue. */
export function checkDataTypes(context: CheckContext): void {
  const owner = new Map<string, string>();
  for (const dataType of context.assembly.dataTypes) {
    for (const name of opens(dataType)) {
      const other = owner.get(name);
      if (other !== undefined) {
        report(context, 'RULE_PERMISSION_TWICE', dataType, `${name} already belongs to ${other}`);
      }
      owner.set(name, dataType.id);
    }
    for (const key of ['opensUntil', 'opensBeside'] as const) {
      const foreign = Object.keys(dataType[key] ?? {}).filter((name) => !dataType.permissions.includes(name));
      if (foreign.length === 0) continue;
      const message = `${dataType.id}: ${key} names ${foreign.join(', ')}, which it does not hold`;
      report(context, 'RULE_FOREIGN_PERMISSION', dataType, message, [key]);
    }
  }
  checkCatalogNames(context);
  checkCoverage(context);
}
