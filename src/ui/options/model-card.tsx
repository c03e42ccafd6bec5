// One model on offer: its name, when to choose it, and its figures. All of it is the label of its radio button.

import './model-card.css';
import { type CatalogueModel, DEFAULT_MODEL } from '../../analysis/emotion/catalogue.ts';
import { MODEL_WORDS } from '../model-words.ts';
import { ModelFigures } from './model-figures.tsx';

export interface ModelCardProps {
  readonly model: CatalogueModel;
  /** Null where there is nothing to choose. */
  readonly choice: { readonly isChosen: boolean; readonly onChoose: () => void } | null;
  readonly isInUse: boolean;
}

export function ModelCard({ model, choice, isInUse }: ModelCardProps) {
  const { name } = model;
  const { title, when } = MODEL_WORDS[name];
  // A single model stands under the page's heading, several under their group's.
  const Heading = choice === null ? 'h3' : 'h4';
  return (
    <div class="model" data-testid={`model-${name}`} data-chosen={choice?.isChosen ? '' : undefined}>
      <Heading class="model-title">
        {choice === null ? (
          title
        ) : (
          <label class="model-label">
            <input
              type="radio"
              name="model"
              value={name}
              checked={choice.isChosen}
              aria-describedby={`when-${name}`}
              onChange={choice.onChoose}
            />
            {title}
          </label>
        )}
        {choice !== null && name === DEFAULT_MODEL && <span class="tag">Recommended</span>}
        {isInUse && <span class="tag tag-in-use">In use</span>}
      </Heading>
      <p class="model-when" id={`when-${name}`}>
        {when}
      </p>
      <ModelFigures model={model} />
    </div>
  );
}
