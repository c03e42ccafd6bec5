// What can go wrong, what Evenkeel does then and what is lost: the table of docs/reliability.md. Each entry is proved
// by a test of its name (`survives`), wherever that stands.

export interface Fault {
  readonly fault: string;
  readonly done: string;
  readonly lost: string;
  /** What the agent reads meanwhile; null where there is nothing to act on. */
  readonly told: string | null;
}

export const FAULTS = {
  'worker-crash': {
    fault: 'The worker that runs the model crashes',
    done: 'It is started again after a quarter of a second, later after each further crash; the windows it had in hand are done again.',
    lost: 'Nothing',
    told: 'The analysis stopped and is starting again by itself; the call goes on.',
  },
  'worker-frozen': {
    fault: 'The worker stops answering, without an error',
    done: 'After ten seconds without an answer it counts as crashed.',
    lost: 'Nothing; the panel stands still for ten seconds',
    told: 'The analysis stopped and is starting again by itself; the call goes on.',
  },
  'deadly-window': {
    fault: 'One window crashes every worker that takes it',
    done: 'It is given up with the second worker, and recorded as a gap; the windows behind it are analysed.',
    lost: 'One window',
    told: 'The analysis stopped in the middle of its work.',
  },
  'long-outage': {
    fault: 'The worker can’t be started again for minutes',
    done: 'Thirty windows wait; further ones are recorded as a gap. It is tried on, every half minute at last. A call that ends meanwhile is closed after twenty seconds; what waited is a gap then.',
    lost: 'What is said from the thirtieth second on, until it works again; in a call that ends before, all since it stopped',
    told: 'The analysis stopped and can’t be started again yet; it is tried on.',
  },
  'out-of-memory': {
    fault: 'No memory for the model (WebAssembly)',
    done: 'Loading is tried three times, then the default model is, then that one again every half minute; a model that listens already goes on.',
    lost: 'Nothing where another model listens; else what is said until there is memory',
    told: 'This computer has too little free memory for the model.',
  },
  'model-damaged': {
    fault: 'A model’s file is damaged',
    done: 'Its checksum is wrong, so it is refused; the model in use goes on, else the default one is loaded.',
    lost: 'Nothing',
    told: 'The model file is damaged or of another version: … Reinstall Evenkeel.',
  },
  'service-worker-stopped': {
    fault: 'The browser stops the service worker',
    done: 'It holds no call; the capture goes on without it.',
    lost: 'Nothing',
    told: null,
  },
  'offscreen-crash': {
    fault: 'The offscreen document, which runs the calls, is gone',
    done: 'The page’s script has it made again, sends the last three seconds once more, and the call goes on from its checkpoint.',
    lost: 'At most one window; where it is gone for longer than three seconds or the machine was behind, what is said until it is back and what was in hand, which is recorded as a gap',
    told: 'Missing from this call: … The analysis was interrupted.',
  },
  'tab-crash': {
    fault: 'The console’s tab crashes',
    done: 'After ten seconds without it the call is closed and stored.',
    lost: 'Nothing of what was said before',
    told: 'Call ended',
  },
  'browser-killed': {
    fault: 'The browser is killed in the middle of a call',
    done: 'Every window was stored when it came; at the next start the call is closed where it ended.',
    lost: 'At most one window',
    told: null,
  },
  'disk-full': {
    fault: 'The disk is full (QuotaExceededError)',
    done: 'Windows wait in memory and are stored with the next one that is taken; a call that is over is tried again every ten seconds.',
    lost: 'Nothing, unless the browser ends before there is space',
    told: 'The call can’t be stored: this computer’s disk is full.',
  },
  'begins-while-refused': {
    fault: 'A call begins while the store can’t be read',
    done: 'Its leg is sent away, and comes again after a fifth of a second, later after each further refusal.',
    lost: 'What is said until the store can be read: nobody has been asked yet',
    told: 'Nothing can be stored while a page of an older Evenkeel is open.',
  },
  'objection-refused': {
    fault: 'The customer objects, and the store refuses to delete the call',
    done: 'It is no longer listened to, and counts for nothing; the deletion is tried again every ten seconds.',
    lost: 'Nothing that may be kept',
    told: 'The call that you dropped is not deleted yet; it is tried again by itself.',
  },
  'database-blocked': {
    fault: 'A page of an older version holds the database (IndexedDB blocked)',
    done: 'The store refuses rather than wait; what was heard waits in memory.',
    lost: 'Nothing',
    told: 'Nothing can be stored while a page of an older Evenkeel is open.',
  },
  'database-closed': {
    fault: 'The browser or a newer version closes the database',
    done: 'The next window opens it again.',
    lost: 'Nothing',
    told: null,
  },
  'two-consoles': {
    fault: 'Two consoles have calls at the same time',
    done: 'Each call has its own record; the panel switches between them.',
    lost: 'Nothing',
    told: null,
  },
  'five-calls': {
    fault: 'Five calls at the same time',
    done: 'Each is analysed on its own, one window after the other by one worker.',
    lost: 'Nothing while the machine keeps up; what it can’t classify in time is recorded as a gap',
    told: 'seconds were left out: this machine is busy.',
  },
  sleep: {
    fault: 'The computer sleeps for an hour during a call',
    done: 'A worker isn’t taken for frozen; the hour is recorded as a gap and nothing is made up for it.',
    lost: 'What was said meanwhile',
    told: 'Missing from this call: … No sound arrived.',
  },
  'clock-back': {
    fault: 'The computer’s clock is set back during a call',
    done: 'Windows follow the sound, not the clock; the call ends no earlier than it lasted.',
    lost: 'Nothing',
    told: null,
  },
  'clock-forward': {
    fault: 'The computer’s clock jumps forward by years during a call',
    done: 'The call that runs is not past its retention; calls that are over are deleted if the clock says so.',
    lost: 'Nothing of the running call',
    told: null,
  },
  'page-flood': {
    fault: 'A page floods Evenkeel with tracks',
    done: 'A track counts once; while 64 tracks are followed, further ones are left out, and eight legs at a time are captured.',
    lost: 'Calls on tracks that came while 64 were followed; legs beyond the eighth, until one of them ends',
    told: null,
  },
  'forged-events': {
    fault: 'A page fires events that claim to show a call',
    done: 'Only a live remote audio track in an audio element counts.',
    lost: 'Nothing',
    told: null,
  },
  'disguised-track': {
    fault: 'A page shows a local track, such as a microphone, as the customer’s',
    done: 'The browser’s own label tells remote tracks from all others, and a page can’t change it.',
    lost: 'Nothing',
    told: null,
  },
  'tampered-block': {
    fault:
      'A page’s process sends messages that no script of ours sends: no numbers, impossible rates, a call of years',
    done: 'They are refused one by one.',
    lost: 'Nothing',
    told: 'A console’s page sent something that Evenkeel can’t read; it was left out.',
  },
  'stolen-leg': {
    fault: 'Another tab claims to be the leg of a running call',
    done: 'It is refused; the call stays with its tab.',
    lost: 'Nothing',
    told: 'A console’s page sent something that Evenkeel can’t read; it was left out.',
  },
  'connection-failed': {
    fault: 'The call’s connection fails',
    done: 'The call goes on when an ICE restart mends it within fifteen seconds; without one it is closed and stored.',
    lost: 'What was said meanwhile',
    told: null,
  },
} as const satisfies Readonly<Record<string, Fault>>;

export type FaultId = keyof typeof FAULTS;
