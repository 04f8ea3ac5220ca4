/** How a deal ended, by the label of its status or stage: companies add and rename them, in their own language. */
export function endingOf(label: string): "won" | "lost" | "void" | null {
  if (/赢|贏|\bwon\b/i.test(label)) return "won";
  if (/输单|輸單|丢单|丟單|\blost\b/i.test(label)) return "lost";
  return /无效|無效|\b(void|invalid)\b/i.test(label) ? "void" : null;
}
