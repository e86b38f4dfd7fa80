# 求助熱線，給正在難過的人看。號碼照著撥就行。

helpline-call = **{ $name }**：撥打 **{ $number }**
helpline-text = **{ $name }**：發簡訊到 **{ $number }**
helpline-text-keyword = **{ $name }**：發簡訊 **{ $keyword }** 到 **{ $number }**
helpline-chat = **{ $name }**：線上聊天 <{ $number }>
helpline-whatsapp = **{ $name }**：WhatsApp **{ $number }**
helpline-web = **{ $name }**：<{ $number }>

helpline-always = 全天
helpline-daily = 每天 { $opens }–{ $closes }，當地時間
helpline-limited = 只在部分時間
helpline-hours-unknown = 時間可能不同

helpline-languages = 語言：{ $languages }
helpline-languages-more = 語言：{ $languages }等
helpline-languages-many = 多種語言
helpline-region = 地區：{ $region }
helpline-less-sure = 沒人接的話，換一支電話試試

helpline-for-youth = 給年輕人
helpline-for-women = 給女性
helpline-for-men = 給男性
helpline-for-families = 給家庭
helpline-for-parents = 給父母
helpline-for-lgbtq = 給 LGBTQ+ 人群
helpline-for-trans = 給跨性別者
helpline-for-veterans = 給退伍軍人
helpline-for-indigenous = 給原住民
helpline-for-deaf = 給聽障人士
helpline-for-domestic-violence = 家庭暴力
helpline-for-sexual-violence = 性暴力
helpline-for-substance-use = 酒精和其他成癮物
helpline-for-referral = 幫你找附近的協助

helpline-emergency = 如果你現在有危險，請打 **{ $number }**。
helpline-emergency-ambulance = 如果你現在有危險，請打 **{ $number }** 叫救護車。
helpline-emergency-fire-and-ambulance = 如果你現在有危險，請打 **{ $number }** 叫救護車或消防。
helpline-emergency-unknown = 如果你現在有危險，請打你所在地（{ $country }）的緊急電話。我們不能確定號碼，所以沒有列出。
