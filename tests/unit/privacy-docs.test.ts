import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { reportOf } from '../../src/background/delivery/report.ts';
import { type BrowserSchema, managedSchema } from '../../src/extension/settings/managed-schema.ts';
import { parsePolicy } from '../../src/extension/settings/policy.ts';
import config from '../../wxt.config.ts';
import { extensionIdOf } from '../browser/extension-id.ts';
import { fixtureSummary } from '../support/fixture-calls.ts';
import { propertyListPolicy, registryPolicy } from '../support/written-policies.ts';

// What administrators read is what the extension does.

const privacy = readFileSync(new URL('../../docs/privacy.md', import.meta.url), 'utf8');
const admin = readFileSync(new URL('../../docs/admin.md', import.meta.url), 'utf8');

const { manifest } = config;
if (typeof manifest !== 'function') throw new Error('wxt.config.ts makes the manifest by mode.');
const shipped = await manifest({
  mode: 'production',
  command: 'build',
  browser: 'chrome',
  manifestVersion: 3,
});

/** The cells of a table's rows below one heading. */
function tableIn(page: string, heading: string): string[][] {
  const section = page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('|---'));
  return rows.slice(1).map((row) => row.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '').trim()));
}

const codeIn = (text = '') => [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code);

/** The first example in this language, as it is written. */
function exampleIn(language: string): string {
  return admin.split(`\n\`\`\`${language}\n`)[1]?.split('\n```')[0] ?? '';
}

function linuxExample(): Record<string, unknown> {
  return JSON.parse(exampleIn('json'))['3rdparty'].extensions[extensionIdOf(shipped.key ?? '')];
}

describe('docs/privacy.md', () => {
  it('gives a reason for every permission of the manifest, and for no other', () => {
    const {
      permissions = [],
      optional_permissions = [],
      host_permissions = [],
      optional_host_permissions = [],
    } = shipped;
    const optional = [...optional_permissions, ...optional_host_permissions].map(
      (name) => `\`${name}\` (optional)`,
    );
    const rows = tableIn(privacy, 'Every permission, and why');
    expect(rows.map(([name]) => name)).toEqual([
      ...[...permissions, ...host_permissions].map((name) => `\`${name}\``),
      ...optional,
    ]);
    for (const [, reason] of rows) expect(reason).toMatch(/^\S.{20,}\.$/);
  });

  it('names every attribute of a report, and no other', () => {
    const call = {
      id: 'a',
      seed: 15,
      course: 'flared',
      seconds: 60,
      state: 'ended',
      callReference: '4711',
      source: 'tab',
    } as const;
    const endedAt = '2026-06-12T09:01:00.000Z';
    const { resourceLogs } = reportOf({ ...fixtureSummary(call), endedAt }, '1.2.3', 0);
    const sent = resourceLogs.flatMap(({ resource, scopeLogs }) => [
      ...resource.attributes,
      ...scopeLogs.flatMap(({ logRecords }) => logRecords.flatMap(({ attributes }) => attributes)),
    ]);
    const named = tableIn(privacy, 'What it sends').flatMap(([names]) => codeIn(names));
    expect(named.toSorted()).toEqual(sent.map(({ key }) => key).toSorted());
  });
});

describe('docs/admin.md', () => {
  it('has every key of the policy with its values and what it does', () => {
    const { properties = {} } = managedSchema();
    const values = ({ type, enum: listed }: BrowserSchema) =>
      listed?.map(String) ?? (type === 'boolean' ? ['true', 'false'] : null);
    const rows = tableIn(admin, 'What can be set');
    expect(rows.map(([key]) => key)).toEqual(Object.keys(properties).map((key) => `\`${key}\``));
    for (const [key = '', listed, what] of rows) {
      const entry = properties[key.slice(1, -1)];
      if (entry === undefined) throw new Error(`There is no ${key} in the schema.`);
      expect(what).toBe(entry.description);
      const expected = values(entry);
      if (expected !== null) expect(codeIn(listed)).toEqual(expected);
    }
  });

  it('names the extension by the id that its key gives, wherever it names one', () => {
    const ids = new Set(admin.match(/\b[a-p]{32}\b/g));
    expect([...ids]).toEqual([extensionIdOf(shipped.key ?? '')]);
  });

  it('gives an example for Linux that is JSON, and of which every entry holds', () => {
    const example = linuxExample();
    expect(Object.keys(example).length).toBeGreaterThan(4);
    expect(parsePolicy(example)).toMatchObject(example);
  });

  it('sets the same in its examples for Windows and macOS', () => {
    expect(registryPolicy(exampleIn('reg'), managedSchema().properties ?? {})).toEqual(linuxExample());
    expect(propertyListPolicy(exampleIn('xml'))).toEqual(linuxExample());
  });
});
