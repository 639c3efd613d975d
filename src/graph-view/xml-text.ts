/** Text that may stand in an XML 1.0 document: what the standard forbids becomes U+FFFD. */
export function toXmlCharacters(text: string): string {
  return text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
}

/** The same, escaped for content and for attributes in double quotes; white space in attributes is kept. */
export function escapeXml(text: string): string {
  return toXmlCharacters(text).replace(/[&<>"\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}
