// The audit log: its newest entries, and all of it as a file.

import './audit-options.css';
import { useEffect, useState } from 'preact/hooks';
import { AUDIT_WORDS, type AuditEntry } from '../../extension/audit/audit-entry.ts';
import { auditCsv, auditJson } from '../../extension/audit/audit-export.ts';
import type { AuditLog } from '../../extension/audit/audit-log.ts';
import { hostOf, whenOf } from '../format.ts';

/** Entries that are shown here; a file has all. */
const LATEST = 8;

const FORMATS = {
  csv: { label: 'Save as CSV', type: 'text/csv', contentOf: auditCsv },
  json: { label: 'Save as JSON', type: 'application/json', contentOf: auditJson },
} as const;

export interface AuditOptionsProps {
  readonly log: Pick<AuditLog, 'entries' | 'latest' | 'follow'>;
  readonly now: Date;
  /** Gives a file to the user. */
  readonly onSave: (name: string, type: string, content: string) => void;
}

export function AuditOptions({ log, now, onSave }: AuditOptionsProps) {
  const [latest, setLatest] = useState<readonly AuditEntry[] | null>(null);
  const [said, setSaid] = useState('');
  const fail = (error: unknown) => {
    setSaid(`The log can’t be read (${String(error)}). Restarting the browser may help.`);
  };
  useEffect(() => {
    const read = () => void log.latest(LATEST).then(setLatest, fail);
    read();
    return log.follow(read);
  }, [log]);

  const save = async (format: keyof typeof FORMATS) => {
    const entries = await log.entries();
    const { type, contentOf } = FORMATS[format];
    onSave(`evenkeel-audit-log-${now.toISOString().slice(0, 10)}.${format}`, type, contentOf(entries));
    setSaid(savedWords(entries));
  };

  return (
    <section aria-labelledby="audit-heading">
      <h2 class="page-heading" id="audit-heading">
        Audit log
      </h2>
      <p class="page-text">
        What was captured, shown, saved, sent and deleted on this machine; nothing of what was heard or
        scored. There is no way in Evenkeel to change or empty it, and deleting calls leaves it as it is.
        Entries go after two years.
      </p>
      <div class="audit">
        {latest?.length === 0 && <p class="muted">Nothing has happened yet.</p>}
        {latest !== null && latest.length > 0 && (
          <ol class="audit-latest" aria-label="Newest entries" data-testid="audit-latest">
            {latest.map((entry) => (
              <li key={entry.sequence}>
                <time class="audit-time" dateTime={entry.at}>
                  {whenOf(entry.at, now)}
                </time>
                <span>
                  {AUDIT_WORDS[entry.what]}
                  <span class="muted">{moreOf(entry)}</span>
                </span>
              </li>
            ))}
          </ol>
        )}
        <div class="button-row audit-save">
          {Object.entries(FORMATS).map(([format, { label }]) => (
            <button
              key={format}
              type="button"
              class="button quiet"
              data-testid={`audit-${format}`}
              onClick={() => void save(format as keyof typeof FORMATS).catch(fail)}
            >
              {label}
            </button>
          ))}
        </div>
        <p role="status" class="audit-said" data-testid="audit-status">
          {said}
        </p>
      </div>
    </section>
  );
}

function moreOf({ console, detail }: AuditEntry): string {
  return [console && hostOf(console), detail].map((part) => (part ? ` · ${part}` : '')).join('');
}

function savedWords({ length }: readonly AuditEntry[]): string {
  return length === 1 ? '1 entry is saved.' : `${length.toLocaleString()} entries are saved.`;
}
