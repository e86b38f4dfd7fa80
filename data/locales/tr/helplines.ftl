# Zor durumdaki birinin okuduğu yardım hatları. Numaralar çevrildiği gibi yazılır.

helpline-call = **{ $name }**: ara **{ $number }**
helpline-text = **{ $name }**: SMS gönder **{ $number }**
helpline-text-keyword = **{ $name }**: **{ $number }** numarasına **{ $keyword }** yazıp SMS gönder
helpline-chat = **{ $name }**: sohbet <{ $number }>
helpline-whatsapp = **{ $name }**: WhatsApp **{ $number }**
helpline-web = **{ $name }**: <{ $number }>

helpline-always = gece gündüz
helpline-daily = her gün { $opens }–{ $closes }, oranın saatiyle
helpline-limited = yalnızca belli saatlerde
helpline-hours-unknown = saatler değişebilir

helpline-languages = diller: { $languages }
helpline-languages-more = diller: { $languages } ve başkaları
helpline-languages-many = birçok dilde
helpline-region = bölge: { $region }
helpline-less-sure = cevap veren olmazsa başka bir hattı dene

helpline-for-youth = gençler için
helpline-for-women = kadınlar için
helpline-for-men = erkekler için
helpline-for-families = aileler için
helpline-for-parents = anne babalar için
helpline-for-lgbtq = LGBTQ+ kişiler için
helpline-for-trans = trans kişiler için
helpline-for-veterans = gaziler için
helpline-for-indigenous = yerli halklar için
helpline-for-deaf = sağır ve işitme engelliler için
helpline-for-domestic-violence = ev içi şiddet
helpline-for-sexual-violence = cinsel şiddet
helpline-for-substance-use = alkol ve diğer maddeler
helpline-for-referral = yakınında destek bulur

helpline-emergency = Şu anda tehlikedeysen ara: **{ $number }**.
helpline-emergency-ambulance = Şu anda tehlikedeysen ambulans için ara: **{ $number }**.
helpline-emergency-fire-and-ambulance = Şu anda tehlikedeysen ambulans ya da itfaiye için ara: **{ $number }**.
helpline-emergency-unknown = Şu anda tehlikedeysen ülkenin acil numarasını ara ({ $country }). Kesin olarak bilmediğimiz için bir numara göstermiyoruz.
