/** WeCom's limits. Lengths of texts are in bytes of UTF-8, lengths in cards in characters. */
export const limits = {
  /** A frame of a streamed reply, and a pushed message of the bot. */
  botText: 20_480,
  appText: 2_048,
  webhookText: 4_096,
  image: 10 * 1024 * 1024,
  /** Of a file, by each of the three ways. */
  file: 20 * 1024 * 1024,
  webhookImage: 2 * 1024 * 1024,
  buttons: 6,
  buttonText: 10,
  /** Bytes. */
  buttonKey: 1_024,
  choices: 20,
  choiceText: 11,
  selects: 3,
  options: 10,
  optionText: 10,
  selectTitle: 13,
  cardTitle: 26,
  cardNote: 30,
  cardText: 112,
  rows: 6,
  rowName: 5,
  rowValue: 26,
  emphasis: 10,
  emphasisNote: 15,
  menus: 3,
  menuItems: 5,
  /** Bytes. */
  menuName: 16,
  menuItemName: 40,
} as const;

/** So many messages may go to one target within so many milliseconds. */
export interface Allowance {
  readonly count: number;
  readonly withinMs: number;
}

const minute = 60_000;

/** To one member or conversation; what is more, WeCom drops without a word. */
export const messagesEach: readonly Allowance[] = [
  { count: 30, withinMs: minute },
  { count: 1_000, withinMs: 60 * minute },
];

/** Through one group webhook. */
export const webhookMessages: readonly Allowance[] = [{ count: 20, withinMs: minute }];
