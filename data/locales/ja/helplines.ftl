# つらい人が読む相談窓口。番号はかけるときのまま。

helpline-call = **{ $name }**：電話 **{ $number }**
helpline-text = **{ $name }**：SMS **{ $number }**
helpline-text-keyword = **{ $name }**：**{ $number }** に **{ $keyword }** と SMS
helpline-chat = **{ $name }**：チャット <{ $number }>
helpline-whatsapp = **{ $name }**：WhatsApp **{ $number }**
helpline-web = **{ $name }**：<{ $number }>

helpline-always = 24時間
helpline-daily = 毎日 { $opens }–{ $closes }（現地時間）
helpline-limited = 限られた時間のみ
helpline-hours-unknown = 時間は変わることがあります

helpline-languages = 言語：{ $languages }
helpline-languages-more = 言語：{ $languages }など
helpline-languages-many = 多くの言語
helpline-region = 地域：{ $region }
helpline-less-sure = つながらないときは別の窓口へ

helpline-for-youth = 若い人向け
helpline-for-women = 女性向け
helpline-for-men = 男性向け
helpline-for-families = 家族向け
helpline-for-parents = 親向け
helpline-for-lgbtq = LGBTQ+ の人向け
helpline-for-trans = トランスジェンダーの人向け
helpline-for-veterans = 退役した人向け
helpline-for-indigenous = 先住民の人向け
helpline-for-deaf = 耳の聞こえない・聞こえにくい人向け
helpline-for-domestic-violence = 家庭での暴力
helpline-for-sexual-violence = 性暴力
helpline-for-substance-use = アルコールや薬物
helpline-for-referral = 近くの支えを探してくれる

helpline-emergency = いま危険な状況なら、**{ $number }** に電話してください。
helpline-emergency-ambulance = いま危険な状況なら、**{ $number }** に電話して救急車を呼んでください。
helpline-emergency-fire-and-ambulance = いま危険な状況なら、**{ $number }** に電話して救急車か消防を呼んでください。
helpline-emergency-unknown = いま危険な状況なら、その国（{ $country }）の緊急番号に電話してください。確かな番号がわからないため、ここには載せていません。
