import { describe, expect, it } from 'vitest';
import { managedSchema } from './managed-schema.ts';
import { CONSENT_MODES, POLICY_KEYS, parsePolicy, SCORE_TIMES } from './policy.ts';
import { RETENTION_CHOICES } from './retention-settings.ts';

describe('the managed schema', () => {
  const { properties = {} } = managedSchema();

  it('has every key of the policy, each with a description for administrators', () => {
    expect(Object.keys(properties)).toEqual(POLICY_KEYS);
    for (const entry of Object.values(properties)) expect(entry.description).toMatch(/^[A-Z].*\.$/);
  });

  it('says of each what the extension takes', () => {
    const described = Object.fromEntries(
      Object.entries(properties).map(([key, { description: _, ...schema }]) => [key, schema]),
    );
    expect(described).toEqual({
      consoles: { type: 'array', items: { type: 'string' } },
      consent: { type: 'string', enum: CONSENT_MODES },
      retentionDays: { type: 'integer', enum: RETENTION_CHOICES },
      supervisorView: { type: 'boolean' },
      nudges: { type: 'boolean' },
      score: { type: 'string', enum: SCORE_TIMES },
      exportAllowed: { type: 'boolean' },
      delivery: {
        type: 'object',
        properties: {
          endpoint: expect.objectContaining({ type: 'string', pattern: '^https://' }),
          headers: expect.objectContaining({ type: 'object', additionalProperties: { type: 'string' } }),
        },
        required: ['endpoint'],
      },
    });
  });

  it('allows no listed value that the extension would take for none', () => {
    for (const [key, { enum: values = [] }] of Object.entries(properties)) {
      for (const value of values) expect(parsePolicy({ [key]: value })).toMatchObject({ [key]: value });
    }
  });
});
