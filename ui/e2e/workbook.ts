import { crc32 } from 'node:zlib';

/** A sheet: its name, and its rows. */
export type WorkbookSheet = readonly [name: string, rows: readonly (readonly string[])[]];

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';

/** A workbook of texts, as a spreadsheet program would save it. */
export function workbook(sheets: readonly WorkbookSheet[]): Buffer {
  const numbered = sheets.map(([name, rows], place) => ({ name, rows, number: place + 1 }));
  const types = numbered.map(({ number }) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`);
  const files: readonly (readonly [string, string])[] = [
    [
      '[Content_Types].xml',
      `${head}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${types.join('')}</Types>`,
    ],
    ['_rels/.rels', `${head}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
    [
      'xl/workbook.xml',
      `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${numbered.map(({ name, number }) => `<sheet name="${text(name)}" sheetId="${number}" r:id="rId${number}"/>`).join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${head}<Relationships xmlns="${packaged}/relationships">${numbered.map(({ number }) => `<Relationship Id="rId${number}" Type="${relations}/worksheet" Target="worksheets/sheet${number}.xml"/>`).join('')}</Relationships>`,
    ],
    ...numbered.map(({ rows, number }) => [`xl/worksheets/sheet${number}.xml`, `${head}<worksheet xmlns="${main}"><sheetData>${rows.map(row).join('')}</sheetData></worksheet>`] as const),
  ];
  return zipped(files.map(([name, content]) => [name, Buffer.from(content)]));
}

function row(cells: readonly string[], place: number): string {
  const at = (column: number) => `${String.fromCodePoint(65 + column)}${place + 1}`;
  return `<row r="${place + 1}">${cells.map((cell, column) => `<c r="${at(column)}" t="inlineStr"><is><t>${text(cell)}</t></is></c>`).join('')}</row>`;
}

function text(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** Files in a zip archive, stored as they are (APPNOTE 4.3). */
function zipped(files: readonly (readonly [string, Buffer])[]): Buffer {
  const [local, central]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const [name, content] of files) {
    const path = Buffer.from(name);
    // Version 2.0, no flags, stored, no time; checksum, both sizes, length of the name.
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(content.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(path.length, 22);
    const begin = Buffer.from([0x50, 0x4b, 3, 4]);
    local.push(begin, common, path, content);
    const listed = Buffer.alloc(14);
    listed.writeUInt32LE(offset, 10);
    central.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), common, listed, path);
    offset += begin.length + common.length + path.length + content.length;
  }
  const size = central.reduce((sum, part) => sum + part.length, 0);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, ...central, end]);
}
