// The parts of the model card without figures.

export const USE = `## What it is for, and what not

It is made for one thing: to show an agent during a call how the **customer** sounds, and to feed the score of how well
the **call** was de-escalated. The agent sees everything that is kept.

It is not made for, and must not be used for:

- judging agents: their voice is never given to the model. The score describes a call, which depends on the customer, the matter and the line; it is no rating of a person and no ground for pay, praise, warning or dismissal;
- ranking or comparing people by their scores;
- decisions about customers: refusing, pricing, prioritising, fraud or credit checks, medical or psychological findings, lie detection;
- recognising who is speaking, or anything else about them;
- calls in other languages than English, children's voices, or situations in which somebody's safety depends on it.`;

export const LIMITS = `## What it can't do

- **Acted is not felt.** Actors show clear, single, strong emotions. Customers are tired, ironic, polite in anger, or two things at once. Expect it to be less right on calls, and measure it on your own before you rely on it.
- **Only English, only people recorded in the United States.** With other languages or other accents the figures do not apply.
- **A window is three seconds.** Single windows are often wrong. The score looks at many of them, limits what one can move, and comes with an interval.
- **Noise, music, several voices and bad lines** were trained on only in part. What is not speech is left out by a speech detector that errs too.
- **Six words are not all there is.** Contempt, shame, relief, boredom or pain have no word here; the model will put them under one of the six.
- **It doesn't know the person.** Someone who speaks loudly, fast or flatly by habit can be read wrongly throughout a call.`;

export const ETHICS = `## Ethical and legal notes

This is information, no legal advice.

- **Employees.** In the European Union, AI systems that infer the emotions of people at work are prohibited, except for medical and safety reasons (Regulation (EU) 2024/1689, Article 5(1)(f)). Evenkeel gives the model remote audio only, never the agent's microphone. A remote voice can be a colleague, in a transfer or consultation: the agent drops that leg with one click.
- **Customers.** They must be told that an emotion recognition system is in use (the same Regulation, Article 50(3)), and data protection law applies to their voice. Evenkeel starts only after the agent confirmed, for this call or for all calls of a console with an announcement, that the customer was told; when the customer objects, it stops and deletes the call.
- **High risk.** Emotion recognition that is not prohibited is listed as high-risk (Annex III, point 1(c)), and so are systems that evaluate workers (point 4(b)): another reason to keep the score a score of calls.
- **Co-determination.** In many countries a works council has a say before such a system is used. Agents see everything that supervisors see.
- **Is it sound?** Whether emotions can be read from a voice at all, across people and cultures, is disputed among scientists. Treat what the panel says as a hint about how somebody sounds, not as knowledge of what they feel.`;

export const ORIGIN = `## How these figures come about

\`npm run train -- --crema-d DIR\` trains the folds and writes the metrics; \`npm run evaluate\` measures any model file on
any of the folds, in the build that serves; \`npm run model-card\` writes this page. The details are in [training/README.md](../training/README.md), what was tried in [training/JOURNAL.md](../training/JOURNAL.md).`;
