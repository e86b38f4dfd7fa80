# 求助热线，给正在难过的人看。号码照着拨就行。

helpline-call = **{ $name }**：拨打 **{ $number }**
helpline-text = **{ $name }**：发短信到 **{ $number }**
helpline-text-keyword = **{ $name }**：发短信 **{ $keyword }** 到 **{ $number }**
helpline-chat = **{ $name }**：在线聊天 <{ $number }>
helpline-whatsapp = **{ $name }**：WhatsApp **{ $number }**
helpline-web = **{ $name }**：<{ $number }>

helpline-always = 全天
helpline-daily = 每天 { $opens }–{ $closes }，当地时间
helpline-limited = 只在部分时间
helpline-hours-unknown = 时间可能不同

helpline-languages = 语言：{ $languages }
helpline-languages-more = 语言：{ $languages }等
helpline-languages-many = 多种语言
helpline-region = 地区：{ $region }
helpline-less-sure = 没人接的话，换一条线试试

helpline-for-youth = 给年轻人
helpline-for-women = 给女性
helpline-for-men = 给男性
helpline-for-families = 给家庭
helpline-for-parents = 给父母
helpline-for-lgbtq = 给 LGBTQ+ 人群
helpline-for-trans = 给跨性别者
helpline-for-veterans = 给退伍军人
helpline-for-indigenous = 给原住民
helpline-for-deaf = 给听障人士
helpline-for-domestic-violence = 家庭暴力
helpline-for-sexual-violence = 性暴力
helpline-for-substance-use = 酒精和其他成瘾物
helpline-for-referral = 帮你找附近的支持

helpline-emergency = 如果你现在有危险，请打 **{ $number }**。
helpline-emergency-ambulance = 如果你现在有危险，请打 **{ $number }** 叫救护车。
helpline-emergency-fire-and-ambulance = 如果你现在有危险，请打 **{ $number }** 叫救护车或消防。
helpline-emergency-unknown = 如果你现在有危险，请打你所在地（{ $country }）的紧急电话。我们不能确定号码，所以没有列出。
