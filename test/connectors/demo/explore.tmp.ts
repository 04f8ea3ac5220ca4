import { rowsOf } from "./rows.ts";
const now = new Date(process.argv[2] ?? "2026-11-22T05:00:00Z");
const q = (iso: string) => { const d = new Date(Date.parse(iso) + 8*3600e3); return `${d.getUTCFullYear()}Q${Math.floor(d.getUTCMonth()/3)+1}`; };
const accounts = await rowsOf("accounts", now); const byId = new Map(accounts.map(a=>[a.id,a]));
const count = (xs: any[], f: any) => { const m: any = {}; for (const x of xs) { const k = f(x); m[k]=(m[k]??0)+1;} return m; };
console.log(count(accounts, (a: any)=>a.region), count(accounts,(a:any)=>a.type), count(accounts,(a:any)=>a.pool), "dups", accounts.filter(a=>a.id.endsWith("D")).length);
for (const d of accounts.filter(a=>a.id.endsWith("D")).slice(0,8)) console.log(d.name, d.phone, "|", byId.get(d.id.slice(0,-1))!.name, byId.get(d.id.slice(0,-1))!.phone);
const deals = await rowsOf("opportunities", now), events = await rowsOf("opportunity_stage_events", now);
const reached = new Map<string, Set<string>>(); for (const e of events) { const s = reached.get(e.opportunity_id!) ?? new Set(); s.add(e.to_stage_id!); reached.set(e.opportunity_id!, s); }
for (const qq of ["2025Q4","2026Q1","2026Q2","2026Q3","2026Q4"]) for (const r of ["华东","华南","华北","华中"]) { const ds = deals.filter(d=>q(d.created_at!)===qq && byId.get(d.account_id!)!.region===r); const r3=ds.filter(d=>reached.get(d.id)!.has("ST3")); const r4=r3.filter(d=>reached.get(d.id)!.has("ST4")); console.log(qq,r,"deals",ds.length,"quoted",r3.length,"neg",r4.length,(r4.length/r3.length).toFixed(2)); }
console.log(count(deals,(d:any)=>d.status), "won by year", deals.filter(d=>d.status==="won").reduce((m:any,d)=>{const y=q(d.closed_at!).slice(0,4); m[y]=(m[y]??0)+(d.amount??0)/1e6; return m;},{}), "lead-linked", deals.filter(d=>d.lead_id).length, "noamount", deals.filter(d=>d.status==="won"&&d.amount==null).length, "early", deals.filter(d=>d.closed_at&&d.closed_at<d.created_at!).length);
const orders = await rowsOf("orders", now);
const fx: any = {CNY:1,USD:7.1,EUR:7.8};
const rev: any = {}, revTeam: any = {}; const owners = new Map((await rowsOf("owners", now)).map(o=>[o.id,o]));
for (const o of orders) { const v = o.net!*fx[o.currency!]; const k=q(o.ordered_at!); rev[k]=(rev[k]??0)+v/1e6; const t = owners.get(o.owner_id!)!.team!+o.ordered_at!.slice(0,4); revTeam[t]=(revTeam[t]??0)+v/1e3; }
console.log(rev); console.log(revTeam); console.log("orders/yr", count(orders,(o:any)=>o.ordered_at.slice(0,4)), count(orders,(o:any)=>o.status), "today", orders.filter(o=>o.ordered_at!>="2026-11-21T16").length);
console.log("linked orders", orders.filter(o=>o.opportunity_id).length);
const surveys = (await rowsOf("surveys", now)).filter(s=>s.kind==="nps"&&s.score!=null);
for (const qq of ["2026Q1","2026Q2","2026Q3","2026Q4"]) for (const r of ["华东","华南","华北","华中"]) { const ss=surveys.filter(s=>q(s.sent_at!)===qq&&byId.get(s.account_id!)!.region===r); const nps=(ss.filter(s=>s.score!>=9).length-ss.filter(s=>s.score!<=6).length)/ss.length; console.log(qq,r,"n",ss.length,"nps",nps.toFixed(2)); }
const camps = new Map((await rowsOf("campaigns", now)).map(c=>[c.id,c])); const cost: any={}, crev: any={};
for (const c of await rowsOf("campaign_costs", now)) { if (c.spent_on!<"2025-11-22") continue; const ch=camps.get(c.campaign_id!)!.channel!; cost[ch]=(cost[ch]??0)+c.amount!; }
for (const o of orders) if (o.campaign_id && o.ordered_at!>"2025-11-22") { const ch=camps.get(o.campaign_id)!.channel!; crev[ch]=(crev[ch]??0)+o.net!*fx[o.currency!]; }
for (const ch in cost) console.log(ch, Math.round(cost[ch]/1e3), Math.round(crev[ch]/1e3), "roi", ((crev[ch]-cost[ch])/cost[ch]).toFixed(2));
const lines = await rowsOf("order_lines", now); const bask = new Map<string,Set<string>>(); for (const l of lines) { const s=bask.get(l.order_id!)??new Set(); s.add(l.product_id!); bask.set(l.order_id!,s);} const N=bask.size; const one: any={}; for (const s of bask.values()) for (const p of s) one[p]=(one[p]??0)+1;
for (const [a,b] of [["A-02","A-01"],["G-02","A-03"],["M-C1","C-01"]] as const) { let n=0; for (const s of bask.values()) if (s.has(a)&&s.has(b)) n++; console.log(a,b,"n",n,"conf",(n/one[a]).toFixed(2),"lift",(n*N/one[a]/one[b]).toFixed(1)); }
const hot = accounts.filter(a=>a.industry==="酒店"); let anchor=0; const offerN: string[]=[]; for (const h of hot) {let an=0,of=0; for (const o of orders) if (o.account_id===h.id) { if (bask.get(o.id)!.has("B-02")) an++; if (bask.get(o.id)!.has("A-04")) of++; } if (an>=3) {anchor++; if (of===0) offerN.push(h.id);} } console.log("hotels",hot.length,"anchor>=3",anchor,"without cups",offerN.length);
const leads = await rowsOf("leads", now); for (const o of owners.values()) { const ls=leads.filter(l=>l.owner_id===o.id); if(ls.length<50) continue; const t=ls.filter(l=>l.first_response_at).map(l=>(Date.parse(l.first_response_at!)-Date.parse(l.created_at!))/3600e3).sort((a,b)=>a-b); console.log(o.id,o.name,o.team,ls.length,"resp",t[t.length>>1]!.toFixed(1),"conv",(ls.filter(l=>l.converted_at).length/ls.length).toFixed(3)); }
for (const s of new Set(leads.map(l=>l.source))) {const ls=leads.filter(l=>l.source===s); console.log(s, ls.length, (ls.filter(l=>l.converted_at).length/ls.length).toFixed(3));}
const mem=(await rowsOf("campaign_members", now)).filter(m=>m.campaign_id==="CP-2026Q3-WB"); for (const arm of ["treatment","control"]) { const ms=mem.filter(m=>m.arm===arm); let r=0; for (const m of ms) for (const o of orders) if (o.account_id===m.account_id&&o.ordered_at!>=m.touched_at!) r+=o.net!*fx[o.currency!]; console.log(arm,ms.length,ms.filter(m=>m.responded_at).length/ms.length, Math.round(r/ms.length)); }
const perAcc = count(orders,(o:any)=>o.account_id); const vals=Object.values(perAcc) as number[]; console.log("one-timers", vals.filter(v=>v===1).length, "never", accounts.length-vals.length, "max", Math.max(...vals));
const median=(x:number[])=>x.sort((a,b)=>a-b)[x.length>>1]; console.log("median net", median(orders.map(o=>o.net!)), "outliers", orders.filter(o=>o.net!>60000).length, Math.max(...orders.map(o=>o.net!)));
const day=count(orders,(o:any)=>new Date(Date.parse(o.ordered_at)+8*3600e3).toISOString().slice(0,10)); console.log("CNY26", ["2026-02-03","2026-02-10","2026-02-16","2026-02-17","2026-02-18","2026-02-19","2026-03-03","2026-06-18","2026-11-11","2026-11-12"].map(d=>d+":"+(day[d]??0)).join(" "));
