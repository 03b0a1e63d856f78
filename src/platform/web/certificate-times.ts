/** The times of a certificate as OpenSSL prints them (ossl_asn1_time_to_tm and ASN1_TIME_print, crypto/asn1/a_time.c). */
import type { BerValue } from '../../ber/ber.js';
import { asText } from './bytes.js';

const UTC_TIME = 23;
const GENERALIZED_TIME = 24;
/** The seconds, a fraction of them and an offset from Greenwich may be there or not. */
const REST = String.raw`(\d{2})(\d{2})(\d{2})(\d{2})(?:(\d{2})(\.\d{1,20})?)?(?:Z|([+-])(\d{2})(\d{2}))$`;
const UTC_FORM = new RegExp(String.raw`^(\d{2})${REST}`);
const GENERALIZED_FORM = new RegExp(String.raw`^(\d{4})${REST}`);
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const BAD = 'Bad time value';

/** As Node shows it; null for what is no time at all, which makes the certificate none. */
export function timeOf(value: BerValue): string | null {
  if (value.tagClass !== 'universal' || value.children !== null) return null;
  if (value.tag !== UTC_TIME && value.tag !== GENERALIZED_TIME) return null;
  return textOf(asText(value.content).toString('latin1'), value.tag === UTC_TIME);
}

function textOf(text: string, isUtc: boolean): string {
  const parts = (isUtc ? UTC_FORM : GENERALIZED_FORM).exec(text);
  if (parts === null) return BAD;
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '', fraction = ''] = parts;
  const [, , , , , , , , sign = '', offsetHours = '', offsetMinutes = ''] = parts;
  if (isUtc && fraction !== '') return BAD;
  const numbers = [month, day, hour, minute, second === '' ? '0' : second].map(Number);
  const [m = 0, d = 0, h = 0, min = 0, s = 0] = numbers;
  const y = isUtc ? Number(year) + (Number(year) < 50 ? 2000 : 1900) : Number(year);
  if (m < 1 || m > 12 || d < 1 || d > daysOf(y, m) || h > 23 || min > 59 || s > 59) return BAD;
  if (Number(offsetHours) > 12 || Number(offsetMinutes) > 59) return BAD;
  const offset = (sign === '-' ? -1 : 1) * (Number(offsetHours) * 60 + Number(offsetMinutes));
  const time = new Date(0);
  time.setUTCFullYear(y, m - 1, d);
  time.setUTCHours(h, min - offset, s);
  // OPENSSL_gmtime_adj (crypto/o_time.c), which only an offset calls, knows the years 1900 to 9999 alone.
  if (offset !== 0 && (time.getUTCFullYear() < 1900 || time.getUTCFullYear() > 9999)) return BAD;
  const two = (number: number): string => String(number).padStart(2, '0');
  const clock = [time.getUTCHours(), time.getUTCMinutes(), time.getUTCSeconds()].map(two).join(':');
  const date = `${MONTHS[time.getUTCMonth()] ?? ''} ${String(time.getUTCDate()).padStart(2, ' ')}`;
  return `${date} ${clock}${fraction} ${time.getUTCFullYear()} GMT`;
}

function daysOf(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}
