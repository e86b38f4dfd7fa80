# Телефоны доверия, как их читает человек, которому плохо. Номера даны так, как их набирают.

helpline-call = **{ $name }**: звонить **{ $number }**
helpline-text = **{ $name }**: SMS на **{ $number }**
helpline-text-keyword = **{ $name }**: SMS со словом **{ $keyword }** на **{ $number }**
helpline-chat = **{ $name }**: чат <{ $number }>
helpline-whatsapp = **{ $name }**: WhatsApp **{ $number }**
helpline-web = **{ $name }**: <{ $number }>

helpline-always = круглосуточно
helpline-daily = каждый день { $opens }–{ $closes }, время местное
helpline-limited = только в определённые часы
helpline-hours-unknown = время работы может меняться

helpline-languages = языки: { $languages }
helpline-languages-more = языки: { $languages } и другие
helpline-languages-many = на многих языках
helpline-region = регион: { $region }
helpline-less-sure = если не отвечают, попробуй другой номер

helpline-for-youth = для молодых
helpline-for-women = для женщин
helpline-for-men = для мужчин
helpline-for-families = для семей
helpline-for-parents = для родителей
helpline-for-lgbtq = для ЛГБТК+ людей
helpline-for-trans = для трансгендерных людей
helpline-for-veterans = для ветеранов
helpline-for-indigenous = для коренных народов
helpline-for-deaf = для глухих и слабослышащих
helpline-for-domestic-violence = насилие дома
helpline-for-sexual-violence = сексуальное насилие
helpline-for-substance-use = алкоголь и другие вещества
helpline-for-referral = поможет найти поддержку рядом

helpline-emergency = Если тебе прямо сейчас грозит опасность, звони: **{ $number }**.
helpline-emergency-ambulance = Если тебе прямо сейчас грозит опасность, звони в скорую: **{ $number }**.
helpline-emergency-fire-and-ambulance = Если тебе прямо сейчас грозит опасность, звони в скорую или пожарным: **{ $number }**.
helpline-emergency-unknown = Если тебе прямо сейчас грозит опасность, звони по номеру экстренной помощи своей страны ({ $country }). Точно мы его не знаем, поэтому не показываем.
