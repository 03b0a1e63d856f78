/** Letters outside ASCII become escapes: V8 reads such code as it is, byte for byte. All of them must stand in literals. */
export function escapeLetters(code) {
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
