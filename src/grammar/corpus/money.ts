/** How one asks for money made, owed and to come: one sentence a line, without periods and values. */
export const money: Readonly<Record<string, string>> = {
  sales: `
how much did we sell
what did we make
what did we bring in
how much revenue did we do
show me the revenue
net sales and gross sales
what was our turnover
number of orders
how many orders did we get
how many orders came through
order volume by channel
average order value
what's the average basket size
aov by tier
what is the ticket size
units sold per product
which products sell best
best sellers
our slowest moving products
which category is growing
how is the store selling
return rate by category
how many returns did we have
which products get sent back most
refunds and returns
average discount given
how much discount did we give away
sales by city
how did the shop do
how did the channel do
revenue split
break revenue down by product
what sold well
compare the revenue of two regions
daily takings
how big were our sales
which region brings in the most
top line growth
how much business did we do
did we sell more than last year
sales are up or down
gmv trend
order count and revenue
what came through the online shop
selling price and units
卖了多少钱
卖得怎么样
卖得咋样
卖得好不好
销售额是多少
销售额多少
业绩怎么样
业绩做了多少
营收情况
收入多少
流水多少
订单有多少
下了多少单
出了多少单
成交了多少单
出单量
单量
客单价
客单价多少
平均每单多少钱
销量
销量最好的产品
卖得最好的品类
哪个品类卖得好
哪个门店卖得最多
哪个产品不好卖
退货率
退货多不多
退货多吗
退得最厉害
退货最多的品类
退款多少
退单情况
折扣率
打折打了多少
折扣力度
各区域销售额
各渠道销售对比
同比增长多少
比去年多卖了多少
增长了多少
做了多少生意
生意额
营业额
每天卖多少
按月看销售
销售趋势
成交额
gmv
卖出去多少件
出货量
哪里卖得多
业绩涨了没有
做了多少业绩`,
  collections: `
how much cash came in
how much money came in
how much did we collect
cash collected
what have customers paid
how much have we been paid
who still owes us money
who hasn't paid
which customers are late paying
which invoices are overdue
overdue amount by rep
how old are our receivables
ageing of receivables
accounts receivable
outstanding balance
what is still outstanding
unpaid invoices
collection rate
how much is past due
payments received
payments due this week
cash flow from customers
how much is still to be paid
days sales outstanding
dso
who should we chase for money
late payers
biggest debts
bad debt
money customers owe
did they pay yet
how much money is stuck with customers
回款多少
回了多少款
回了多少钱
款回了多少
收回来多少钱
收了多少款
到账多少
钱到账了没有
回款率
回款情况
回款进度
还有多少没回
谁欠我们钱
谁还没付款
哪些客户还没付钱
欠款最多的客户
逾期的款
逾期多少
逾期账款
逾期最久的
应收账款
应收帐款
应收多少
账龄
帐龄分布
账期超了
没收回来的钱
尾款没结
欠了多少
该催谁的款
催款名单
收款情况
哪些款快到期了
哪些单子款没到
坏账
客户拖款
拖欠
未回款
回笼资金
现金回收
付款情况
客户那边的钱收得怎么样
钱收得怎么样
钱收回来了吗
催回来多少`,
  forecast: `
what will we sell
what will revenue be
how much will we sell
where will we end up
where will we land
will we hit the target
will we make the number
are we going to make the number
are we on track to make the target
will we reach plan
can we still make it
how sure are we about the quarter
forecast for the rest of the year
predict orders
predict units per product
how many units should we stock
demand forecast
how much stock do we need
what should we expect
expected revenue
project the sales
sales outlook
what's coming
year end projection
how much will come in
will sales grow
do we get to plan by year end
预测一下
能卖多少
能做到多少
估计能做多少
大概能完成多少
还能完成目标吗
目标还能完成吗
目标能不能完成
能不能达标
能完成任务吗
够得着目标吗
离目标还差多少能不能补上
预计收入多少
下个月大概多少
年底能到多少
年底能做多少
销量预测
备货
备多少货
该备多少货
需求预测
未来几个月趋势
后面会怎么走
接下来会卖得怎么样
下半年预期
预估业绩
会涨还是会跌
预计能收多少
全年能做多少`,
  kpi: `
how are we doing
how is business
how's everything going
overall performance
company performance
give me the dashboard
key figures
the most important numbers
business overview
all the main metrics
scorecard
the big picture
general health of the business
executive summary
management summary
numbers at a glance
snapshot of the business
overview of all indicators
how healthy is the company
summary of the whole business
经营情况
经营数据
经营数据总览
经营指标
整体怎么样
公司整体情况
整体表现
总览
大盘怎么样
生意怎么样
生意好不好
核心指标
关键指标
看板
仪表盘
各项指标
所有指标
全部数据一览
业务概况
一页纸总结
运营情况
经营分析
主要数据
经营概况`,
  why: `
why did revenue fall
why did sales drop
what caused the drop in revenue
what drove the growth
why is the win rate lower
why did orders go up
what is behind the decline
reason for the change
what made sales rise
explain the drop
why are returns up
why is nps down
what explains the increase
why less than last year
how come revenue is down
what happened to revenue
why the dip
为什么销售额下降
为什么业绩掉了
为啥跌了
为啥少了
为什么变少了
怎么掉了这么多
怎么突然涨了
什么原因导致下滑
下降的原因
增长是什么带来的
为什么赢单率低
赢率为什么低
为什么比去年低
为什么订单少了
原因是什么
什么导致的
怎么回事
分析一下原因
波动原因
跌的原因
为什么客单价下降
回款率为什么低`,
};
