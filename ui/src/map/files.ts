import type { Drawing } from './drawing';

/** Two picture points for each point on the paper, so that small names stay sharp. */
const sharpness = 2;

/** Hands a file to the reader. */
export function save(name: string, blob: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

export function svgFile({ svg }: Drawing): Blob {
  return new Blob([svg], { type: 'image/svg+xml' });
}

export function pngFile(drawing: Drawing): Promise<Blob> {
  return rendered(drawing, 'image/png');
}

/** A PDF of one page that holds the picture. */
export async function pdfFile(drawing: Drawing): Promise<Blob> {
  const picture = await rendered(drawing, 'image/jpeg');
  return new Blob(pdfOf(new Uint8Array(await picture.arrayBuffer()), drawing), { type: 'application/pdf' });
}

async function rendered({ svg, width, height }: Drawing, type: 'image/png' | 'image/jpeg'): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * sharpness;
  canvas.height = height * sharpness;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('this browser draws no pictures');
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture is too large for this browser'))), type, 0.92);
  });
}

/** The parts of a PDF 1.4 file with one page of the drawing's size in points and one JPEG over all of it (ISO 32000-1 §7.5). */
export function pdfOf(jpeg: Uint8Array<ArrayBuffer>, { width, height }: Pick<Drawing, 'width' | 'height'>): (string | Uint8Array<ArrayBuffer>)[] {
  const content = `q ${width} 0 0 ${height} 0 0 cm /Im0 Do Q`;
  const objects: (readonly (string | Uint8Array<ArrayBuffer>)[])[] = [
    ['<</Type/Catalog/Pages 2 0 R>>'],
    ['<</Type/Pages/Kids[3 0 R]/Count 1>>'],
    [`<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]/Resources<</XObject<</Im0 4 0 R>>>>/Contents 5 0 R>>`],
    [
      `<</Type/XObject/Subtype/Image/Width ${width * sharpness}/Height ${height * sharpness}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode/Length ${jpeg.length}>>\nstream\n`,
      jpeg,
      '\nendstream',
    ],
    [`<</Length ${content.length}>>\nstream\n${content}\nendstream`],
  ];
  const parts: (string | Uint8Array<ArrayBuffer>)[] = ['%PDF-1.4\n'];
  const offsets: number[] = [];
  // Everything but the picture is ASCII, so that a character is a byte.
  const size = () => parts.reduce((sum, part) => sum + part.length, 0);
  objects.forEach((object, index) => {
    offsets.push(size());
    parts.push(`${index + 1} 0 obj\n`, ...object, '\nendobj\n');
  });
  const start = size();
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`);
  return parts;
}

/** A cell that a spreadsheet takes for what it is. Numbers keep their sign. */
function cell(text: string): string {
  const formula = /^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d.,]+%?$/.test(text);
  return `"${(formula ? `'${text}` : text).replaceAll('"', '""')}"`;
}

/** A table as CSV that spreadsheets read as text: UTF-8 with its mark, quoted, and nothing that they would take for a formula. */
export function csvFile(rows: readonly (readonly string[])[]): Blob {
  return new Blob(['\ufeff', rows.map((row) => row.map(cell).join(',')).join('\r\n'), '\r\n'], { type: 'text/csv;charset=utf-8' });
}
