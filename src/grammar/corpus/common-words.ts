/** Words of everyday language that change no question: they may stand beside any, in English. */
export const commonEnglish =
  "a about above actual actually after afternoon again ahead ain't all almost along already alright also always am amount an and another any anyone " +
  "anything anyway apparently are area around as ask asked asking at available average away awful back bad basically be because become been " +
  "before begin behind being believe below best better big biggest bit both bring bringing brought bunch busy but by call came can cant can't care case " +
  "catch chance check checking clear clearly close come comes coming concerned considering could couldn't couple curious currently day deal " +
  "detail details did didn't different do does doesn't doing done don't dont down dude during each early easy either else end ended enough entire " +
  "especially even evening ever every everybody everyone everything exact exactly expect fact fair far fast feel few figure figures final " +
  "finally find fine first folks following for found from full further general generally get gets getting give given gives go goes going gone gonna good got " +
  "gotten great group guess guy guys had half hand happen happened happening happens hard has hasn't have haven't having he heading hear heard hello help her here " +
  "hey hi hit hold honestly hope hours how however hows huge i i'd idea if i'll im i'm important in including indeed inside instead interested " +
  "into is isn't it its it's i've job just keep kind kinds know large last late lately latest least left less let lets let's level like likely " +
  "list little look looked looking looks lot lots lovely low made main mainly make makes making manage many matter matters may maybe me mean means meanwhile meet meeting might mind " +
  "minute missed moment money month morning most mostly move moved moving much must my name near nearly need needed needs next nice " +
  "normal now number numbers of off often oh ok okay old on once one ones only open or order other others our out outcome over overall " +
  "own part particular past pay people per perhaps person picture piece place plain please plus point possible possibly present pretty probably " +
  "problem properly pull put quick quickly quite rather ready real really recent recently regarding related remind report rest result results right rough roughly round run " +
  "running said same say says see seem seems seen send separately serious set several she should show shows side simple simply since single sir situation size " +
  "slow slowly small so some somebody someone something sort sorts speaking start started stay still stuff such suddenly sum super sure take taken " +
  "taking talk team tell than thank thanks that that's the their them then there there's these they they're thing things think this those though through thx till time times " +
  "to today together told tomorrow tonight too took top total totally towards tried true try trying turn turned two type under understand until up upcoming update " +
  "us use used useful using usual usually various very via view wait waiting want wanna wanted wants was wasn't way we week weekend weeks well we'll went were we're weren't " +
  "what whatever what's when where whether which while who whole whom who's whose why will wish with within won't wonder wondering work " +
  "worked working works world worried worse worst worth would wouldn't wow wrong yeah year yep yes yet yo you your you're ya u r n q pls plz tho gotta lemme gimme cos cuz ish btw fyi asap " +
  "breakdown overview summary snapshot glance chart graph table ranking rank ranked sorted figure state status shape handle hang touch sense behave behaving perform performed handled rundown lowdown skinny scoop";

/** Chinese characters of such words. Family names are not among them. */
export const commonChinese =
  "的了吗呢吧啊呀嘛啦哦噢嗯呃诶哎唉哈喽嗨哟呗咯哪那这些个们我你您他她它咱俺自己人家大家谁什么怎样咋啥几多少有没是不在和与跟同及或还也都就才又再更最很太挺蛮好坏" +
  "比较到从往向对给把被让叫使得地着过来去上下里外前后左右中间内旁边面头尾开始结束今明昨天日年月周期时候点分秒早晚刚正曾已经将要会能可以应该需想觉知道看见听说问答告诉" +
  "做干搞弄整办用拿取出进回起走跑发生变成为因所但而且如果虽然不过只光仅全部整体总共各每另其它别另外一二三两四五六七八九十百千万亿第次遍回下趟件份条张块" +
  "大小多少高低长短快慢新老旧早晚强弱轻重真假实际具体大概大约左右差不多基本主要重点关键情况状况问题原因结果数据数字报表表格图列排序名单清单明细汇总统计分析对比查询查看展示显示" +
  "请麻烦帮忙谢谢辛苦拜托感谢领导老板经理同事客户公司部门团队员工会议汇报开会用来准备着急赶紧马上立刻尽快现在目前当前最近近期之前以前之后以后平时通常一般往常突然到底究竟其实" +
  "感觉好像似乎可能也许估计应当必须肯定确定清楚明白了解关心关注担心想要希望打算计划随便顺便简单详细完整准确方便行够足亏赚赢输算总计占率额量值钱款单笔户家位员名" +
  "手头底按照根据关于作为通过而言来说方面角度层面维度范围程度水平表现趋势走势变化增长下降上升下滑减少增加提高涨跌掉降升超厉害严重明显稍微有点一点一些许儿子" +
  "喂亲哥姐您好早安晚上午间下班路车客气打扰请教咨询先后接着然后于是所以因此另由" +
  "该当凭均约略稳定正常异常特殊普通目标任务完成达成进展进度情形形势样式种类型包括包含属于归";
