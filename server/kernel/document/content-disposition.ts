/**
 * `attachment` with a file name that any browser reads: plain ASCII first, UTF-8 beside it (RFC 6266, RFC 8187). Line
 * breaks, quotes and path separators cannot leave the name.
 */
export function attachment(fileName: string): string {
  const safe = fileName.replace(/[\p{Cc}"\\/]/gu, '_').slice(0, 200) || 'file';
  const ascii = safe.replace(/[^\x20-\x7e]/g, '_').replaceAll('%', '_');
  const encoded = encodeURIComponent(safe.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
