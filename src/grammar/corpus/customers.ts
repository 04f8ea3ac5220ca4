/** How one asks about customers: who they are, stay, go and are worth. */
export const customers: Readonly<Record<string, string>> = {
  rfm: `
best customers
who are our best customers
rfm
rfm scores
run an rfm
customer tiers by value
score our customers
recency frequency monetary
which customers are champions
loyal customers and those slipping
vip customers
who are our most important customers
which customers need attention
our most loyal accounts
who buys often and much
champions and hibernating customers
rank customers by value
important customers we should keep
最好的客户
核心客户
重要客户
高价值客户
优质客户
客户分层
给客户分个层
给客户分级
客户价值分层
按八分法分层
做个rfm
跑一下rfm
rfm分析
哪些是重点客户
大客户里面哪些最忠诚
客户分为几层
重要保持客户
重要价值客户
忠诚客户
谁买得又多又勤
客户打分`,
  segment: `
what kinds of customers do we have
who are our customers
what types of companies buy from us
customer demographics
customer mix by industry
profile of our buyers
age and gender of our customers
group our customers
cluster the customers
customer segmentation
what do our customers look like
which customer groups are there
customers by size
split customers by age
make-up of our customer base
typical customer
我们的客户都是什么样的
客户都是些什么公司
客户都是哪些人
客户构成
客户画像分布
客户群体
客户细分
客户分群
客户分成几类
男女比例
客户年龄分布
客户性别
客户行业分布
哪类客户最多
什么样的人在买
买家都是谁
用户群
自动分群
聚类
客户结构
客户按规模分
会员构成`,
  lifecycle: `
how many customers are new active or lost
how many new customers
how many active customers do we have
customers by lifecycle stage
who moved from active to dormant
how many dormant customers
how many sleeping customers
lost customers count
how many customers did we win back
how many customers came back from sleep
stages of our customers
active versus inactive customers
how many accounts are inactive
how many are still active
customers that have become dormant
reactivated customers
新客活跃沉睡各有多少
有多少新客户
活跃客户有多少
沉睡客户多少
沉默客户
流失了多少个客户
休眠客户数
客户生命周期
各阶段客户数
新客老客各有多少
多少客户从活跃变成沉睡
唤醒了多少客户
激活客户
不活跃的有多少
客户状态分布
新增客户数
客户现在都处在什么阶段
多少个睡着了`,
  retention: `
do new customers come back
how many come back for a second purchase
second month retention
cohort retention
retention by cohort
retention for members
how many first time buyers buy again
repeat purchase rate
what share of new customers return
do they stay with us
how sticky are our customers
returning customers
customer loyalty over months
cohort analysis
how long do customers keep buying
how well do we keep new customers
renewal of new buyers after months
留存怎么样
留存率
新客还会回来吗
第二个月还回来买的
新客第二个月还买吗
还回来买的有几成
回头客多吗
复购率
复购怎么样
复购情况
老客户回购
同期群
cohort留存
几个月后还在买的比例
首购之后再买
第一次买完还来吗
留得住客户吗
新客留下来多少
次月留存
会员留存`,
  churn: `
who is about to leave
who's gonna leave
which customers are we about to lose
who might churn
churn risk
customers at risk
who has gone quiet
who's gone quiet
which accounts have stopped ordering
customers we haven't heard from
customers who have not bought for a while
who hasn't ordered in ages
accounts slipping away
money at risk from leaving customers
which customers are unhappy and might go
contracts that won't renew
contracts that probably won't renew
renewals at risk
who won't renew
likely to cancel
who is drifting away
likely to defect
accounts cooling off
who is going cold
which clients should I worry about
who stopped buying
who is likely to quit
save list of customers
哪些客户要跑了
哪些老客户要跑了
谁要走了
哪些客户快流失了
有流失风险的客户
流失风险
流失预警
哪些客户好久没下单
很久没买的客户
好久没来的客户
哪些客户不来了
客户跑了
快要跑的客户
哪些合同可能不续
不续签的合同
不续约
续约风险
可能丢的客户
要流失的
哪些客户有危险
客户冷下来了
谁可能不买了
最可能离开的客户
哪些客户需要挽回
挽留
保不住的客户
有没有客户要走`,
  clv: `
customer lifetime value
what are our customers worth
how much is a customer worth
what will each customer be worth
most valuable customers in the future
future value of customers
ltv
expected value per customer
how much will these customers bring over the next years
worth over two years
long term value
lifetime value by segment
value of a new customer
客户值多少钱
未来能带来多少价值
客户终身价值
未来值多少钱
最值钱的客户
客户长期价值
一个客户值多少
ltv多少
生命周期价值
未来贡献
客户未来能贡献多少
哪个渠道来的客户最值钱
客户价值多高`,
  pareto: `
how concentrated is our revenue
how dependent are we on our biggest clients
how much comes from the top customers
share of the biggest customers
do a few customers make most of the revenue
80/20
pareto
what share do the top ten customers have
concentration risk
are we too dependent on one customer
how many customers make up 80 percent of sales
long tail of products
our reliance on large accounts
if the biggest customer left
biggest customers
二八
二八分析
帕累托
集中度
客户集中度
是不是太依赖大客户
对大客户的依赖
大客户占多少
前十大客户占比
头部客户占比
百分之八十的收入来自多少客户
收入都集中在谁身上
少数客户贡献了多少
最大的客户占多少
长尾
头部产品占比`,
  customer: `
tell me everything about
tell me about the account
what do we know about
i'm meeting them, brief me on
brief me about the customer
background on the customer
give me the file on
pull up the account of
history with the customer
profile of the customer
i have a meeting with them what should i know
what's new with the customer
who is the contact at
when did they last order
360 view of
account summary for
details of the account
情况怎么样了这个客户
介绍一下这个客户
这个客户的情况
这家客户什么情况
这家公司怎么样
客户详情
客户档案
客户资料
了解一下这个客户
马上要见这个客户给我说说
要去拜访给我看看
全貌
画像
之前都买过什么
最近有什么动静
把这家的资料调出来
客户360`,
  recommend: `
what should I offer
what should I pitch
what can i sell to this customer
what else could they buy
whitespace
whitespace for my accounts
cross sell opportunities
cross-sell
upsell ideas
next best offer
who would buy this product
who would buy the machine
which customers could take this product
who is a good fit for
who should i pitch this to
what to propose next
suggest products for
product recommendations
who might want
customers likely to buy
expansion opportunities in my accounts
which accounts have room to grow
推荐什么
给他推荐什么
该推荐什么产品
还能卖什么
还能卖点啥
可以再卖他什么
交叉销售机会
交叉销售
向上销售
增购机会
谁会买这个产品
谁可能买
卖给谁
推给哪些客户合适
适合哪些客户
哪些客户可能要
客户还缺什么
下一单卖什么
可以挖的机会
空白机会
搭售建议
下次见面聊什么产品`,
  basket: `
what is bought together
what do people buy with it
what do people who buy machines also buy
which products go together
what else do they put in the basket
what should we bundle
bundle ideas
products sold together
basket analysis
association rules
often bought with
what do they usually add
goes well with
people who bought this also bought
combinations in one order
一起买的
经常一起买
一般还买什么
还顺手买什么
顺带买什么
顺便买什么
搭配着买
搭配买什么
买了还会买什么
买的人还买了什么
哪些商品组合
捆绑销售
捆绑什么好
购物篮
关联购买
连带率
连带购买
套餐怎么搭
一单里都有什么`,
};
