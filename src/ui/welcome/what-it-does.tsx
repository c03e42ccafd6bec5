// The first step: what Evenkeel does, and what it doesn't.

import './what-it-does.css';
import { Icon } from '../icons.tsx';
import { PanelPicture } from './panel-picture.tsx';

const DOES = [
  'Estimates every second how the customer sounds, and says how sure it is.',
  'Scores from 1 to 10 how well the call is calming down, with the reasons in words.',
  'Works on this computer alone.',
] as const;

const DOES_NOT = [
  'It doesn’t listen to you. Your microphone has no way into it.',
  'It keeps no sound. Of a call it keeps times, probabilities, the score and notes, until you delete them or their time is over.',
  'It sends nothing anywhere, unless your organisation has set up reports; those hold no sound either.',
  'It isn’t always right. It learned from acted English speech, and says nothing about who somebody is.',
] as const;

export function WhatItDoes() {
  return (
    <div class="welcome-what">
      <div>
        <Points title="What it does" icon="good" points={DOES} />
        <Points title="What it doesn’t do" icon="no" points={DOES_NOT} />
      </div>
      <PanelPicture />
    </div>
  );
}

interface PointsProps {
  readonly title: string;
  readonly icon: 'good' | 'no';
  readonly points: readonly string[];
}

function Points({ title, icon, points }: PointsProps) {
  return (
    <section class="welcome-points">
      <h2 class="page-heading">{title}</h2>
      <ul>
        {points.map((point) => (
          <li key={point} data-tone={icon === 'good' ? 'good' : 'none'}>
            <Icon name={icon} />
            <span>{point}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
