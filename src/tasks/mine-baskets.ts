import { type BasketQuestion, basketRules } from "#metrics/baskets/basket-rules.ts";
import { basketTransactions, type OrderedProducts } from "#metrics/baskets/basket-transactions.ts";
import { defineTask } from "#task.ts";

/** What is bought together: baskets out of order lines, their itemsets and rules; null without any basket. */
export default defineTask(
  import.meta.url,
  ({
    lines,
    rowOf,
    ...question
  }: Omit<BasketQuestion, "transactions"> & { readonly lines: OrderedProducts; readonly rowOf: Int32Array }) => {
    const transactions = basketTransactions(lines, rowOf, question.names.length);
    return transactions.offsets.length === 1 ? null : basketRules({ transactions, ...question });
  },
);
