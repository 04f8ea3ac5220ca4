/** Requests that do not say what about. */
export const vague = `
show me the rate
what is the rate
the rate by region
rates by channel
rate please
conversion
conversion rate
what is the conversion rate
performance
performance of the city
performance of the product
performance by region
numbers
numbers please
numbers for my meeting
the numbers
show me the numbers
some figures
data
data please
show me the data
give me the data
the report
send me a report
report please
weekly report
i need a report
how is it
how is it going there
how does it look
how about it
what about it
who's good
who is good
who is bad
is it good
is it bad
is that normal
better or worse
up or down
the trend
trend please
what changed
anything new
any news
what's up
top ten
the best
the worst
best ones
compare them
compare the two
by region
by product
customers
products
orders and complaints
sales and churn
leads and deals
the situation
what is the situation
status
status update
how are they
how is the city
how is the team
results
give me the results
something is wrong
a chart
show me a chart
amount
how many
how much
the ratio
ratio by team
share
percentage
数据
数据给我看一下
给我看看数据
发个数据
来个报表
报表
报告
出个报告
看一下数字
情况怎么样
怎么样
什么情况
那边怎么样
这个月怎么样
好不好
谁好
谁不好
哪个好
哪个差
谁厉害
比率
比例是多少
比率多少
转化率
转化率是多少
转化率怎么样
率是多少
占比
占比多少
多少
有多少
多少个
涨了还是跌了
趋势
看看趋势
有什么变化
有什么异常
有啥新情况
对比一下
比一比
排个名
排名
前十
最好的
最差的
表现
表现怎么样
结果怎么样
进度
进展
进展如何
效果
效果好吗
按区域看
按产品看
客户
产品
销售额和回款
订单和投诉
流失和留存
这个产品怎么样
这个区域怎么样
华东怎么样
小组这个月怎么样
那个呢
能看看吗
给个图
画个图
`;
