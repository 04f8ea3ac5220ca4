/** What is said around a question: `…` stands for it. One a line. */
export const englishWrappings = `
please … thanks
hey can you tell me …
um so … you know
ok … please
i need … for my meeting
my boss wants to know …
could you show me …
quick one, …
… as a table
… and compare
… broken down
just checking … again
so basically i want to see …
give me … right now
… by rep
… in the city
… at the moment
… export to excel
hi, … thx
do you know …
`;

export const chineseWrappings = `
帮我看一下…谢谢
嗯那个就是…大概是多少
老板要看…
麻烦查一下…
我想知道…怎么样
…情况怎么样啊
…导个excel
…对比一下
…到底怎么样
财务那边要…
领导问…
现在…是多少
…给我看看
你好，…
那边的…呢
…按人拆开
这边的…
各团队…
啊…有多少来着
…看一下呗
`;
