/** Refusals in `<intent-filter>` and `<intent>`: ParsedIntentInfoUtils.parseIntentInfo and parseData, parseQueries. */
import { attributeByName } from '../../axml/by-id.js';
import { codedError } from '../../bytes/errors.js';
import { VALUE_TYPE } from '../../chunks/value.js';
import { ANDROID_NAMESPACE, ATTR } from '../attribute-ids.js';
import type { DeferredErrors } from './deferred.js';
import { checkNumbers } from './numbers.js';
import { attributesOf, isUnknown, knownText, refuse, type Scope } from './scope.js';

/** Android 11: an empty action or category is an error of apps that target it (EMPTY_INTENT_ACTION_CATEGORY). */
const API_EMPTY_NAME = 30;
const TARGET_EMPTY_NAME = 30;

/** One filter while it is read: checks each part, and counts them as IntentFilter keeps them. */
export class FilterCheck {
  readonly #actions = new Set<string>();
  readonly #schemes = new Set<string>();
  readonly #types = new Set<string>();
  #hosts = 0;

  /** @param since the version that began to read such filters */
  constructor(
    private readonly scope: Scope,
    private readonly deferred: DeferredErrors,
    private readonly since: number,
  ) {
    const attributes = attributesOf(scope);
    checkNumbers(scope, attributes, 'intent-filter');
    attributes.peek(ATTR.label);
  }

  /** Distinct actions so far. */
  get actions(): number {
    return this.#actions.size;
  }

  /**
   * The part the parser stands on.
   * @throws PermauditError `MAN_BAD_ELEMENT`, `MAN_BAD_VALUE`, `AXML_BAD_STRING`
   */
  part(tag: string | null): void {
    if (tag === 'action') this.#actions.add(this.#name(tag));
    else if (tag === 'category') this.#name(tag);
    else if (tag === 'data') this.#data();
  }

  /**
   * parseQueries: an intent says one thing at most of each kind.
   * @throws PermauditError `MAN_BAD_ELEMENT`
   */
  checkQuery(): void {
    const kinds = [
      ['action', this.#actions.size],
      ['type', this.#types.size],
      ['scheme', this.#schemes.size],
      ['host', this.#hosts],
    ] as const;
    if (this.#actions.size + this.#schemes.size + this.#types.size === 0) this.#refuse({ problem: 'emptyIntent' });
    const several = kinds.find(([, count]) => count > 1);
    if (several !== undefined) this.#refuse({ problem: 'severalInIntent', what: several[0] });
  }

  #applies(): boolean {
    return this.since === 1 || this.scope.reading.since(this.since);
  }

  #refuse(data: Parameters<typeof refuse<'MAN_BAD_ELEMENT'>>[2]): void {
    if (this.#applies()) refuse(this.scope, 'MAN_BAD_ELEMENT', data);
  }

  /** XmlBlock.Parser.getAttributeValue by namespace and name: a value of type null without a text throws. */
  #name(element: string): string {
    const { parser } = this.scope;
    const attribute = attributeByName(parser, ANDROID_NAMESPACE, 'name');
    if (attribute !== null && !attribute.hasRaw && attribute.typed.type === VALUE_TYPE.NULL && this.#applies()) {
      refuse(this.scope, 'MAN_BAD_VALUE', { problem: 'null', element, attribute: 'name' });
    }
    const name = attribute?.textValue ?? null;
    if (name === null) this.#refuse({ problem: 'missing', element, attribute: 'name' });
    if (name === '') {
      const place = { offset: parser.offset, path: parser.tree.data.path };
      const data = { problem: 'missing', element, attribute: 'name' } as const;
      this.deferred.defer(TARGET_EMPTY_NAME, API_EMPTY_NAME, () => codedError('MAN_BAD_ELEMENT', data, place));
    }
    return name ?? '';
  }

  #data(): void {
    const attributes = attributesOf(this.scope);
    const type = knownText(this.scope, attributes, ATTR.mimeType);
    if (type !== null) {
      if (!isMimeType(type)) this.#refuse({ problem: 'mimeType', type });
      this.#types.add(type);
    }
    const scheme = attributes.nonConfigurationString(ATTR.scheme);
    if (scheme !== null) this.#schemes.add(scheme);
    if (attributes.nonConfigurationString(ATTR.host) === null) return;
    this.#hosts++;
    const port = attributes.peek(ATTR.port);
    if (port === null || isUnknown(this.scope, port)) return;
    const text = attributes.nonConfigurationString(ATTR.port);
    // IntentFilter.AuthorityEntry: Integer.parseInt throws.
    if (text !== null && !isDecimalInt(text) && this.#applies()) {
      refuse(this.scope, 'MAN_BAD_VALUE', { problem: 'notNumber', element: 'data', attribute: 'port' });
    }
  }
}

/** IntentFilter.processMimeType: something on both sides of the first slash. */
function isMimeType(type: string): boolean {
  const slash = type.indexOf('/');
  return slash > 0 && type.length >= slash + 2;
}

/** Integer.parseInt. */
function isDecimalInt(text: string): boolean {
  if (!/^[+-]?\d{1,32}$/.test(text)) return false;
  const value = Number(text);
  return value >= -0x80000000 && value <= 0x7fffffff;
}
