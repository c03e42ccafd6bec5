// What people wrote to moments of a call, and a place to write more.

import './notes.css';
import { useState } from 'preact/hooks';
import type { Note } from '../../analysis/call/record.ts';
import { clockOf } from '../format.ts';

export interface NotesProps {
  readonly notes: readonly Note[];
  /** The moment that a new note is about, in seconds. */
  readonly moment: number;
  readonly onMoment: (time: number) => void;
  /** What can be changed; null for a call that only lies open here. */
  readonly editing: { onAdd(note: Note): void; onDelete(note: Note): void } | null;
}

const AUTHORS = ['Supervisor', 'Agent'] as const;
const MOST_CHARACTERS = 2000;

export function Notes({ notes, moment, onMoment, editing }: NotesProps) {
  return (
    <section class="notes" aria-labelledby="notes-heading">
      <h3 class="heading" id="notes-heading">
        Notes
      </h3>
      <ul class="notes-list">
        {notes.map((note) => (
          <li key={`${note.time} ${note.text}`} class="note" data-testid="note">
            <button type="button" class="link" onClick={() => onMoment(note.time)}>
              {clockOf(note.time)}
            </button>
            <p class="note-text">
              {note.text} <span class="muted">{note.author}</span>
            </p>
            {editing && (
              <button
                type="button"
                class="link"
                aria-label={`Delete the note at ${clockOf(note.time)}`}
                onClick={() => editing.onDelete(note)}
              >
                Delete
              </button>
            )}
          </li>
        ))}
      </ul>
      {editing && <NoteForm moment={moment} onAdd={editing.onAdd} />}
    </section>
  );
}

function NoteForm({ moment, onAdd }: { readonly moment: number; readonly onAdd: (note: Note) => void }) {
  const [text, setText] = useState('');
  const [author, setAuthor] = useState<string>(AUTHORS[0]);
  const add = () => {
    onAdd({ time: moment, author, text: text.trim() });
    setText('');
  };
  return (
    <form
      class="note-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') add();
      }}
    >
      <label class="note-field">
        <span class="visually-hidden">Note at {clockOf(moment)}</span>
        <textarea
          rows={2}
          maxLength={MOST_CHARACTERS}
          placeholder={`What happened at ${clockOf(moment)}?`}
          value={text}
          data-testid="note-text"
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <label>
        <span class="visually-hidden">Written by</span>
        <select value={author} onChange={(event) => setAuthor(event.currentTarget.value)}>
          {AUTHORS.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <button type="submit" class="button quiet" disabled={text.trim() === ''} data-testid="note-add">
        Add note at {clockOf(moment)}
      </button>
    </form>
  );
}
