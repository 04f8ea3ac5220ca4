/** Latin words that Chinese texts may have: names of products, statistics, people and file formats that go by no others. */
export const terms: ReadonlySet<string> = new Set(
  [
    "Parley Slack WeCom Salesforce Clari CRM SLA SKU VIP KPI ID API CSV XLSX PPTX PNG PDF JSON HTML YAML UTC MB GB",
    "RFM NPS CSAT CES ROI ROAS CAC CLV CLTV LTV DSO AOV GMV AUC MASE sMAPE MAD STL ETS ARIMA Theta DOTM EM BG NBD Ad",
    "Gamma-Gamma Gamma k-means log English Excel",
    "Wilson Holm Fisher Welch Wald Bonferroni Kulldorff Kitagawa Dirichlet Monroe Colaresi Quinn Fader Hardie Lee Jerath",
    "Iglewicz Hoaglin Adtributor Bhagwan Fellegi Sunter Rousseeuw Arthur Vassilvitskii Kaplan Meier Beta Bernoulli Brier",
    // Words of the grammar and of the terminal, which are typed as they are.
    "full fresh auto on off out json csv xlsx pptx pdf npm run sync doctor ask yes id slack zh en export erase correct no-profiling",
    // Configuration, as it stands in .env.
    "ADMINS COMPANY FILE ANSWER TIMEOUT STORE MEMORY",
  ].flatMap((line) => line.split(" ")),
);

const commandText = /(?<![\p{L}\p{N}])[/／][\p{L}-]+[^，。；：、（）·\n]*|npm run [^。\n]*/gu;
const identifiers =
  /[a-z]+_[a-z_]+|[a-z_]+=[^\s，。；）)]*|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b[0-9a-f]{10}\b|(?:Asia|Europe|America)\/\w+|\b[A-Z]{1,3}\d+\b|\b\d+[a-z]\b/g;

/** Latin words of a text that are no term, no command, no identifier and no code. */
export function latinWordsOf(text: string): string[] {
  const plain = text
    .replace(/（[a-z]+=[^）]*）/g, " ")
    .replace(identifiers, " ")
    .replace(commandText, " ");
  const words =
    plain.match(/(?<![\p{L}\p{N}])[A-Za-z][A-Za-z'-]*[A-Za-z](?![\p{L}\p{N}])/gu) ?? plain.match(/[A-Za-z]{2,}/g) ?? [];
  return words.filter((word) => !terms.has(word));
}
