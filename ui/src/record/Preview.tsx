import { useTranslation } from 'react-i18next';
import { Scroll } from '../frame/Scroll';
import { Tag } from '../values/Tag';
import type { FaultFragment, FileOutcomeFragment, ImportFilesMutation, PreviewImportQuery } from './generated/graphql';

type PreviewAnswer = PreviewImportQuery['importPreview'];

const tones = { ADDED: 'for', CHANGED: 'caution', ENDED: 'against' } as const;
const outcomes = ['read', 'added', 'changed', 'ended', 'unchanged', 'rejected'] as const;

/** What importing would do: file by file, fault by fault, record by record. */
export function Preview({ preview }: { readonly preview: PreviewAnswer }) {
  const { t } = useTranslation();
  const shown = preview.changes.nodes;
  return (
    <>
      <h2>{t('record.files.preview')}</h2>
      <Outcomes files={preview.files} />
      <Notices notices={preview.notices} />
      <Faults faults={preview.faults} total={preview.nFaults} />
      {shown.length > 0 && (
        <Scroll label={t('record.files.changes')}>
          <table className="changes">
            <caption>{t('record.files.changesCaption', { count: preview.nChanges })}</caption>
            <thead>
              <tr>
                <th scope="col">{t('record.files.effect')}</th>
                <th scope="col">{t('record.files.record')}</th>
                <th scope="col">{t('record.files.values')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ id, kind, effect, values }) => (
                <tr key={`${kind} ${id}`}>
                  <td>
                    <Tag tone={tones[effect]}>{t(`record.effect.${effect}`)}</Tag>
                  </td>
                  <td className="whole">{t(`record.records.${kind}`)}</td>
                  <td>
                    {values.map(({ column, before, after }) => (
                      <span key={column} className="value">
                        <span className="faint">{column}</span> {typeof before === 'string' && <s>{before}</s>} {after ?? '–'}
                      </span>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {preview.nChanges > shown.length && <p className="note-line">{t('record.files.moreChanges', { count: preview.nChanges - shown.length })}</p>}
    </>
  );
}

/** What an import did, and the rows that were left out, to be corrected. */
export function Imported({ result }: { readonly result: ImportFilesMutation['importFiles'] }) {
  const { t } = useTranslation();
  const written = typeof result.dataVersion === 'number';
  return (
    <>
      <div role="status">
        <h2>{t(written ? 'record.files.done' : 'record.files.notDone')}</h2>
      </div>
      <Outcomes files={result.files} />
      <Notices notices={result.notices} />
      <Faults faults={result.faults} total={result.nFaults} />
      {result.rejects.map(({ name, text }) => (
        <p key={name}>
          <a href={`data:text/csv;charset=utf-8,${encodeURIComponent(text)}`} download={name}>
            {t('record.files.rejects', { name })}
          </a>
        </p>
      ))}
    </>
  );
}

function Outcomes({ files }: { readonly files: readonly FileOutcomeFragment[] }) {
  const { t } = useTranslation();
  return (
    <Scroll label={t('record.files.byFile')}>
      <table>
        <caption className="unseen">{t('record.files.byFile')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('record.files.file')}</th>
            {outcomes.map((one) => (
              <th key={one} scope="col" className="number">
                {t(`record.outcome.${one}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {files.map((file) => (
            <tr key={file.file}>
              <th scope="row">{file.file}</th>
              {outcomes.map((one) => (
                <td key={one} className="number">
                  {file[one]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Notices({ notices }: { readonly notices: readonly string[] }) {
  if (notices.length === 0) return null;
  return (
    <ul className="notices">
      {notices.map((notice) => (
        <li key={notice}>{notice}</li>
      ))}
    </ul>
  );
}

function Faults({ faults, total }: { readonly faults: readonly FaultFragment[]; readonly total: number }) {
  const { t } = useTranslation();
  if (faults.length === 0) return null;
  return (
    <Scroll label={t('record.files.faults', { count: total })}>
      <table className="faults">
        <caption>{t('record.files.faults', { count: total })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('record.files.file')}</th>
            <th scope="col" className="number">
              {t('record.files.row')}
            </th>
            <th scope="col">{t('record.files.column')}</th>
            <th scope="col">{t('record.files.value')}</th>
            <th scope="col">{t('record.files.expected')}</th>
          </tr>
        </thead>
        <tbody>
          {faults.map((fault) => (
            <tr key={`${fault.file} ${fault.row} ${fault.column} ${fault.code}`}>
              <td>{fault.file}</td>
              <td className="number">{fault.row ?? '–'}</td>
              <td>{fault.column ?? '–'}</td>
              <td>{fault.value ?? '–'}</td>
              <td>{fault.expected}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
