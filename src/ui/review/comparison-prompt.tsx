// Asks for the call to compare with: whichever is opened next.

import './comparison-prompt.css';

export interface ComparisonPromptProps {
  /** Why the last choice can't be compared; null for none. */
  readonly problem: string | null;
  readonly onCancel: () => void;
}

export function ComparisonPrompt({ problem, onCancel }: ComparisonPromptProps) {
  return (
    <div class="choosing" data-testid="choosing">
      <p role="status">
        {problem ?? 'Choose the call to compare with: one of this machine, an imported one or a recording.'}
      </p>
      <button type="button" class="button quiet" onClick={onCancel}>
        Don’t compare
      </button>
    </div>
  );
}
