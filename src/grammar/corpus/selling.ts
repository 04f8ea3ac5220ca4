/** How one asks about leads, deals, sellers, campaigns and what to do. */
export const selling: Readonly<Record<string, string>> = {
  leads: `
how many leads
how many leads did we get
where do leads come from
new leads by source
lead response time
how fast do we answer leads
how quickly do we respond to leads
how long until a lead is contacted
mqls
how many mqls
sqls and mqls by source
how many enquiries came in
lead quality
lead conversion
which source gives good leads
leads that nobody followed up
leads waiting for an answer
untouched leads
inbound requests
how many signups from the fair
who answers leads fastest
线索有多少
来了多少线索
线索从哪来
线索来源
线索转化
线索跟进
线索跟进太慢
线索多久响应
多久才响应线索
leads跟进
线索质量
没人跟的线索
新线索
询盘多少
留资多少
展会来了多少潜客
潜在客户数量
多久联系上线索
哪个来源的线索好
首次响应时长
无效线索`,
  funnel: `
where do deals leak
where do we lose deals
at which stage do we lose
sales funnel
conversion between stages
stage conversion
how many deals did we lose
how many deals did we lose to a competitor
who do we lose against
lost deals by competitor
why do we lose deals
loss reasons
reasons for lost deals
lost opportunities
how many opportunities become orders
how long do deals take
sales cycle length
full funnel from traffic to repurchase
from visit to purchase
where do they drop out
which stage is the bottleneck
win loss analysis
商机在哪个阶段流失
单子卡在哪一步
卡在哪个环节
漏斗
销售漏斗
漏斗对比
转化漏斗
各阶段转化率
丢单原因
丢单主要原因
为什么丢单
丢了多少单
输给谁了
输给竞争对手多少单
输单分析
输单
哪个环节丢得最多
从商机到成交
成交周期
成单周期多长
单子多久能成
哪一步掉得最多
瓶颈在哪
全链路转化
从流量到复购
阶段转化`,
  pipeline: `
open deals
open opps
open opportunities
what's in my pipeline
deals in the pipe
what moved in the pipe
what changed in the pipeline
deals slipping
any deals slipping
slipped deals
stalled deals
deals that are stuck
deals not touched for weeks
pipeline value
how much is in the pipeline
pipeline coverage
do we have enough pipeline
biggest open deals
deals closing
deals due to close
what can we close by year end
what is expected to close
opportunities by stage
deals in negotiation
late stage deals
new opportunities added
which deals are at risk
which deals went quiet
opportunities without activity
在跟的商机
手里还有多少商机
在跟多少单子
在谈的单子
在手商机
商机有多少
商机金额
商机总额
pipeline多少
停滞的商机
卡住的单子
拖着的单子
好久没动的单子
没推进的商机
延期的单子
哪些单子没动过
没进展的单子
能关的单
年底前能关的单
要关的单
快签的单子
能签的单子
预计成交的商机
谈判阶段的单
商机变化
商机新增了多少
最大的几个商机
商机盘点
储备够不够
单子还有多少钱`,
  team: `
leaderboard
who's behind plan
who is ahead of plan
who wins the most deals
who performs best
sales ranking
how are my people doing against target
how is my team doing
my team's results
team performance
rep performance
who hit quota
who is behind target
who is below plan
target attainment by rep
quota attainment
how far are we from target per team
win rate by rep
who has the best win rate
compare two reps
rep ranking
salesperson of the month
top performers
who sold the most among the reps
how am i doing against my target
how am i doing
is everyone on target
rank the sellers
top three sellers
performance per team member
业绩排名
销售排名
龙虎榜
谁业绩最好
谁是第一名
谁的赢单率高
赢单率对比
谁完成目标了
谁没完成任务
目标完成率
业绩完成率
各组完成率
各组业绩
团队业绩
我们组业绩
我的业绩完成多少
我完成了多少目标
离目标差多少
达成率
人均业绩
人效
谁落后了
销冠是谁
组员表现
团队表现
手下的人做得怎么样
每个人的业绩
哪个组最强
两个人谁做得好
销售排行`,
  campaign: `
which campaign pays
which channel has the best roi
marketing roi
campaign results
return on ad spend
cost per acquisition
cac
cac by channel
customer acquisition cost
what did the campaign bring
marketing spend
how much did we spend on ads
is the ad money worth it
did the promotion work
which ads work
which channel is worth the money
cost per lead
payback of marketing
first touch attribution
budget and return by campaign
advertising results
how did the promotion do
which campaign should we stop
活动效果
营销效果
投放效果
投产比
哪个渠道投产比高
哪个渠道最划算
获客成本
获客成本多少
广告花了多少钱
广告投放回报
投放值不值
营销花费
推广效果
roi多少
哪个活动带来的客户多
活动带来多少钱
这次活动怎么样
促销效果
直播赚钱吗
投放赚钱没有
市场费用
花的钱值吗
哪个活动该停
归因
首次触点归因
回本周期
拉新成本`,
  pool: `
which customers are about to drop into the pool
accounts about to fall back
what falls back in three days
unowned customers
accounts nobody owns
accounts without an owner
what's in the pool
how many pool claims
pool claims that turned into orders
claimed from the pool
how many claimed accounts converted
customers to be claimed
unassigned accounts
free customers to pick up
accounts i will lose for inactivity
returned to the pool
公海里有多少
公海有什么
快掉公海的客户
要掉公海
掉进公海
掉到公海里
哪些客户要回公海
从公海捞的客户
公海捞了多少
捞回来成交了多少
公海认领转化
领了多少公海客户
没人跟的客户
无主客户
没有负责人的客户
可以领的客户
释放的客户
即将释放
回收客户
保护期快到的客户`,
  actions: `
what should I do today
what should i do first
what do i do next
my to do list
what is most urgent
priorities for today
who should i call today
who should i call first
where should i spend my time
what needs my attention
next steps
action items
anything i should be doing right now
what's on my plate
what should i tackle this morning
where do i start
my tasks
plan my day
today's agenda
what can i do to make the most
今天该做什么
今天先做什么
今天干点啥
该先干什么
今日待办
待办
先联系谁
今天该打给谁
先跟进哪个客户
今天要跟进谁
优先处理什么
有什么要紧的
给点建议
下一步该做什么
今天安排
重点抓什么
我该忙什么`,
  peak: `
when do customers buy
busiest hours
what time do people order
peak hours
which weekday is busiest
when is the shop full
best time to post
when do most orders come in
rush hour
quiet times
which day of the week sells most
time of day of purchases
hourly pattern
when should we have more staff
什么时候买的人多
几点下单最多
什么时段卖得最好
高峰期
高峰时段
周几下单最多
星期几最忙
哪天人最多
周末还是平时买的多
晚上买的人多吗
什么时间推送合适
下单时间分布
几点最忙
什么点人最多
购买时段
忙的时候是几点`,
};
