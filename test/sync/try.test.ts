import { test } from "vitest";
import { openTestStore, rowSource } from "/work/main/test/sync/open-test-store.ts";
test("x", async () => {
  const s = await openTestStore();
  const src = rowSource({ orders: [{id:"o1", account_id:"a1", ordered_at:"2025-01-01T00:00:00+08:00", net: 10, currency:"USD"},{id:"o2", account_id:"a1", ordered_at:"2025-01-03", net: Number.NaN},{id:"o3", account_id:"a2", ordered_at:"bad", net: 5},{id:"o2", account_id:"a1", ordered_at:"2025-01-04", total: 11, tax: 1}], fx_rates:[{id:"f",rate_on:"2024-01-01",from_currency:"CNY",to_currency:"USD",rate:0.125}], opportunities:[{id:"d1",stage_id:"Won",created_at:"2025-01-01",closed_at:"2025-02-01",amount:5,owner_id:"Bob"},{id:"d2",stage_id:"New",created_at:"2025-01-01",amount:5}] });
  console.log(JSON.stringify(await s.sync(src), null, 1));
  for (const t of ["orders","accounts","opportunities","stages","opportunity_stage_events"]) console.log(t, await s.raw(`select * exclude(source_system, synced_at, deleted_at, merged_into_id, custom, source_created_at, source_updated_at) from data.${t} order by id`).then(r=>r.map(x=>JSON.stringify(Object.fromEntries(Object.entries(x).filter(([,v])=>v!==null)),(k,v)=>typeof v==="bigint"?Number(v):v))));
  console.log((await s.sync(src)).seconds);
  await s.close();
});
