/** The type that a picture's first bytes tell, whatever its sender says; undefined where it is none of the three. Pure. */
export function typeOf(bytes: Buffer): string | undefined {
  const begin = bytes.toString('latin1', 0, 12);
  if (begin.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (begin.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  return /^RIFF[\s\S]{4}WEBP$/.test(begin) ? 'image/webp' : undefined;
}

/** The bytes of a `data:` address in base64, whose form was checked. Pure. */
export function bytesOf(address: string): Buffer {
  return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
}
