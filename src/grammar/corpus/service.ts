/** How one asks about service, data, definitions and Parley itself. */
export const service: Readonly<Record<string, string>> = {
  satisfaction: `
are customers happy
how happy are customers
customer satisfaction
what do customers complain about
complaints
how many complaints
nps
csat
what do customers say
what are customers unhappy about
how long do customers wait for a reply
how long do they wait for an answer from service
service response time
time to first reply
support tickets
how many tickets
open tickets
how quickly are tickets solved
customer feedback
reviews
bad reviews
late deliveries
how was the service
after sales quality
rating by product
do people like it
what annoys them
客户满意吗
满意度
满意度怎么样
客户都在吐槽什么
客户抱怨什么
投诉多吗
投诉情况
投诉最多的是什么
工单多久回复
工单平均多久回复
工单平均多久解决
售后怎么样
客服回复快不快
客服响应
客服多久回
超时的工单
工单量
差评
好评率
口碑
净推荐值
nps多少
评价怎么样
客户反馈
客户不满意什么
客户意见
服务质量
发货慢投诉
体验怎么样`,
  quality: `
how good is our data
data quality
duplicate customers
duplicates
missing phone numbers
records without an industry
incomplete records
wrong data
which fields are empty
who enters bad data
data hygiene
is the data any good
any dupes
lots of dupes in there
how messy are our records
what should we fix in the crm
clean up the crm
what is missing in the crm
customers recorded twice
how complete is the customer data
invalid phone numbers
who keeps their records tidy
数据质量
数据质量怎么样
重复客户
有没有重复的客户
哪些字段没填
客户资料缺什么
资料不全的客户
电话没填的
信息不完整
录入不规范
谁录入最差
谁录得好
脏数据
数据乱不乱
数据准不准
查重
数据要清理吗
错误的数据
填得全不全`,
  define: `
what does it mean
how do you define active customer
how do we define
what is the definition of
what counts as
what exactly counts as
what do we mean by
how is it calculated
how do you calculate
what is meant by
what is the formula for
meaning of the term
口径是什么
口径是啥
怎么定义的
什么意思
怎么算的
如何计算
计算口径
什么叫
什么算
怎样才算
算不算
是指什么
指标定义
公式是什么
统计口径`,
  help: `
what can you do
what can i ask
what can i ask you
how do i use this
help
how does this work
which commands are there
show me examples
i am new here what can you do
what questions can you answer
getting started
give me a tour
你能做什么
你会什么
你能查什么
你都能查什么
能问什么
可以问你什么
怎么用
怎么用你
使用帮助
有什么功能
有哪些命令
我刚来的
新手怎么用
教我怎么用
帮助
举几个例子`,
  "settings language=zh": `
speak chinese
speak chinese from now on
answer in chinese
reply in chinese
switch to chinese
use chinese please
talk to me in chinese
change the language to chinese
chinese please
说中文
用中文回答
用中文回我
切换成中文
换成中文
语言改成中文
以后用中文
请讲中文
中文回复
改中文`,
  "settings language=en": `
speak english
speak english from now on
answer in english
reply in english
switch to english
use english please
change the language to english
english please
talk to me in english
说英文
用英文回答
用英文回我
以后用英文
以后用英文回我
切换成英文
换成英语
语言改成英文
英文回复
改英文
用英语回答
说英语`,
  "settings picture=off": `
no more pictures
stop sending charts
turn off pictures
without images please
text only from now on
no charts please
不要发图
别发图片了
关闭图片
以后不要图
只要文字
不用发图表`,
  "settings picture=on": `
send pictures again
turn on pictures
turn the charts back on
i want charts again
以后带图
打开图片
恢复发图
以后要发图`,
  settings: `
my settings
show my settings
preferences
change my preferences
what are my settings
我的设置
看看设置
偏好设置
改设置
设置`,
  link: `
link my account
connect my account
connect me to the crm
link me to my crm user
bind my account
who am i in the crm
register me
把我的账号绑一下
绑定账号
绑定crm
把我的账号跟crm绑一下
绑一下我的账号
关联我的账号
连接我的crm账号
我要绑定
账号绑定`,
};
