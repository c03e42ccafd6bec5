import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallSettings } from '../extension/settings/call-settings.ts';
import { CurrentSettings } from './current-settings.ts';

const SETTINGS: CallSettings = { model: 'cnn', nudges: ['recovery'], scoreTime: 'during-call' };

describe('the settings of running calls', () => {
  const options = { useModel: vi.fn(), setWantedNudges: vi.fn(), onChange: vi.fn() };
  let current: CurrentSettings;

  beforeEach(() => {
    vi.clearAllMocks();
    current = new CurrentSettings(options);
  });

  it('are taken over together', () => {
    current.use(SETTINGS);
    expect(options.useModel).toHaveBeenCalledExactlyOnceWith('cnn');
    expect(options.setWantedNudges).toHaveBeenCalledExactlyOnceWith(['recovery']);
    expect(options.onChange).toHaveBeenCalledOnce();
  });

  it('load a model again only when another one is chosen, so that one that failed stays off', () => {
    current.use(SETTINGS);
    current.use({ ...SETTINGS, nudges: [] });
    expect(options.useModel).toHaveBeenCalledOnce();
    expect(options.setWantedNudges).toHaveBeenLastCalledWith([]);
    current.use({ ...SETTINGS, model: 'transformer' });
    expect(options.useModel).toHaveBeenLastCalledWith('transformer');
  });

  it('hide running scores until they are known, and where policy says so', () => {
    expect(current.hidesRunningScores).toBe(true);
    current.use(SETTINGS);
    expect(current.hidesRunningScores).toBe(false);
    current.use({ ...SETTINGS, scoreTime: 'after-call' });
    expect(current.hidesRunningScores).toBe(true);
  });

  it('give way to the default model only while none are known', () => {
    current.useDefaultModel();
    expect(options.useModel).toHaveBeenCalledExactlyOnceWith('default');
    current.use(SETTINGS);
    current.useDefaultModel();
    expect(options.useModel).toHaveBeenLastCalledWith('cnn');
  });
});
