// What an agent could say to tell the customer, in the languages of many consoles.

/** By language: its own name, and the sentences. */
export const ANNOUNCEMENTS = {
  en: {
    name: 'English',
    text: 'Before we begin: a computer estimates from your voice how you are feeling, so that I can help you better. It doesn’t record your voice. If you don’t want this, just tell me and I’ll switch it off.',
  },
  de: {
    name: 'Deutsch',
    text: 'Bevor wir beginnen: Ein Computer schätzt anhand Ihrer Stimme ein, wie es Ihnen geht, damit ich Ihnen besser helfen kann. Er zeichnet Ihre Stimme nicht auf. Wenn Sie das nicht möchten, sagen Sie es mir bitte, dann schalte ich es aus.',
  },
  fr: {
    name: 'Français',
    text: 'Avant de commencer : un ordinateur estime, d’après votre voix, comment vous vous sentez, afin que je puisse mieux vous aider. Il n’enregistre pas votre voix. Si vous ne le souhaitez pas, dites-le-moi et je le désactive.',
  },
  es: {
    name: 'Español',
    text: 'Antes de empezar: un ordenador estima por su voz cómo se siente usted, para que yo pueda ayudarle mejor. No graba su voz. Si no lo desea, dígamelo y lo desactivo.',
  },
  it: {
    name: 'Italiano',
    text: 'Prima di iniziare: un computer stima dalla Sua voce come si sente, così posso aiutarLa meglio. Non registra la Sua voce. Se non lo desidera, me lo dica e lo disattivo.',
  },
  nl: {
    name: 'Nederlands',
    text: 'Voordat we beginnen: een computer schat aan uw stem in hoe u zich voelt, zodat ik u beter kan helpen. Uw stem wordt daarbij niet opgenomen. Wilt u dit niet, zeg het dan en ik zet het uit.',
  },
  pt: {
    name: 'Português',
    text: 'Antes de começarmos: um computador estima, pela sua voz, como se sente, para que eu possa ajudar melhor. Não grava a sua voz. Se não quiser, diga-me e eu desligo.',
  },
  pl: {
    name: 'Polski',
    text: 'Zanim zaczniemy: komputer ocenia na podstawie głosu, jak się Państwo czują, aby ułatwić mi pomoc. Nie nagrywa głosu. Jeśli Państwo sobie tego nie życzą, proszę powiedzieć, a wyłączę to.',
  },
} as const;

export type AnnouncementLanguage = keyof typeof ANNOUNCEMENTS;

export const ANNOUNCEMENT_LANGUAGES = Object.keys(ANNOUNCEMENTS) as readonly AnnouncementLanguage[];

/**
 * The language to suggest first.
 * @param tags BCP 47 tags in the order of preference, such as "de-AT"; what can't be read is passed over
 */
export function announcementLanguage(tags: readonly string[]): AnnouncementLanguage {
  const languages = tags.map((tag) => tag.trim().split(/[-_]/)[0]?.toLowerCase());
  for (const language of languages) {
    const known = ANNOUNCEMENT_LANGUAGES.find((candidate) => candidate === language);
    if (known !== undefined) return known;
  }
  return 'en';
}
