import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureNotice } from '../states/FailureNotice';
import { Waiting } from '../states/Waiting';
import { Field } from './fields';
import { pastedFile, readFile, type Sheet, sheets } from './files';
import { type FileInput, ImportFilesDocument, type ImportOptionsInput, PreviewImportDocument } from './generated/graphql';
import { Imported, Preview } from './Preview';
import { useAsking, useSending } from './recording';

const same = <Value,>(value: Value): Value => value;

/** Brings in files: shows what would change and what is wrong, row by row, before anything is written. */
export function FilesForm() {
  const { t } = useTranslation();
  const input = useId();
  const [files, setFiles] = useState<readonly FileInput[]>([]);
  const [sheet, setSheet] = useState<Sheet>('people');
  const [pasted, setPasted] = useState('');
  const [over, setOver] = useState(false);
  const [mine, setMine] = useState(false);
  const [skip, setSkip] = useState(false);
  const preview = useAsking(PreviewImportDocument);
  const importing = useSending(ImportFilesDocument, same<{ files: FileInput[]; options: ImportOptionsInput }>);
  const ask = (wanted: readonly FileInput[], options: ImportOptionsInput) => {
    importing.forget();
    setFiles(wanted);
    if (wanted.length > 0) void preview.ask({ files: [...wanted], options });
    else preview.forget();
  };
  const options = { addressBookIsMine: mine, skipInvalid: skip };
  const take = async (chosen: FileList | null) => {
    const read = await Promise.all([...(chosen ?? [])].map(readFile));
    const names = new Set(read.map(({ name }) => name));
    if (read.length > 0) ask([...files.filter(({ name }) => !names.has(name)), ...read], options);
  };
  const found = preview.data?.importPreview;
  const writable = found !== undefined && found.nChanges > 0 && (found.nFaults === 0 || skip);
  return (
    <div className="files">
      <form className="panel" onSubmit={(event) => event.preventDefault()}>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- files can be chosen by keyboard with the input inside */}
        <section
          className="drop"
          data-over={over}
          aria-label={t('record.files.choose')}
          onDragOver={(event) => (event.preventDefault(), setOver(true))}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => (event.preventDefault(), setOver(false), void take(event.dataTransfer.files))}
        >
          <label htmlFor={input}>{t('record.files.drop')}</label>
          <input id={input} type="file" multiple accept=".csv,.xlsx,.vcf,.vcard" onChange={(event) => void take(event.target.files)} />
        </section>
        <div className="field-row">
          <Field label={t('record.files.paste')}>
            <textarea rows={3} value={pasted} placeholder={t('record.files.pasteHint')} onChange={(event) => setPasted(event.target.value)} />
          </Field>
          <Field label={t('record.files.rowsOf')}>
            <select value={sheet} onChange={(event) => setSheet(sheets.find((one) => one === event.target.value) ?? 'people')}>
              {sheets.map((one) => (
                <option key={one} value={one}>
                  {t(`record.sheet.${one}`)}
                </option>
              ))}
            </select>
          </Field>
          <button type="button" disabled={pasted.trim() === ''} onClick={() => ask([pastedFile(pasted, sheet)], options)}>
            {t('record.files.look')}
          </button>
        </div>
        {files.length > 0 && (
          <ul className="file-list" aria-label={t('record.files.chosen')}>
            {files.map(({ name }) => (
              <li key={name}>
                {name}{' '}
                <button type="button" className="quiet" aria-label={t('record.files.remove', { name })} onClick={() => ask(files.filter((file) => file.name !== name), options)}>
                  ×
                </button>
              </li>
            ))}
          </ul>
        )}
        <label className="tick">
          <input type="checkbox" checked={mine} onChange={(event) => (setMine(event.target.checked), ask(files, { ...options, addressBookIsMine: event.target.checked }))} /> {t('record.files.mine')}
        </label>
        <label className="tick">
          <input type="checkbox" checked={skip} onChange={(event) => (setSkip(event.target.checked), ask(files, { ...options, skipInvalid: event.target.checked }))} /> {t('record.files.skip')}
        </label>
      </form>
      {preview.asking && <Waiting lines={5} />}
      {preview.failure && <FailureNotice failure={preview.failure} again={() => ask(files, options)} />}
      {found && !importing.done && (
        <section className="panel" aria-label={t('record.files.preview')}>
          <Preview preview={found} />
          <div className="send">
            <button type="button" className="strong" disabled={!writable || importing.sending} onClick={() => void importing.send({ files: [...files], options })}>
              {t('record.files.import', { count: found.nChanges })}
            </button>
            <span className="faint">{found.nFaults > 0 && !skip ? t('record.files.mend') : found.nChanges === 0 ? t('record.files.nothing') : ''}</span>
          </div>
        </section>
      )}
      {importing.failure && <FailureNotice failure={importing.failure} />}
      {importing.done && (
        <section className="panel" aria-label={t('record.files.done')}>
          <Imported result={importing.done.importFiles} />
        </section>
      )}
    </div>
  );
}
