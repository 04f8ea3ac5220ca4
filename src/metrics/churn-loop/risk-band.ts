/** From these risks on an account is one band graver: likelier to leave than not, two in three, five in six. */
const bands = [1 / 2, 2 / 3, 5 / 6];

/** How grave a risk is, 0 to 3: a second ping within the cool-down wants a graver one. */
export function riskBand(risk: number): number {
  return bands.filter((from) => risk >= from).length;
}
