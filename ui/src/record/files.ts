import type { FileInput } from './generated/graphql';

const texts = /\.(csv|vcf|vcard)$/i;

/** Reads a file for the API: text as text, a workbook as its bytes. Text that is not UTF-8 goes as bytes too, so that the service judges it. */
export async function readFile(file: File): Promise<FileInput> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (texts.test(file.name)) {
    try {
      return { name: file.name, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
    } catch {
      return { name: file.name, base64: base64Of(bytes) };
    }
  }
  return { name: file.name, base64: base64Of(bytes) };
}

/** Bytes in Base64. */
export function base64Of(bytes: Uint8Array): string {
  const step = 0x8000;
  let text = '';
  for (let at = 0; at < bytes.length; at += step) text += String.fromCodePoint(...bytes.subarray(at, at + step));
  return btoa(text);
}

/** The sheets of the import format, as files are named after them. */
export const sheets = [
  'organizations', 'departments', 'people', 'memberships', 'opportunities', 'reporting', 'influences', 'interactions', 'decision_roles', 'assessments', 'signals', 'targets',
  'endorsements',
] as const;
export type Sheet = (typeof sheets)[number];

/** What was pasted, as a file: an address book by its beginning, else rows; what was copied from a spreadsheet has tabs for commas. */
export function pastedFile(text: string, sheet: Sheet): FileInput {
  if (/^\s*BEGIN:VCARD/i.test(text)) return { name: 'pasted.vcf', text };
  const [header = ''] = text.split(/\r?\n/, 1);
  return { name: `${sheet}.csv`, text: header.includes('\t') ? commasFor(text) : text };
}

/** Rows with tabs, as a spreadsheet copies them, with commas instead. A cell with quotes around it may hold tabs and lines. */
function commasFor(text: string): string {
  const cells = /"((?:[^"]|"")*)"(?=\t|\r?\n|$)|([^\t\r\n]*)/y;
  let out = '';
  let at = 0;
  while (at < text.length) {
    cells.lastIndex = at;
    const found = cells.exec(text);
    const cell = found?.[1]?.replaceAll('""', '"') ?? found?.[2] ?? '';
    at += found?.[0].length ?? 0;
    out += /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
    const next = text[at];
    if (next === '\t') out += ',';
    else if (next !== undefined && next !== '\r') out += next;
    at += 1;
  }
  return out;
}
