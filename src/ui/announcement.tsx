// A suggestion for how to tell the customer: to be said, or copied into a script.

import './announcement.css';
import { useState } from 'preact/hooks';
import {
  ANNOUNCEMENT_LANGUAGES,
  ANNOUNCEMENTS,
  type AnnouncementLanguage,
  announcementLanguage,
} from './announcement-words.ts';

export interface AnnouncementProps {
  /** BCP 47 tags of the languages to suggest, the best one first. */
  readonly languages: readonly string[];
}

export function Announcement({ languages }: AnnouncementProps) {
  const [chosen, setChosen] = useState<AnnouncementLanguage | null>(null);
  const [note, setNote] = useState('');
  const language = chosen ?? announcementLanguage(languages);
  const { text } = ANNOUNCEMENTS[language];

  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setNote('Copied'),
      () => setNote('The browser doesn’t let it be copied. Select the text instead.'),
    );
  };

  return (
    <section class="announcement" aria-label="What you could say">
      <div class="announcement-head">
        <label>
          <span class="heading">You could say</span>
          <select
            value={language}
            aria-label="Language of the suggestion"
            data-testid="announcement-language"
            onChange={(event) => {
              setChosen(event.currentTarget.value as AnnouncementLanguage);
              setNote('');
            }}
          >
            {ANNOUNCEMENT_LANGUAGES.map((option) => (
              <option key={option} value={option} lang={option}>
                {ANNOUNCEMENTS[option].name}
              </option>
            ))}
          </select>
        </label>
        <button type="button" class="link" data-testid="announcement-copy" onClick={copy}>
          Copy
        </button>
      </div>
      <blockquote class="announcement-text" lang={language} data-testid="announcement-text">
        {text}
      </blockquote>
      <p class="announcement-note" role="status">
        {note}
      </p>
    </section>
  );
}
