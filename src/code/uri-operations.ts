/** What code does with a content URI, told by the calls around it (Android API reference, ContentResolver and its kin). */

/** Bits of what one method or class does. */
export const UriOperation = { None: 0, Read: 1, Write: 2, Pick: 4 } as const;

interface UriCall {
  readonly class: string;
  readonly read: readonly string[];
  readonly write: readonly string[];
}

const CLIENT_READS = ['query', 'openInputStream', 'openFile', 'openAssetFile', 'openTypedAssetFileDescriptor'];
const CLIENT_WRITES = ['insert', 'bulkInsert', 'update', 'delete', 'applyBatch'];

export const URI_CALLS: readonly UriCall[] = [
  {
    class: 'android.content.ContentResolver',
    read: [
      ...CLIENT_READS,
      'openFileDescriptor',
      'openAssetFileDescriptor',
      'openTypedAssetFile',
      'loadThumbnail',
      'registerContentObserver',
    ],
    write: [...CLIENT_WRITES, 'openOutputStream'],
  },
  { class: 'android.content.ContentProviderClient', read: CLIENT_READS, write: CLIENT_WRITES },
  { class: 'android.content.ContentProviderOperation', read: [], write: ['newInsert', 'newUpdate', 'newDelete'] },
  {
    class: 'android.content.AsyncQueryHandler',
    read: ['startQuery'],
    write: ['startInsert', 'startUpdate', 'startDelete'],
  },
  { class: 'android.content.CursorLoader', read: ['<init>', 'setUri'], write: [] },
  { class: 'androidx.loader.content.CursorLoader', read: ['<init>', 'setUri'], write: [] },
  { class: 'android.support.v4.content.CursorLoader', read: ['<init>', 'setUri'], write: [] },
  { class: 'android.app.Activity', read: ['managedQuery'], write: [] },
  { class: 'android.provider.MediaStore$Images$Media', read: ['query', 'getBitmap'], write: ['insertImage'] },
];

/** Actions that hand the URI to another app, which then uses its own permission. */
export const PICK_ACTIONS: readonly string[] = [
  'android.intent.action.PICK',
  'android.intent.action.GET_CONTENT',
  'android.intent.action.INSERT',
  'android.intent.action.INSERT_OR_EDIT',
  'android.intent.action.EDIT',
  'android.intent.action.VIEW',
];

export type SiteAccess = 'read' | 'write' | 'read-write' | 'unknown';

/** What a set of bits amounts to. */
export function accessOf(operations: number): SiteAccess {
  const both = operations & (UriOperation.Read | UriOperation.Write);
  if (both === UriOperation.Read) return 'read';
  if (both === UriOperation.Write) return 'write';
  return both === 0 ? 'unknown' : 'read-write';
}
