// A picture of the live panel, made of its own parts.

import './panel-picture.css';
import { useMemo } from 'preact/hooks';
import { Hero } from '../panel/hero.tsx';
import { makeHeroModel } from '../panel/hero-model.ts';
import { ScoreCard } from '../panel/score-card.tsx';
import { Strip } from '../strip/strip.tsx';
import { sampleCall } from './sample-call.ts';

export function PanelPicture() {
  const call = useMemo(sampleCall, []);
  return (
    <figure class="panel-picture">
      <div class="panel-picture-frame" aria-hidden="true" inert>
        <Hero view={makeHeroModel(call, 'speech')} />
        <ScoreCard call={call} />
        <Strip windows={call.windows} turningPoints={call.turningPoints} ended={false} />
      </div>
      <figcaption>
        The live panel beside your console: the emotion in a word, the score with its uncertainty, and the
        last two minutes. This call is made up.
      </figcaption>
    </figure>
  );
}
