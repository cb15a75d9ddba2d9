import { describe, expect, it } from 'vitest';
import { base64Of, pastedFile, readFile } from './files';

describe('what is pasted', () => {
  it('is an address book by its beginning', () => expect(pastedFile('BEGIN:VCARD\nFN:Wang\nEND:VCARD', 'people').name).toBe('pasted.vcf'));
  it('is rows of a sheet', () => expect(pastedFile('id,name\na,A', 'people')).toEqual({ name: 'people.csv', text: 'id,name\na,A' }));
  it('has commas for the tabs of a spreadsheet', () => {
    expect(pastedFile('id\tname\r\na\tWang, Fang\r\nb\t"two ""quoted""\nlines"', 'people').text).toBe('id,name\na,"Wang, Fang"\nb,"two ""quoted""\nlines"');
    expect(pastedFile('id\tname\tmail\na\t\t\n\nb\tB\t', 'people').text).toBe('id,name,mail\na,,\n\nb,B,');
  });
});

describe('a file', () => {
  it('is text where it is text', async () => expect(await readFile(new File(['id\n王'], 'people.csv'))).toEqual({ name: 'people.csv', text: 'id\n王' }));
  it('is bytes where it is not', async () => {
    expect(await readFile(new File([new Uint8Array([80, 75, 0, 255])], 'map.xlsx'))).toEqual({ name: 'map.xlsx', base64: 'UEsA/w==' });
    expect(await readFile(new File([new Uint8Array([0xff, 0xfe])], 'people.csv'))).toEqual({ name: 'people.csv', base64: '//4=' });
  });
  it('may be large', () => expect(atob(base64Of(new Uint8Array(200_000).fill(65))).length).toBe(200_000));
});
